/// What kind of picture a file holds, told by its first bytes.
///
/// Formats that are not read are recognised all the same, so that the message can say what the file is.
enum PictureKind: Equatable {
  case jpeg
  case png

  /// How many first bytes decide.
  static let prefixLength = 512

  /// The kind of the file that begins with `bytes`, or the reason why it is not read.
  static func of(_ bytes: some Collection<UInt8>, named name: String) throws(RasterError) -> PictureKind {
    let start = Array(bytes.prefix(prefixLength))
    guard !start.isEmpty else { throw RasterError(.unreadable, path: name, "the file is empty") }
    if start.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
    if start.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
    if let other = otherFormat(start) {
      throw RasterError(
        .unknownFormat, path: name, "is \(other); Sightline reads JPEG and PNG: convert it first")
    }
    throw RasterError(
      .unknownFormat, path: name, "is not a picture that Sightline can read (JPEG and PNG are)")
  }

  private static let signatures: [(text: [UInt8], name: String)] = [
    (Array("GIF87a".utf8), "a GIF picture"),
    (Array("GIF89a".utf8), "a GIF picture"),
    ([0x49, 0x49, 0x2A, 0x00], "a TIFF picture"),
    ([0x4D, 0x4D, 0x00, 0x2A], "a TIFF picture"),
    ([0x49, 0x49, 0x2B, 0x00], "a BigTIFF picture"),
    ([0x4D, 0x4D, 0x00, 0x2B], "a BigTIFF picture"),
    ([0xFF, 0x0A], "a JPEG XL picture"),
    ([0x00, 0x00, 0x00, 0x0C, 0x4A, 0x58, 0x4C, 0x20], "a JPEG XL picture"),
    ([0x00, 0x00, 0x00, 0x0C, 0x6A, 0x50, 0x20, 0x20], "a JPEG 2000 picture"),
    ([0xFF, 0x4F, 0xFF, 0x51], "a JPEG 2000 picture"),
    (Array("%PDF-".utf8), "a PDF document"),
    (Array("8BPS".utf8), "a Photoshop picture"),
    ([0x76, 0x2F, 0x31, 0x01], "an OpenEXR picture"),
    ([0x8A, 0x4D, 0x4E, 0x47], "an MNG animation"),
  ]

  private static func otherFormat(_ start: [UInt8]) -> String? {
    if let known = signatures.first(where: { start.starts(with: $0.text) }) { return known.name }
    if start.starts(with: Array("RIFF".utf8)), start.dropFirst(8).starts(with: Array("WEBP".utf8)) {
      return "a WebP picture"
    }
    return isoMediaFormat(start) ?? bitmapFormat(start) ?? textFormat(start)
  }

  /// HEIC and AVIF are ISO media files: a box of type `ftyp` that names brands.
  private static func isoMediaFormat(_ start: [UInt8]) -> String? {
    guard start.count >= 12, start[4..<8].elementsEqual(Array("ftyp".utf8)) else { return nil }
    switch String(decoding: start[8..<12], as: UTF8.self) {
    case "avif", "avis": return "an AVIF picture"
    case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1": return "a HEIC picture"
    default: return "a video or another ISO media file"
    }
  }

  /// Two letters are a weak sign of a BMP: the header's length decides.
  private static func bitmapFormat(_ start: [UInt8]) -> String? {
    guard start.count >= 18, start.starts(with: Array("BM".utf8)) else { return nil }
    let isHeaderLength = [12, 40, 52, 56, 64, 108, 124].contains(Int(start[14]))
    return isHeaderLength && start[15..<18].allSatisfy { $0 == 0 } ? "a BMP picture" : nil
  }

  /// An SVG drawing is XML whose first element is `svg`, perhaps after a declaration and comments.
  private static func textFormat(_ start: [UInt8]) -> String? {
    let text = String(decoding: start, as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    guard text.hasPrefix("<") else { return nil }
    return text.contains("<svg") ? "an SVG drawing" : nil
  }
}
