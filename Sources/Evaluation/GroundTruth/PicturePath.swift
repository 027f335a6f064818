/// The parts of a picture's name that is a path: folders, file name, suffix.
struct PicturePath {
  /// The folders, outermost first; empty parts and `.` are left out.
  let folders: [Substring]
  /// The file name with its suffix.
  let file: Substring
  /// The file name without the suffix of a picture; what another dot has behind it is part of the name.
  let stem: Substring

  init(_ name: String) {
    let parts = name.split(separator: "/").filter { $0 != "." }
    file = parts.last ?? ""
    folders = Array(parts.dropLast())
    stem = Self.withoutSuffix(file)
  }

  static let suffixes: Set<String> = [
    "jpg", "jpeg", "jpe", "png", "ppm", "pgm", "gif", "bmp", "tif", "tiff", "webp",
  ]

  static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static func withoutSuffix(_ file: Substring) -> Substring {
    guard let dot = file.lastIndex(of: "."), dot > file.startIndex,
      suffixes.contains(file[file.index(after: dot)...].lowercased())
    else { return file }
    return file[..<dot]
  }
}
