import Testing

@testable import Core

@Suite("Hashes of contents") struct ContentHashTests {
  /// The definition, word by word, without blocks.
  private func reference(_ bytes: [UInt8]) -> UInt64 {
    let (a, b, c): (UInt64, UInt64, UInt64) = (
      0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F, 0xD6E8_FEB8_6659_FD93
    )
    func rotate(_ x: UInt64, _ n: UInt64) -> UInt64 { x << n | x >> (64 - n) }
    var lanes = (1...8).map { UInt64($0) &* c }
    for start in stride(from: 0, to: bytes.count, by: 8) {
      let word = (start..<min(start + 8, bytes.count)).reduce(UInt64(0)) {
        $0 | UInt64(bytes[$1]) << (8 * UInt64($1 - start))
      }
      let lane = start / 8 % 8
      lanes[lane] = rotate(lanes[lane] &+ word &* a, 31) &* b
    }
    var sum = UInt64(bytes.count) &* b
    for lane in lanes { sum = rotate(sum ^ rotate(lane &* a, 31), 27) &* b &+ c }
    sum = (sum ^ sum >> 33) &* a
    sum = (sum ^ sum >> 29) &* c
    return sum ^ sum >> 32
  }

  private func sample(_ count: Int) -> [UInt8] {
    var generator = SeededGenerator(seed: UInt64(count))
    return (0..<count).map { _ in UInt8(generator.index(below: 256)) }
  }

  @Test("every length gives what the definition says", arguments: Array(0...200) + [4096, 10_001])
  func definition(count: Int) {
    let bytes = sample(count)
    #expect(ContentHash(of: bytes).checksum == reference(bytes))
  }

  @Test("a bit that changes is noticed, wherever it is", arguments: [1, 64, 137])
  func bits(count: Int) {
    var bytes = sample(count)
    let whole = ContentHash(of: bytes)
    for bit in 0..<count * 8 {
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      let changed = ContentHash(of: bytes)
      #expect(changed.checksum != whole.checksum && changed.wide.low != whole.wide.low, "bit \(bit)")
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
    }
  }

  @Test("zeros count, at the end and alone")
  func zeros() {
    let checksums = (0...300).map { ContentHash(of: [UInt8](repeating: 0, count: $0)).checksum }
    #expect(Set(checksums).count == checksums.count)
  }

  @Test("half of the bits turn when one bit of the input does")
  func avalanche() {
    let bytes = sample(256)
    let whole = ContentHash(of: bytes).wide
    var turned = 0
    for bit in 0..<2048 {
      var changed = bytes
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      let wide = ContentHash(of: changed).wide
      turned += (wide.high ^ whole.high).nonzeroBitCount + (wide.low ^ whole.low).nonzeroBitCount
    }
    let share = Double(turned) / (2048 * 128)
    #expect(abs(share - 0.5) < 0.01)
  }
}
