import Core
import Glibc

/// Reading whole files, and what to say when one cannot be read.
extension PictureFile {
  /// The largest file that is read: more than any picture within the limits of size needs.
  private static let maxFileBytes = 2 << 30

  /// All bytes of the file at `path`, which may be a pipe.
  package static func readBytes(atPath path: String) throws(RasterError) -> [UInt8] {
    let file = try InputFile(path: path)
    return try file.readAll(after: [], limit: maxFileBytes)
  }

  /// The same for a picture: a file that begins like none is refused before the rest of it is read.
  package static func readPictureBytes(atPath path: String) throws(RasterError) -> [UInt8] {
    let file = try InputFile(path: path)
    let start = try file.read(atMost: PictureKind.prefixLength)
    _ = try PictureKind.of(start, named: path)
    return try file.readAll(after: start, limit: maxFileBytes)
  }

  /// All bytes of standard input. Messages call it "standard input".
  package static func readStandardInput() throws(RasterError) -> [UInt8] {
    let file = try InputFile(borrowing: STDIN_FILENO, name: "standard input")
    return try file.readAll(after: [], limit: maxFileBytes)
  }
}

/// What to say about a failed call on a picture's file.
func fileFailureReason(_ code: Int32) -> String {
  switch code {
  case ENOENT: "no such file"
  case EACCES, EPERM: "no permission"
  default: FileError.reason(for: code)
  }
}

/// An open file that closes itself.
private struct InputFile: ~Copyable {
  private let descriptor: Int32
  private let isOwned: Bool
  private let name: String
  private let expectedSize: Int

  init(path: String) throws(RasterError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw RasterError(.unreadable, path: path, fileFailureReason(errno)) }
    try self.init(descriptor, isOwned: true, name: path)
  }

  init(borrowing descriptor: Int32, name: String) throws(RasterError) {
    try self.init(descriptor, isOwned: false, name: name)
  }

  private init(_ descriptor: Int32, isOwned: Bool, name: String) throws(RasterError) {
    var status = stat()
    let failure: String? =
      if fstat(descriptor, &status) != 0 {
        fileFailureReason(errno)
      } else if status.st_mode & S_IFMT == S_IFDIR {
        "is a directory, not a picture"
      } else {
        nil
      }
    self.descriptor = descriptor
    self.isOwned = isOwned
    self.name = name
    expectedSize = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
    if let failure { throw RasterError(.unreadable, path: name, failure) }
  }

  deinit {
    if isOwned { close(descriptor) }
  }

  /// `start` and up to `count` bytes after it; fewer only at the end of the file.
  func read(atMost count: Int, after start: [UInt8] = []) throws(RasterError) -> [UInt8] {
    var failure: Int32 = 0
    let total = start.count + count
    let bytes = [UInt8](unsafeUninitializedCapacity: total) { buffer, filled in
      guard let address = buffer.baseAddress else { return }
      filled = start.count
      address.update(from: start, count: filled)
      while filled < total {
        let taken = Glibc.read(descriptor, address + filled, total - filled)
        if taken == 0 { return }
        if taken > 0 {
          filled += taken
        } else if errno != EINTR {
          failure = errno
          return
        }
      }
    }
    if failure != 0 { throw RasterError(.unreadable, path: name, fileFailureReason(failure)) }
    return bytes
  }

  /// `start` and everything after it.
  func readAll(after start: [UInt8], limit: Int) throws(RasterError) -> [UInt8] {
    guard expectedSize <= limit else { throw tooLarge(limit) }
    // One byte more than expected, to see the end of a file at the first reading.
    let piece = max(expectedSize - start.count + 1, 1 << 16)
    var bytes = try read(atMost: piece, after: start)
    var isAtEnd = bytes.count < start.count + piece
    while !isAtEnd {
      guard bytes.count <= limit else { throw tooLarge(limit) }
      let more = try read(atMost: 1 << 20)
      isAtEnd = more.isEmpty
      bytes += more
    }
    return bytes
  }

  private func tooLarge(_ limit: Int) -> RasterError {
    RasterError(.unreadable, path: name, "the file has more than \(limit) bytes")
  }
}
