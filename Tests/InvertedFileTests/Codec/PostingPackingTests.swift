import Core
import Testing

@testable import InvertedFile

@Suite("Filling posting blocks")
struct PostingPackingTests {
  static func fitting(_ pictures: [UInt32], columnBytes: Int, budget: Int) -> Int? {
    pictures.withUnsafeBufferPointer {
      PostingBlock.fittingCount(of: $0, columnBytes: columnBytes, budget: budget)
    }
  }

  static func size(_ pictures: ArraySlice<UInt32>, columnBytes: Int) -> Int {
    Array(pictures).withUnsafeBufferPointer { PostingBlock.byteCount(of: $0, columnBytes: columnBytes) }
  }

  @Test("as many postings fit as arithmetic says")
  func knownCounts() {
    // 8 bytes of header and checksum; n signatures of 8 bytes; n − 1 gaps of 1 bit.
    let one = Array(UInt32(0)..<1000)
    #expect(Self.fitting(one, columnBytes: 8, budget: 8 + 8 * 8 + 1) == 8)
    #expect(Self.fitting(one, columnBytes: 8, budget: 8 + 9 * 8 + 1) == 9)
    #expect(Self.fitting(one, columnBytes: 8, budget: 8 + 10 * 8 + 1) == 9)
    #expect(Self.fitting(one, columnBytes: 8, budget: 8 + 10 * 8 + 2) == 10)
    #expect(Self.fitting([], columnBytes: 8, budget: 100) == 0)
  }

  @Test("a gap that widens all gaps is counted for all of them")
  func widening() {
    // Four postings with gaps of 1 bit take 8 + 1 bytes; a fifth behind a gap of 20 bits makes 4 × 20 bits = 10 bytes.
    let pictures: [UInt32] = [0, 1, 2, 3, 3 + 1 << 19]
    #expect(Self.fitting(pictures, columnBytes: 0, budget: 17) == 4)
    #expect(Self.fitting(pictures, columnBytes: 0, budget: 18) == 5)
  }

  @Test("a picture's postings stay together, even those that alone are more than the budget")
  func neverSplit() {
    let pictures = [UInt32](repeating: 4, count: 5) + [UInt32](repeating: 9, count: 300) + [10]
    #expect(Self.fitting(pictures, columnBytes: 8, budget: 200) == 5)
    #expect(Self.fitting(Array(pictures[5...]), columnBytes: 8, budget: 200) == 300)
    #expect(Self.fitting([4, 4, 4], columnBytes: 16, budget: 0) == 3)
  }

  @Test("a block takes 65,535 postings, and of one picture not one more")
  func largestCount() {
    let most = PostingBlock.mostPostings
    #expect(Self.fitting([UInt32](repeating: 1, count: most), columnBytes: 0, budget: 100) == most)
    #expect(Self.fitting([UInt32](repeating: 1, count: most + 1), columnBytes: 0, budget: 1 << 30) == nil)
    let two = [UInt32](repeating: 1, count: most - 1) + [2, 2]
    #expect(Self.fitting(two, columnBytes: 0, budget: 1 << 30) == most - 1)
  }

  @Test("no more pictures would have fitted", arguments: [0, 8, 16])
  func fullest(columnBytes: Int) throws {
    for seed in UInt64(1)...20 {
      let pictures = PostingBlockTests.pictures(600, greatestGap: seed % 2 == 0 ? 3 : 500, seed: seed)
      for budget in [20, 100, 777, PostingBlock.appendingBudget] {
        let count = try #require(Self.fitting(pictures, columnBytes: columnBytes, budget: budget))
        let ends = (1...pictures.count).filter { $0 == pictures.count || pictures[$0] != pictures[$0 - 1] }
        let withinBudget = ends.filter { Self.size(pictures[..<$0], columnBytes: columnBytes) <= budget }
        #expect(count == withinBudget.last ?? ends[0], "seed \(seed), \(budget) bytes")
      }
    }
  }

