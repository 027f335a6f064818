/// 128 bits that tell files apart by what decides results, and by nothing else.
package struct FileFingerprint: Sendable, Equatable {
  package var high: UInt64
  package var low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The hash of the parts' hashes, behind the numbers that say how the parts are to be read.
  package init(numbers: [UInt64], parts: [ContentHash]) {
    var bytes: [UInt8] = []
    for number in numbers { bytes.append(number: number.littleEndian) }
    for part in parts {
      bytes.append(number: part.wide.high.littleEndian)
      bytes.append(number: part.wide.low.littleEndian)
    }
    (high, low) = ContentHash(of: bytes).wide
  }

  /// Thirty-two digits.
  package var hexadecimal: String { Self.digits(high) + Self.digits(low) }

  private static func digits(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
