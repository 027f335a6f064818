/// Numbers as the bytes that are stored.
extension FixedWidthInteger {
  /// The lowest byte first: how values hold numbers.
  var littleEndianBytes: [UInt8] { withUnsafeBytes(of: littleEndian) { Array($0) } }

  /// The highest byte first, so that sorting bytes sorts numbers: how keys hold them.
  var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}
