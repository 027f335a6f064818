import Core
import Testing

@testable import InvertedFile

@Suite("Bit streams")
struct BitStreamTests {
  static let counts = [0, 1, 2, 3, 7, 8, 9, 16, 31, 64, 100, 333]

  static func values(_ count: Int, width: Int, seed: UInt64) -> [UInt64] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { index in
      // Both ends of the range are often there.
      let ends = [0, BitStream.mask(width: width)]
      return index % 3 == 0 ? ends[random.index(below: 2)] : random.next() & ends[1]
    }
  }

  @Test("bits stand where the format says: value i from bit i · width, lowest bit first")
  func knownBytes() {
    var bytes: [UInt8] = [0xAA]
    // 101 011 000 111 from the right: 0b111_000_011_101 = 0xE1D.
    BitStream.append([5, 3, 0, 7], width: 3, to: &bytes)
    #expect(bytes == [0xAA, 0x1D, 0x0E])
    bytes = []
    BitStream.append([0x123, 0x456, 0x789], width: 12, to: &bytes)
    #expect(bytes == [0x23, 0x61, 0x45, 0x89, 0x07])
    bytes = []
    BitStream.append([1 << 56 | 1, 1 << 56 | 3], width: 57, to: &bytes)
    #expect(bytes == [1, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 2])
    bytes = []
    BitStream.append([0, 0, 0], width: 0, to: &bytes)
    #expect(bytes.isEmpty)
  }

  @Test("every width keeps its values", arguments: 0...BitStream.greatestWidth)
  func roundTrip(width: Int) {
    for count in Self.counts {
      let values = Self.values(count, width: width, seed: UInt64(width * 1000 + count))
      var bytes: [UInt8] = []
      BitStream.append(values, width: width, to: &bytes)
      #expect(bytes.count == (count * width + 7) / 8)
      bytes.withUnsafeBytes { bytes in
        #expect(BitStream.values(count: count, width: width, in: bytes) == values, "\(count) values")
        #expect(BitStream.hasZeroPadding(count: count, width: width, in: bytes))
      }
      #expect(Self.plain(values, width: width) == bytes, "\(count) values")
    }
  }

  /// Bit by bit.
  static func plain(_ values: [UInt64], width: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: (values.count * width + 7) / 8)
    for (index, value) in values.enumerated() {
      for bit in 0..<width where value >> UInt64(bit) & 1 == 1 {
        bytes[(index * width + bit) / 8] |= 1 << UInt8((index * width + bit) % 8)
      }
    }
    return bytes
  }

  @Test("too few bytes, and widths that there are not, give nothing")
  func refused() {
    [UInt8](repeating: 255, count: 5).withUnsafeBytes { bytes in
      #expect(BitStream.values(count: 8, width: 5, in: bytes)?.count == 8)
      #expect(BitStream.values(count: 9, width: 5, in: bytes) == nil)
      #expect(BitStream.values(count: 1, width: 41, in: bytes) == nil)
      #expect(BitStream.values(count: 0, width: 58, in: bytes) == nil)
      #expect(BitStream.values(count: 1, width: -1, in: bytes) == nil)
      #expect(BitStream.values(count: -1, width: 1, in: bytes) == nil)
      #expect(BitStream.values(count: .max, width: 57, in: bytes) == nil)
      #expect(!BitStream.hasZeroPadding(count: 7, width: 5, in: bytes))
    }
  }

  @Test("the width of a value is the number of its bits")
  func widths() {
    #expect([0, 1, 2, 3, 4, 255, 256, .max].map { BitStream.width(of: $0) } == [0, 1, 2, 2, 3, 8, 9, 64])
  }
}
