import Glibc

/// A file's bytes as memory, read from the disk as they are looked at and shared with all who map the same file.
///
/// Files that are replaced by renaming (`ReplacementFile`) keep their old bytes for whoever has them mapped.
/// One that is made shorter in place is out of anybody's hands: looking at what was cut off ends the process.
package final class MappedFile: Sendable {
  /// The path as it was given, for messages.
  package let path: String
  /// Valid as long as this object lives, which its last use may end: whoever keeps the bytes keeps the object, and
  /// a short look goes through `withUnsafeBytes`. They begin at the start of a page.
  nonisolated(unsafe) package let bytes: UnsafeRawBufferPointer

  /// `willReadAll` brings the pages in at once, which is cheaper than one by one when all are looked at anyway.
  package init(path: String, willReadAll: Bool = false) throws(FileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw FileError(.read, path: path, number: errno) }
    defer { close(descriptor) }
    let size = try Self.size(of: descriptor, named: path)
    self.path = path
    guard size > 0 else {
      // Nothing can be mapped of an empty file.
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    let flags = MAP_PRIVATE | (willReadAll ? MAP_POPULATE : 0)
    guard let start = mmap(nil, size, PROT_READ, flags, descriptor, 0), start != MAP_FAILED else {
      throw FileError(.read, path: path, number: errno)
    }
    bytes = UnsafeRawBufferPointer(start: start, count: size)
  }

  deinit {
    if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
  }

  /// Calls `body` with the bytes, while which they stay.
  package func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try withExtendedLifetime(self) { try body(bytes) }
  }

  /// Refuses what has no bytes to map: folders, pipes, devices.
  private static func size(of descriptor: Int32, named path: String) throws(FileError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError(.read, path: path, number: errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return Int(status.st_size)
    case S_IFDIR: throw FileError(.read, path: path, number: EISDIR)
    default: throw FileError(.read, path: path, number: ENODEV)
    }
  }
}
