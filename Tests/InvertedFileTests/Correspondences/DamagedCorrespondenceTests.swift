import Core
import Testing

@testable import InvertedFile

/// Postings and records that contradict each other are refused; whatever the bytes are, nothing crashes.
@Suite("Damaged correspondences")
struct DamagedCorrespondenceTests {
  private static let entries = [QueryWords.Entry(word: 3, feature: 0, signature: 0)]

  private static func block(_ pictures: [UInt32], columnBytes: Int = 8) -> [UInt8] {
    PostingBlock.encoded(
      pictures, column: [UInt8](repeating: 0, count: pictures.count * columnBytes), columnBytes: columnBytes,
      table: 2, word: 3)
  }

  /// How many matches a block gives when pictures 2 and 5 of ten are candidates.
  private static func matchCount(_ bytes: [UInt8], firstPicture: UInt32) throws -> Int {
    var postings = CandidatePostings(
      candidates: [PictureID(rawValue: 5), PictureID(rawValue: 2)], pictureCount: 10)
    try bytes.withUnsafeBytes { bytes in
      let block = try PostingBlock(bytes, firstPicture: firstPicture)
      try postings.compare(block, with: entries[...], word: 0, threshold: 28)
    }
    let (found, starts) = postings.sortedByCandidate()
    #expect(starts.last == found.count && starts.count == 3)
    return found.count
  }

  @Test("a posting of a picture that never was, and one without a signature")
  func postings() throws {
    #expect(try Self.matchCount(Self.block([1, 2, 2, 5, 9]), firstPicture: 1) == 3)
    #expect(throws: InvertedFileError.self) { try Self.matchCount(Self.block([1, 2, 10]), firstPicture: 1) }
    #expect(throws: InvertedFileError.self) {
      try Self.matchCount(Self.block([1, 2, 5], columnBytes: 0), firstPicture: 1)
    }
    #expect(throws: InvertedFileError.self) { try Self.matchCount(Self.block([1, 2]), firstPicture: .max) }
  }

  @Test("bytes of chance in a block are refused or matched, never a crash")
  func chance() throws {
    var random = SeededGenerator(seed: 8)
    let sound = Self.block([0, 1, 2, 2, 2, 5, 5, 8, 9])
    var (refused, taken) = (0, 0)
    for _ in 0..<2000 {
      var bytes = sound
      for _ in 0..<1 + random.index(below: 3) {
        bytes[random.index(below: bytes.count)] = UInt8(truncatingIfNeeded: random.next())
      }
      if (try? Self.matchCount(bytes, firstPicture: UInt32(random.index(below: 12)))) == nil {
        refused += 1
      } else {
        taken += 1
      }
    }
    #expect(refused > 100 && taken > 100)
  }

  /// What a record makes of one found posting.
  private static func append(ordinal: UInt16, words: [UInt32], _ kind: FeatureGeometry.Kind?) throws
    -> [UInt32]
  {
    let geometry = kind == nil ? [] : [UInt64](repeating: 0, count: words.count)
    let bytes = FeatureRecord.encoded(words: words, geometry: geometry, kind: kind, table: 4, picture: 0)
    let query = QueryWords(words: [3], signatures: [0], wordsPerFeature: 1)
    let plan = WordPlan(
      query, frequencies: [UInt32](repeating: 1, count: 10), pictureCount: 10, options: ShortlistOptions())
    var record = CandidateRecord(queryFeatureCount: 1, plan: plan, options: CorrespondenceOptions())
    let found = [CandidatePostings.Found(slot: 0, queryFeature: 0, word: 0, ordinal: ordinal, distance: 4)]
    var matches: [CandidateMatches.Match] = []
    try bytes.withUnsafeBytes { bytes in
      try record.append(found[...], of: FeatureRecord(bytes), width: 64, height: 48, to: &matches)
    }
    return matches.map(\.feature)
  }

  @Test("a posting without a feature, and a record without geometry")
  func records() throws {
    #expect(try Self.append(ordinal: 1, words: [1, 3, 3, 4], .upright) == [2])
    for (ordinal, words) in [(2, [1, 3, 3, 4]), (0, [1, 2, 4]), (0, [1, 2]), (0, []), (900, [3])] {
      #expect(throws: InvertedFileError.self, "\(ordinal) of \(words)") {
        try Self.append(ordinal: UInt16(ordinal), words: words.map(UInt32.init), .upright)
      }
    }
    #expect(throws: InvertedFileError.self) { try Self.append(ordinal: 0, words: [3], nil) }
  }
}
