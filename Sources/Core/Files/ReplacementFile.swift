import Glibc
import Synchronization

/// A file that is there completely or not at all: written under a name of its own beside the goal, and renamed
/// at the end. What is given up, by an error or an interruption, is removed, and an old file of that name stays.
///
/// A goal that is no ordinary file (a device, a pipe) is written directly. A symbolic link is followed, also one
/// that leads nowhere yet. A file that is replaced hands its mode on.
package final class ReplacementFile: Sendable {
  /// The path as it was given, for messages.
  package let path: String
  private let target: ReplacementTarget
  /// `nil` when the goal is written directly.
  private let temporaryPath: String?
  private let isDurable: Bool
  /// −1 once it is closed.
  private let descriptor: Mutex<Int32>

  /// Creates the file, so that a folder that is missing or closed to us is noticed before any work.
  ///
  /// `durable`: the bytes are on the disk before the goal's name leads to them, so that not even a loss of
  /// power leaves half a file.
  package init(path: String, durable: Bool = false) throws(FileError) {
    let target = try ReplacementTarget(path: path)
    self.path = path
    self.target = target
    isDurable = durable
    if target.isStream {
      temporaryPath = nil
      descriptor = Mutex(try Self.open(target.path, O_WRONLY | O_NOCTTY, named: path))
    } else {
      let (temporary, opened) = try Self.createTemporary(beside: target.path, named: path)
      temporaryPath = temporary
      descriptor = Mutex(opened)
    }
  }

  deinit {
    descriptor.withLock { descriptor in
      guard descriptor >= 0 else { return }
      close(descriptor)
      if let temporaryPath { unlink(temporaryPath) }
    }
  }

  /// Calls `body` with the open descriptor, for writing in a way of one's own. Not after `finish`.
  package func withDescriptor<Failure: Error>(
    _ body: (Int32) throws(Failure) -> Void
  ) throws(Failure) {
    try descriptor.withLock { (descriptor) throws(Failure) in
      precondition(descriptor >= 0, "nothing is written to a file that is finished")
      try body(descriptor)
    }
  }

  /// Writes all of the bytes behind what was written before.
  package func writeAll(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    try withDescriptor { (descriptor) throws(FileError) in
      var written = 0
      while written < bytes.count, let start = bytes.baseAddress {
        let count = Glibc.write(descriptor, start + written, bytes.count - written)
        if count >= 0 { written += count } else if errno != EINTR { throw failure(errno) }
      }
    }
  }

  package func writeAll(_ bytes: [UInt8]) throws(FileError) {
    // Closures of the standard library carry an error out as a result.
    try bytes.withUnsafeBytes { buffer in
      Result { () throws(FileError) in try writeAll(buffer) }
    }.get()
  }

  /// Everything was written: the goal's name leads to it from now on. After an error the old file is there.
  package func finish() throws(FileError) {
    try descriptor.withLock { (descriptor) throws(FileError) in
      precondition(descriptor >= 0, "a file is finished once")
      var number: Int32 = 0
      if temporaryPath != nil {
        // Keeping the mode is a courtesy: where it is refused, that of new files stays.
        if let mode = target.mode { _ = fchmod(descriptor, mode) }
        if isDurable, fsync(descriptor) != 0 { number = errno }
      }
      if close(descriptor) != 0, number == 0 { number = errno }
      descriptor = -1
      if let temporaryPath {
        if number == 0, rename(temporaryPath, target.path) != 0 { number = errno }
        if number != 0 { unlink(temporaryPath) }
      }
      guard number == 0 else { throw failure(number) }
    }
    if isDurable, temporaryPath != nil { Self.flushFolder(of: target.path) }
  }

  private func failure(_ number: Int32) -> FileError {
    FileError(.written, path: path, number: number)
  }
}

extension ReplacementFile {
  /// Writes a whole file in one go.
  package static func write(
    _ bytes: [UInt8], toPath path: String, durable: Bool = false
  ) throws(FileError) {
    let file = try ReplacementFile(path: path, durable: durable)
    try file.writeAll(bytes)
    try file.finish()
  }

  private static func open(_ path: String, _ flags: Int32, named name: String) throws(FileError) -> Int32 {
    let descriptor = Glibc.open(path, flags | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError(.written, path: name, number: errno) }
    return descriptor
  }

  /// A hidden file whose name differs for every process and call. One that is taken was left by a process that
  /// was killed and had our number; the next name is tried.
  private static func createTemporary(
    beside goal: String, named name: String
  ) throws(FileError) -> (path: String, descriptor: Int32) {
    let attempts = 100
    var path = ""
    for _ in 1..<attempts {
      path = temporaryName(beside: goal)
      let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return (path, descriptor) }
      guard errno == EEXIST else { throw FileError(.written, path: name, number: errno) }
    }
    path = temporaryName(beside: goal)
    return (path, try open(path, O_WRONLY | O_CREAT | O_EXCL, named: name))
  }

  /// The goal's own name is cut where the longer one would be too long for the file system.
  private static func temporaryName(beside goal: String) -> String {
    let number = temporaryNumber.wrappingAdd(1, ordering: .relaxed).newValue
    let name = String(
      decoding: goal.utf8.split(separator: UInt8(ascii: "/")).last?.prefix(200) ?? [], as: UTF8.self)
    return "\(folder(of: goal)).\(name).\(getpid())-\(number).part"
  }

  /// With its slash; empty for the current one.
  private static func folder(of path: String) -> Substring {
    path.lastIndex(of: "/").map { path[...$0] } ?? ""
  }

  /// Puts the new name on the disk too. File systems that cannot do that for a folder say so; the file itself
  /// is safe without.
  private static func flushFolder(of path: String) {
    let folder = folder(of: path)
    let descriptor = Glibc.open(folder.isEmpty ? "." : String(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}

/// A number that differs for every temporary file of this process.
private let temporaryNumber = Atomic<Int>(0)
