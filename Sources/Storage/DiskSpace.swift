import Core
import Glibc

/// What to say when a disk is full: how much is free, and how much was needed as far as that is known.
extension StorageError {
  static func noRoom(
    code: Int32, operation: String, path: String, neededByteCount: Int?
  ) -> StorageError {
    var sentence = "no room is left"
    if code == EFBIG {
      sentence += " below the limit on file sizes (ulimit -f)"
    } else if let free = freeByteCount(at: path) {
      sentence += " on the disk: \(byteText(free)) free"
    }
    if let neededByteCount { sentence += ", at least \(byteText(neededByteCount)) needed" }
    return StorageError(
      .full, operation: operation, path: path,
      sentence + "; nothing that was stored before is lost: make room and go on")
  }

  /// What an ordinary user may still write to the file system that holds `path`.
  package static func freeByteCount(at path: String) -> Int? {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return nil }
    let (bytes, overflow) = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
    return overflow ? Int.max : Int(clamping: bytes)
  }

  /// "12.3 MB": a number for people.
  package static func byteText(_ count: Int) -> String {
    guard count >= 1000 else { return "\(count) bytes" }
    let units = ["kB", "MB", "GB", "TB", "PB"]
    var tenths = count / 100
    var unit = 0
    while tenths >= 10_000, unit < units.count - 1 {
      tenths /= 1000
      unit += 1
    }
    return "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }
}
