/// Finds the orientation that a camera noted in a JPEG's APP1 segment or a PNG's eXIf chunk.
///
/// EXIF is a small TIFF file: byte order, offset of a directory, entries of 12 bytes. Only the first directory's
/// entry 0x0112 is looked at. Whatever is not as it should be means upright: a picture is never refused for
/// what its EXIF says.
enum EXIFOrientation {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  static func inJPEG(_ bytes: Bytes) -> PictureOrientation {
    var position = 2
    while let (marker, body) = jpegSegment(bytes, at: &position) {
      if marker == 0xE1, hasPrefix(bytes, body, Array("Exif".utf8) + [0, 0]) {
        return orientation(inTIFF: bytes, body.dropFirst(6))
      }
    }
    return .upright
  }

  /// The segment at `position`, which moves behind it; nil where the picture's data begin or nothing sensible is.
  private static func jpegSegment(_ bytes: Bytes, at position: inout Int) -> (UInt8, Range<Int>)? {
    while position + 1 < bytes.count, bytes[position] == 0xFF, bytes[position + 1] == 0xFF { position += 1 }
    guard position + 4 <= bytes.count, bytes[position] == 0xFF else { return nil }
    let marker = bytes[position + 1]
    let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
    // 0xDA starts a scan; 0xD0…0xD9, 0x00 and 0x01 have no length and don't belong into a header.
    guard marker >= 0xC0, !(0xD0...0xDA).contains(marker), length >= 2 else { return nil }
    let end = position + 2 + length
    guard end <= bytes.count else { return nil }
    defer { position = end }
    return (marker, position + 4..<end)
  }

  static func inPNG(_ bytes: Bytes) -> PictureOrientation {
    var position = 8
    while position + 12 <= bytes.count {
      let length = bytes[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
      let body = position + 8..<position + 8 + length
      guard body.upperBound + 4 <= bytes.count else { return .upright }
      if hasPrefix(bytes, position + 4..<position + 8, Array("eXIf".utf8)) {
        return orientation(inTIFF: bytes, body)
      }
      // A chunk behind the picture's data is not looked for: the file would have to be walked to its end.
      if hasPrefix(bytes, position + 4..<position + 8, Array("IDAT".utf8)) { return .upright }
      position = body.upperBound + 4
    }
    return .upright
  }

  private static func hasPrefix(_ bytes: Bytes, _ range: Range<Int>, _ prefix: [UInt8]) -> Bool {
    range.count >= prefix.count && bytes[range.prefix(prefix.count)].elementsEqual(prefix)
  }

  private static func orientation(inTIFF bytes: Bytes, _ range: Range<Int>) -> PictureOrientation {
    let isLittleEndian: Bool
    switch range.count >= 8 ? bytes[range.prefix(2)].elementsEqual([0x49, 0x49]) : nil {
    case .some(true): isLittleEndian = true
    case .some(false) where bytes[range.prefix(2)].elementsEqual([0x4D, 0x4D]): isLittleEndian = false
    default: return .upright
    }
    let numbers = Numbers(bytes: bytes, range: range, isLittleEndian: isLittleEndian)
    return numbers.orientation() ?? .upright
  }

  /// The numbers of a TIFF file, by their offset in it.
  private struct Numbers {
    let bytes: Bytes
    let range: Range<Int>
    let isLittleEndian: Bool

    /// The number of `size` bytes at `offset`, nil beyond the end.
    func number(at offset: Int, size: Int) -> Int? {
      guard offset >= 0, offset + size <= range.count else { return nil }
      let digits = bytes[range.lowerBound + offset..<range.lowerBound + offset + size]
      return isLittleEndian
        ? digits.reversed().reduce(0) { $0 << 8 | Int($1) } : digits.reduce(0) { $0 << 8 | Int($1) }
    }

    func orientation() -> PictureOrientation? {
      guard number(at: 2, size: 2) == 42, let directory = number(at: 4, size: 4),
        let count = number(at: directory, size: 2)
      else { return nil }
      for entry in 0..<count {
        let offset = directory + 2 + 12 * entry
        guard let tag = number(at: offset, size: 2) else { return nil }
        // A short integer (type 3), written in the first two of the value's four bytes.
        guard tag == 0x0112, number(at: offset + 2, size: 2) == 3 else { continue }
        return number(at: offset + 8, size: 2).flatMap(PictureOrientation.init(rawValue:))
      }
      return nil
    }
  }
}
