import Core
import Testing

@testable import InvertedFile

@Suite("Posting blocks")
struct PostingBlockTests {
  /// Ids that rise by up to `greatestGap` and often repeat, from `first`.
  static func pictures(_ count: Int, greatestGap: UInt32, first: UInt32 = 7, seed: UInt64 = 1) -> [UInt32] {
    var random = SeededGenerator(seed: seed)
    var ids = [first]
    for _ in 1..<max(1, count) {
      let gap = random.index(below: 3) == 0 ? 0 : UInt32(random.index(below: Int(greatestGap) + 1))
      ids.append(ids[ids.count - 1] + gap)
    }
    return Array(ids.prefix(count))
  }

  static func column(_ count: Int, columnBytes: Int, seed: UInt64 = 2) -> [UInt8] {
    var random = SeededGenerator(seed: seed)
    return (0..<count * columnBytes).map { _ in UInt8(random.index(below: 256)) }
  }

  static func encoded(_ pictures: [UInt32], columnBytes: Int, column: [UInt8]? = nil) -> [UInt8] {
    PostingBlock.encoded(
      pictures, column: column ?? self.column(pictures.count, columnBytes: columnBytes),
      columnBytes: columnBytes, table: 3, word: 77)
  }

  @Test("a block of three postings is the bytes that the format says")
  func knownBytes() throws {
    let signatures: [UInt8] = Array(1...24)
    let bytes = Self.encoded([1000, 1000, 1005], columnBytes: 8, column: signatures)
    #expect(bytes.prefix(5) == [3, 0, 3, 8, 0b101_000])
    #expect(Array(bytes[5..<29]) == signatures)
    #expect(bytes.count == 33)
    bytes.withUnsafeBytes {
      #expect(EntryChecksum.verifies($0, table: 3, key: 77 << 32 | 1000))
    }
  }

  @Test("blocks give back what went into them", arguments: [0, 8, 16])
  func roundTrip(columnBytes: Int) throws {
    for count in [1, 2, 3, 8, 9, 15, 16, 17, 33, 100, 255, 1000, 65_535] {
      for greatestGap: UInt32 in [0, 1, 2, 31, 1000, 65_536] {
        let pictures = Self.pictures(count, greatestGap: greatestGap, seed: UInt64(count))
        guard pictures.count == count else { continue }
        let column = Self.column(count, columnBytes: columnBytes)
        let bytes = Self.encoded(pictures, columnBytes: columnBytes, column: column)
        try bytes.withUnsafeBytes { bytes in
          let block = try PostingBlock(bytes, firstPicture: pictures[0])
          try block.validate()
          #expect(block.count == count && block.columnBytes == columnBytes)
          #expect(try block.pictures() == pictures, "\(count) postings, gaps up to \(greatestGap)")
          #expect(Array(block.column) == column)
        }
      }
    }
  }

  @Test("a block's near signatures are those that the plain count finds", arguments: [8, 16])
  func nearSignatures(columnBytes: Int) throws {
    let pictures = Self.pictures(300, greatestGap: 9)
    let query = Self.column(1, columnBytes: columnBytes, seed: 8)
    let column = PostingKernelTests.column(300, query: query, seed: 4)
    let words = query.withUnsafeBytes { bytes in
      (0..<columnBytes / 8).map {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self))
      }
    }
    try Self.encoded(pictures, columnBytes: columnBytes, column: column).withUnsafeBytes { bytes in
      let block = try PostingBlock(bytes, firstPicture: pictures[0])
      for threshold in [0, 24, 50, 128, 1 << 40] {
        var (indices, distances) = ([UInt16](repeating: 0, count: 300), [UInt8](repeating: 0, count: 300))
        let near =
          columnBytes == 8
          ? block.postings(near: words[0], threshold: threshold, indices: &indices, distances: &distances)
          : block.postings(
            near: (words[0], words[1]), threshold: threshold, indices: &indices, distances: &distances)
        let expected = PostingKernelTests.plainMatches(column, query: query, threshold: threshold)
        #expect(Array(indices[..<near]) == expected.map(\.0))
        #expect(Array(distances[..<near]) == expected.map(\.1))
      }
    }
  }
}
