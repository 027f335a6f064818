import CKernels

/// How often each kind of large keyshape occurs in a picture, wherever it stands and either way round.
///
/// Square roots of the counts, so that a long outline doesn't outweigh the rest, as four bits each: of 512 kinds the first half lies in the
/// low halves of the bytes, the second half in the high ones.
package struct KeyshapeTally: Sendable, Equatable {
  static let kindCount = Int(SL_TALLY_KINDS)
  package static let byteCount = kindCount / 2
  /// The largest number.
  static let most = 15

  /// `byteCount` of them.
  let bytes: [UInt8]

  /// - Precondition: a count for each kind.
  init(counts: [Int]) {
    precondition(counts.count == Self.kindCount, "a count for each kind")
    let roots = counts.map { UInt8(min(Float(Self.most), Float($0).squareRoot().rounded())) }
    bytes = (0..<Self.byteCount).map { roots[$0] | roots[Self.byteCount + $0] << 4 }
  }

  /// Adds the numbers that some bytes hold, brought to the length 1, to a sum for each kind; nothing where all are 0.
  ///
  /// - Precondition: `byteCount` bytes and `kindCount` sums.
  static func add(_ bytes: UnsafeBufferPointer<Int8>, to sums: UnsafeMutableBufferPointer<Float>) {
    precondition(bytes.count == byteCount && sums.count == kindCount, "a tally")
    var squares: Int32 = 0
    for byte in bytes {
      let (low, high) = halves(of: byte)
      squares &+= low &* low &+ high &* high
    }
    guard squares > 0 else { return }
    let scale = 1 / Float(squares).squareRoot()
    for (place, byte) in bytes.enumerated() {
      let (low, high) = halves(of: byte)
      sums[place] += scale * Float(low)
      sums[byteCount + place] += scale * Float(high)
    }
  }

  private static func halves(of byte: Int8) -> (low: Int32, high: Int32) {
    let byte = UInt8(bitPattern: byte)
    return (Int32(byte & 15), Int32(byte >> 4))
  }
}
