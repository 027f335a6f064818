import Core

/// What tells vocabularies apart: 128 bits that depend on everything that decides which word and which signature a
/// descriptor gets, and on nothing else. Collections store it.
///
/// The search structure is left out: it decides how fast words are found. So are frequencies and the training summary.
struct VocabularyFingerprint: Sendable, Equatable {
  var high: UInt64
  var low: UInt64

  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The hash of the parts' hashes, behind the numbers that say how the parts are to be read.
  init(wordCount: Int, dimension: Int, centreScale: Float, parts: [ContentHash]) {
    var bytes: [UInt8] = []
    for number in [UInt64(wordCount), UInt64(dimension), UInt64(centreScale.bitPattern)] {
      VocabularyHeader.append(number.littleEndian, to: &bytes)
    }
    for part in parts {
      VocabularyHeader.append(part.wide.high.littleEndian, to: &bytes)
      VocabularyHeader.append(part.wide.low.littleEndian, to: &bytes)
    }
    (high, low) = ContentHash(of: bytes).wide
  }

  /// Thirty-two digits.
  var hexadecimal: String { Self.digits(high) + Self.digits(low) }

  private static func digits(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
