import Core

/// What a picture's file contains, as a hash: two files of one content have the same.
package struct ContentID: Hashable, Sendable {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// That of a file's bytes.
  package init(ofFile bytes: [UInt8]) {
    let wide = ContentHash(of: bytes).wide
    self.init(high: wide.high, low: wide.low)
  }

  static let byteCount = 16

  /// The highest byte first, so that sorting bytes sorts numbers.
  var bytes: [UInt8] {
    high.bigEndianBytes + low.bigEndianBytes
  }
}
