import Core
import Glibc

/// The look at a data file before LMDB maps it: LMDB trusts what it reads, and a file shorter than it says ends the
/// process with a bus error.
enum DataFile {
  /// Another process may be writing a meta page while we look.
  private static let attemptCount = 3

  static func verify(path: String) throws(StorageError) {
    for attempt in 1... {
      do {
        return try verifyOnce(path: path, isLastAttempt: attempt == attemptCount)
      } catch {
        guard error.kind == .damaged, attempt < attemptCount else { throw error }
        usleep(2000)
      }
    }
  }

  private static func verifyOnce(path: String, isLastAttempt: Bool) throws(StorageError) {
    let (metas, byteCount) = try readMetas(path: path)
    try verify(metas.first, path: path)
    try verify(metas.second, path: path)
    guard metas.isFresh || (metas.first.transaction % 2 == 0 && metas.second.transaction % 2 == 1) else {
      throw damaged(path, "its two heads carry impossible numbers of transactions")
    }
    let pageCount = UInt64(byteCount / PageLayout.pageByteCount)
    guard metas.newest.lastPage >= pageCount else { return }
    guard isLastAttempt else { throw damaged(path, "the file was cut") }
    try verifyShort(path: path)
  }

  /// A file that stays shorter than it says was cut, or its last pages are free and were never written: a process may
  /// have been killed before it made the file as long as that. Only a look at every page tells.
  private static func verifyShort(path: String) throws(StorageError) {
    let structure = try FileStructure.check(dataFile: path)
    if let problem = structure.problems.first { throw damaged(path, "the file was cut (\(problem))") }
  }

  private static func verify(_ meta: MetaPage, path: String) throws(StorageError) {
    guard meta.magic == PageLayout.magic, meta.flags & PageLayout.PageFlags.meta != 0 else {
      throw damaged(path, "it is no data file of LMDB, or its head was overwritten")
    }
    guard meta.version == PageLayout.version else {
      throw StorageError(
        .wrongVersion, operation: "verify", path: path,
        "version \(meta.version) of LMDB's format; only version 1 can be read")
    }
    guard meta.pageByteCount == PageLayout.pageByteCount else {
      throw StorageError(
        .wrongVersion, operation: "verify", path: path,
        "made on a machine with pages of \(meta.pageByteCount) bytes; only 4096 can be read")
    }
  }

  /// The heads first and the length afterwards: a writer puts pages into the file before the head that names them.
  private static func readMetas(path: String) throws(StorageError) -> (MetaPages, byteCount: Int) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw StorageError(code: errno, operation: "open", path: path) }
    defer { close(descriptor) }
    var status = stat()
    try check(fstat(descriptor, &status) == 0 ? 0 : errno, "fstat", path: path)
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw damaged(path, "it is not an ordinary file")
    }
    let headByteCount = Int(PageLayout.metaPageCount) * PageLayout.pageByteCount
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: headByteCount) { buffer, count in
      let taken = pread(descriptor, buffer.baseAddress, headByteCount, 0)
      if taken < 0 { failure = errno }
      count = max(taken, 0)
    }
    try check(failure, "pread", path: path)
    guard bytes.count == headByteCount else {
      throw damaged(path, "the file was cut: only \(bytes.count) bytes are there")
    }
    try check(fstat(descriptor, &status) == 0 ? 0 : errno, "fstat", path: path)
    return (bytes.withUnsafeBytes { MetaPages($0) }, Int(status.st_size))
  }

  static func damaged(_ path: String, _ what: String) -> StorageError {
    StorageError(.damaged, operation: "verify", path: path, "the data file is damaged: \(what)")
  }
}
