import Core
import Raster

/// A page written piece by piece. Markup is ours; whatever comes from outside goes through `escaped`.
struct HTMLText {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ markup: String) {
    bytes += markup.utf8
  }

  mutating func append(bytes other: [UInt8]) {
    bytes += other
  }

  /// Text for between tags and for within quoted attributes. Control characters, which no page may hold, become the
  /// replacement character.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case _ where isControl(scalar): result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 32 || (127..<160).contains(scalar.value) || scalar.value & 0xFFFE == 0xFFFE
  }

  /// A name of a file, kept from turning round the text beside it where it is written from right to left; lines may break
  /// behind its slashes.
  static func name(_ name: String) -> String {
    "<bdi>\(escaped(name).split(separator: "/", omittingEmptySubsequences: false).joined(separator: "/<wbr>"))</bdi>"
  }
}

/// Pictures within a page.
enum DataURI {
  /// `data:image/jpeg;base64,…`; `nil` for what cannot be a JPEG.
  static func jpeg(_ picture: ColourPicture, quality: Int) -> [UInt8]? {
    guard let bytes = try? PictureFile.encodedJPEG(picture, quality: quality) else { return nil }
    return Array("data:image/jpeg;base64,".utf8) + base64(bytes)
  }

  /// Three bytes as four of 64 letters (RFC 4648).
  static func base64(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(start + 3, bytes.count)]
      var word = part.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      word <<= UInt32(8 * (3 - part.count))
      for place in 0..<4 {
        result.append(
          place <= part.count ? letters[Int(word >> UInt32(18 - 6 * place)) & 63] : UInt8(ascii: "="))
      }
    }
    return result
  }

  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
