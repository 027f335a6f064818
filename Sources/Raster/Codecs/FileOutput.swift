import Glibc
import Synchronization

/// Writing files so that nobody ever sees half of one: the bytes go to a temporary file beside the target,
/// are flushed to the disk, and the file is renamed into place. A target that is a device or a pipe is written
/// to directly; one that is a symbolic link keeps being one.
extension PictureFile {
  package static func writeBytes(_ bytes: [UInt8], toPath path: String) throws(RasterError) {
    switch OutputTarget(path: path) {
    case .directory:
      throw RasterError(.unwritable, path: path, "is a directory: give the name of a file")
    case .stream:
      try writeStream(bytes, toPath: path)
    case .file(let resolvedPath, let mode):
      try replaceFile(atPath: resolvedPath, mode: mode, with: bytes, named: path)
    }
  }

  private static func writeStream(_ bytes: [UInt8], toPath path: String) throws(RasterError) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw unwritable(path, errno) }
    defer { close(descriptor) }
    let failure = writeAll(bytes, to: descriptor)
    if failure != 0 { throw unwritable(path, failure) }
  }

  private static func replaceFile(
    atPath path: String, mode: mode_t?, with bytes: [UInt8], named name: String
  ) throws(RasterError) {
    let number = temporaryNumber.wrappingAdd(1, ordering: .relaxed).newValue
    let temporaryPath = "\(path).\(getpid())-\(number).part"
    let descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw unwritable(name, errno) }
    var failure = writeAll(bytes, to: descriptor)
    // Keeping the mode of a replaced file is a courtesy: where it is refused, the default mode stays.
    if failure == 0, let mode { _ = fchmod(descriptor, mode) }
    if failure == 0, fsync(descriptor) != 0 { failure = errno }
    if close(descriptor) != 0, failure == 0 { failure = errno }
    if failure == 0, rename(temporaryPath, path) != 0 { failure = errno }
    if failure != 0 {
      unlink(temporaryPath)
      throw unwritable(name, failure)
    }
  }

  /// Zero, or the error's number.
  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count, let start = buffer.baseAddress {
        let count = Glibc.write(descriptor, start + written, buffer.count - written)
        if count >= 0 { written += count } else if errno != EINTR { return errno }
      }
      return 0
    }
  }

  private static func unwritable(_ path: String, _ code: Int32) -> RasterError {
    let reason = code == ENOENT ? "no such directory" : fileFailureReason(code)
    return RasterError(.unwritable, path: path, "cannot be written: \(reason)")
  }
}

/// What stands at a path that is to be written.
private enum OutputTarget {
  case directory
  /// A device, a pipe or a socket.
  case stream
  /// A file or nothing yet; the path is that behind a symbolic link, the mode that of the file to replace.
  case file(path: String, mode: mode_t?)

  init(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      self = .file(path: path, mode: nil)
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: self = .directory
    case S_IFREG: self = .file(path: Self.resolved(path), mode: status.st_mode & 0o777)
    default: self = .stream
    }
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}

/// A number that differs for every temporary file of this process.
private let temporaryNumber = Atomic<Int>(0)
