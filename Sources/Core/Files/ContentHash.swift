/// A hash of bytes, for noticing damage and for telling contents apart; not against people who forge on purpose.
///
/// Eight words of 64 bits are worked on side by side. Each takes in every eighth word of the input w by
///
///     lane ← rotate(lane + w · A, 31) · B          A, B odd
///
/// which is a bijection in `lane` for every w and in w for every `lane`; so are the steps that fold the lanes at the
/// end, each for the others fixed. Therefore two inputs of one length that differ only in one aligned word of
/// eight bytes never have the same hash: a byte or a bit that changed is *always* noticed, other damage
/// with probability 1 − 2⁻⁶⁴. The 128-bit hash folds the same lanes twice, in different ways.
package struct ContentHash: Sendable {
  /// Frozen: stored files contain what comes of these.
  private static let a: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let b: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  private static let c: UInt64 = 0xD6E8_FEB8_6659_FD93

  private var lanes: SIMD8<UInt64>
  private let byteCount: UInt64

  package init(of bytes: UnsafeRawBufferPointer) {
    var lanes = SIMD8<UInt64>(1, 2, 3, 4, 5, 6, 7, 8) &* Self.c
    let blockSize = 64
    let blocks = bytes.count / blockSize
    if let start = bytes.baseAddress {
      Self.absorb(start, blockCount: blocks, into: &lanes)
      Self.absorbRest(UnsafeRawBufferPointer(rebasing: bytes[(blocks * blockSize)...]), into: &lanes)
    }
    self.lanes = lanes
    byteCount = UInt64(bytes.count)
  }

  package init(of bytes: [UInt8]) {
    self = bytes.withUnsafeBytes { ContentHash(of: $0) }
  }

  /// 64 bits.
  package var checksum: UInt64 { folded(from: byteCount &* Self.b) }

  /// 128 bits: the checksum and another fold of the same state.
  package var wide: (high: UInt64, low: UInt64) { (checksum, folded(from: ~byteCount &* Self.c)) }

  /// Scalars rather than a vector, as vectors have no multiplication of 64 bits before AVX-512; eight of them,
  /// because a step takes eight cycles to the end and two of the multiplier.
  private static func absorb(
    _ start: UnsafeRawPointer, blockCount: Int, into lanes: inout SIMD8<UInt64>
  ) {
    var (l0, l1, l2, l3) = (lanes[0], lanes[1], lanes[2], lanes[3])
    var (l4, l5, l6, l7) = (lanes[4], lanes[5], lanes[6], lanes[7])
    for block in 0..<blockCount {
      let address = start + block &* 64
      l0 = step(l0, word(address))
      l1 = step(l1, word(address + 8))
      l2 = step(l2, word(address + 16))
      l3 = step(l3, word(address + 24))
      l4 = step(l4, word(address + 32))
      l5 = step(l5, word(address + 40))
      l6 = step(l6, word(address + 48))
      l7 = step(l7, word(address + 56))
    }
    lanes = SIMD8(l0, l1, l2, l3, l4, l5, l6, l7)
  }

  /// The last, incomplete block: whole words, then single bytes as one word. The number of bytes is part of the
  /// fold, so that zeros at the end count.
  private static func absorbRest(_ rest: UnsafeRawBufferPointer, into lanes: inout SIMD8<UInt64>) {
    for lane in 0..<(rest.count + 7) / 8 {
      var value: UInt64 = 0
      for byte in rest[(lane * 8)..<min(rest.count, lane * 8 + 8)].reversed() {
        value = value << 8 | UInt64(byte)
      }
      lanes[lane] = step(lanes[lane], value)
    }
  }

  @inline(__always)
  private static func word(_ address: UnsafeRawPointer) -> UInt64 {
    UInt64(littleEndian: address.loadUnaligned(as: UInt64.self))
  }

  @inline(__always)
  private static func step(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    rotate(lane &+ word &* a, 31) &* b
  }

  @inline(__always)
  private static func rotate(_ value: UInt64, _ count: UInt64) -> UInt64 {
    value &<< count | value &>> (64 &- count)
  }

  private func folded(from start: UInt64) -> UInt64 {
    var result = start
    for lane in 0..<8 {
      result = Self.rotate(result ^ Self.rotate(lanes[lane] &* Self.a, 31), 27) &* Self.b &+ Self.c
    }
    result = (result ^ result >> 33) &* Self.a
    result = (result ^ result >> 29) &* Self.c
    return result ^ result >> 32
  }
}
