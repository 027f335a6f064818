import CLMDB
import Glibc

/// Opening an environment, and what keeps it in order: who may do what with the files, stale readers, the file's end.
extension Environment {
  /// How many tables an environment may have.
  private static let maxTableCount: UInt32 = 32

  /// Looks at folder and file before LMDB does, and returns the flags to open with.
  ///
  /// A process that will only read opens for writing too wherever it may: the same environment then serves a writer
  /// of the same process, and a writable environment writes nothing by itself.
  static func prepare(folder: String, access: Access) throws(StorageError) -> Int32 {
    let dataFile = dataFile(inFolder: folder)
    if case .writing(creates: true) = access {
      if mkdir(folder, 0o777) != 0, errno != EEXIST { try check(errno, "mkdir", path: folder) }
      var status = stat()
      // A file without a byte was left by a process that was killed while it created it.
      if stat(dataFile, &status) != 0 ? errno == ENOENT : status.st_size == 0 { return MDB_NOTLS }
    }
    try DataFile.verify(path: dataFile)
    let lockFile = folder + "/lock.mdb"
    let canLock = faccess(lockFile, R_OK | W_OK) || (errno == ENOENT && faccess(folder, W_OK))
    let canWrite = faccess(dataFile, R_OK | W_OK)
    guard !(canWrite && canLock) else { return MDB_NOTLS }
    guard access == .reading else {
      try check(errno == EROFS ? EROFS : EACCES, "access", path: folder)
      return MDB_RDONLY
    }
    // Where the lock file cannot be written, a reader cannot be seen by writers, and a writer elsewhere (there
    // is none on a read-only disk) could use its pages again. There is no better way to read there.
    return MDB_NOTLS | MDB_RDONLY | (canLock ? 0 : MDB_NOLOCK)
  }

  /// With the rights the process acts with. Never opens the file: closing the lock file would drop all its locks.
  private static func faccess(_ path: String, _ mode: Int32) -> Bool {
    faccessat(AT_FDCWD, path, mode, AT_EACCESS) == 0
  }

  static func openHandle(
    folder: String, flags: UInt32, limits: Limits
  ) throws(StorageError) -> EnvironmentHandle {
    var created: OpaquePointer?
    try check(mdb_env_create(&created), "mdb_env_create", path: folder)
    guard let handle = created else {
      throw StorageError(.system, operation: "mdb_env_create", path: folder, "no environment was made")
    }
    do throws(StorageError) {
      try check(mdb_env_set_mapsize(handle, limits.mapByteCount), "mdb_env_set_mapsize", path: folder)
      let readerCount = UInt32(clamping: limits.readerCount)
      try check(mdb_env_set_maxreaders(handle, readerCount), "mdb_env_set_maxreaders", path: folder)
      try check(mdb_env_set_maxdbs(handle, maxTableCount), "mdb_env_set_maxdbs", path: folder)
      let code = mdb_env_open(handle, folder, flags, 0o666)
      if code == ENOSPC || code == EDQUOT || code == EFBIG {
        throw StorageError.noRoom(
          code: code, operation: "mdb_env_open", path: folder, neededByteCount: nil)
      }
      try check(code, "mdb_env_open", path: folder)
    } catch {
      mdb_env_close(handle)
      throw error
    }
    return EnvironmentHandle(pointer: handle)
  }

  /// Frees the places of readers whose processes are gone.
  @discardableResult
  package func clearStaleReaders() -> Int {
    var count: Int32 = 0
    // Without a lock file there are none to clear, and any failure shows itself when reading begins.
    return mdb_reader_check(handle.pointer, &count) == MDB_SUCCESS ? Int(count) : 0
  }

  func beginTransaction(flags: UInt32) throws(StorageError) -> OpaquePointer {
    var transaction: OpaquePointer?
    var code = mdb_txn_begin(handle.pointer, nil, flags, &transaction)
    if code == MDB_READERS_FULL, clearStaleReaders() > 0 {
      code = mdb_txn_begin(handle.pointer, nil, flags, &transaction)
    }
    try check(code, "mdb_txn_begin", path: folder)
    guard let transaction else {
      throw StorageError(.system, operation: "mdb_txn_begin", path: folder, "no transaction was begun")
    }
    return transaction
  }

  /// Makes the file as long as its pages. LMDB doesn't write pages that a transaction allocated and gave back; when they are
  /// the last ones the file is shorter than it says, and only a walk through all pages could tell that from a file that
  /// was cut. Costs neither disk nor time; where it is refused, that walk is what remains.
  func extendDataFile() {
    var information = MDB_envinfo()
    var descriptor: Int32 = -1
    var status = stat()
    guard mdb_env_info(handle.pointer, &information) == MDB_SUCCESS,
      mdb_env_get_fd(handle.pointer, &descriptor) == MDB_SUCCESS, fstat(descriptor, &status) == 0
    else { return }
    let byteCount = (information.me_last_pgno + 1) * PageLayout.pageByteCount
    if Int(status.st_size) < byteCount { _ = ftruncate(descriptor, byteCount) }
  }

  /// LMDB calls a write that ended half-way an input/output error; mostly it is a disk that ran full.
  func commitFailure(_ code: Int32, neededByteCount: Int) -> StorageError {
    let operation = "mdb_txn_commit"
    var code = code
    if code == EIO {
      if let limit = fileSizeLimit, fileByteCount >= limit - PageLayout.pageByteCount { code = EFBIG }
      if let free = StorageError.freeByteCount(at: folder), free < neededByteCount { code = ENOSPC }
    }
    guard code == ENOSPC || code == EDQUOT || code == EFBIG else {
      return StorageError(code: code, operation: operation, path: folder)
    }
    return .noRoom(code: code, operation: operation, path: folder, neededByteCount: neededByteCount)
  }

  /// The process's limit on the size of files, `nil` without one.
  private var fileSizeLimit: Int? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0, limit.rlim_cur != rlim_t.max
    else {
      return nil
    }
    return Int(clamping: limit.rlim_cur)
  }
}