  @Test(
    "a builder's blocks together are its postings, each sealed and within the budget", arguments: [0, 8, 16])
  func builder(columnBytes: Int) throws {
    let pictures = PostingBlockTests.pictures(3000, greatestGap: 40, seed: 9)
    let column = PostingBlockTests.column(3000, columnBytes: columnBytes)
    var builder = PostingBlock.Builder(columnBytes: columnBytes)
    for round in 0..<2 {
      builder.removeAll()
      Self.fill(&builder, pictures, column)
      let blocks = Self.blocks(of: builder, budget: PostingBlock.appendingBudget)
      #expect(blocks.count > 1 && builder.count == 3000, "round \(round)")
      var again = PostingBlock.Builder(columnBytes: columnBytes)
      for block in blocks {
        #expect(block.bytes.count <= PostingBlock.appendingBudget)
        try block.bytes.withUnsafeBytes { bytes in
          #expect(EntryChecksum.verifies(bytes, table: 3, key: block.key))
          #expect(PostingBlock.word(ofKey: block.key) == 123)
          try again.append(
            PostingBlock(bytes, firstPicture: PostingBlock.firstPicture(ofKey: block.key)))
        }
      }
      #expect(again.pictures == pictures && Self.bytes(of: again) == column)
      #expect(Set(blocks.map(\.key)).count == blocks.count, "no two blocks begin with one picture")
    }
  }

  private static func bytes(of builder: PostingBlock.Builder) -> [UInt8] {
    builder.signatures.withUnsafeBytes { Array($0) }
  }

  private static func fill(_ builder: inout PostingBlock.Builder, _ pictures: [UInt32], _ column: [UInt8]) {
    column.withUnsafeBytes { column in
      func word(_ index: Int) -> UInt64 {
        UInt64(littleEndian: column.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
      }
      for (index, picture) in pictures.enumerated() {
        switch builder.columnBytes {
        case 0: builder.append(picture: picture)
        case 8: builder.append(picture: picture, signature: word(index))
        default: builder.append(picture: picture, signature: (word(2 * index), word(2 * index + 1)))
        }
      }
    }
  }

  private static func blocks(
    of builder: PostingBlock.Builder, budget: Int
  ) -> [(key: UInt64, bytes: [UInt8])] {
    var blocks: [(key: UInt64, bytes: [UInt8])] = []
    let tooMany = builder.forEachBlock(budget: budget) { postings, byteCount in
      var bytes = [UInt8](repeating: 0xAA, count: byteCount)
      bytes.withUnsafeMutableBytes { builder.write(postings, table: 3, word: 123, into: $0) }
      blocks.append((PostingBlock.key(word: 123, firstPicture: builder.pictures[postings.lowerBound]), bytes))
    }
    #expect(tooMany == nil)
    return blocks
  }

  @Test("many postings at once are the same as one by one", arguments: [0, 8, 16])
  func appendingMany(columnBytes: Int) {
    let pictures = PostingBlockTests.pictures(50, greatestGap: 4)
    let words = BitStreamTests.values(50 * columnBytes / 8, width: 57, seed: 6)
    var (single, many) = (
      PostingBlock.Builder(columnBytes: columnBytes), PostingBlock.Builder(columnBytes: columnBytes)
    )
    words.withUnsafeBytes { Self.fill(&single, pictures, Array($0)) }
    for part in [0..<20, 20..<20, 20..<50] {
      pictures.withUnsafeBufferPointer { pictures in
        words.withUnsafeBufferPointer { words in
          let ofPart = part.lowerBound * columnBytes / 8..<part.upperBound * columnBytes / 8
          many.append(
            pictures: UnsafeBufferPointer(rebasing: pictures[part]),
            signatures: UnsafeBufferPointer(rebasing: words[ofPart]))
        }
      }
    }
    #expect(many.pictures == pictures && many.pictures == single.pictures)
    #expect(many.signatures == single.signatures)
  }

  @Test("a builder tells where a picture has too many postings, and takes no block of another column")
  func refused() throws {
    var builder = PostingBlock.Builder(columnBytes: 0)
    for _ in 0..<3 { builder.append(picture: 5) }
    for _ in 0...PostingBlock.mostPostings { builder.append(picture: 6) }
    var given: [Range<Int>] = []
    #expect(builder.forEachBlock(budget: 10_000) { postings, _ in given.append(postings) } == 3)
    #expect(given == [0..<3])

    let bytes = PostingBlockTests.encoded([1, 2], columnBytes: 8)
    _ = bytes.withUnsafeBytes { bytes in
      #expect(throws: InvertedFileError.self) {
        try builder.append(PostingBlock(bytes, firstPicture: 1))
      }
    }
  }

  @Test("keys of a word's blocks are neighbours, in the order of pictures")
  func keys() {
    let key = PostingBlock.key(word: 0xFFFF_FFFE, firstPicture: 0x8000_0001)
    #expect(key == 0xFFFF_FFFE_8000_0001)
    #expect(
      PostingBlock.word(ofKey: key) == 0xFFFF_FFFE && PostingBlock.firstPicture(ofKey: key) == 0x8000_0001)
    #expect(PostingBlock.key(word: 1, firstPicture: .max) < PostingBlock.key(word: 2, firstPicture: 0))
  }
}
