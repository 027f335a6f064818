import Core
import Testing

@testable import InvertedFile

@Suite("Feature records")
struct FeatureRecordTests {
  static let kinds: [FeatureGeometry.Kind?] = [nil, .upright, .oriented]

  static func geometry(_ count: Int, _ kind: FeatureGeometry.Kind?, seed: UInt64 = 3) -> [UInt64] {
    kind.map { BitStreamTests.values(count, width: $0.rawValue, seed: seed) } ?? []
  }

  static func encoded(_ words: [UInt32], _ geometry: [UInt64], _ kind: FeatureGeometry.Kind?) -> [UInt8] {
    FeatureRecord.encoded(words: words, geometry: geometry, kind: kind, table: 5, picture: 88)
  }

  @Test("a record of three features is the bytes that the format says")
  func knownBytes() {
    let bytes = Self.encoded([0x01020304, 0x01020304, 0x01020309], [0, 0xFFF_FFFF_FFFF, 5], .upright)
    #expect(bytes.prefix(12) == [3, 0, 0, 0, 4, 3, 2, 1, 3, 44, 0, 0])
    #expect(bytes[12] == 0b101_000)
    // 44 zeros, 44 ones, then 5: half bytes 0 × 11, F × 11, 5, 0 × 10.
    let geometry: [UInt8] = [0, 0, 0, 0, 0, 0xF0, 255, 255, 255, 255, 255, 5, 0, 0, 0, 0, 0]
    #expect(Array(bytes[13..<30]) == geometry)
    #expect(bytes.count == 34)
    bytes.withUnsafeBytes { #expect(EntryChecksum.verifies($0, table: 5, key: 88)) }
    #expect(Self.encoded([], [], nil).prefix(12).allSatisfy { $0 == 0 })
  }

  @Test("records give back what went into them", arguments: kinds)
  func roundTrip(kind: FeatureGeometry.Kind?) throws {
    for count in [0, 1, 2, 3, 8, 17, 100, 2000, 65_536] {
      let words = PostingBlockTests.pictures(count, greatestGap: 60, first: 3, seed: UInt64(count + 1))
      let geometry = Self.geometry(count, kind)
      try Self.encoded(words, geometry, kind).withUnsafeBytes { bytes in
        let record = try FeatureRecord(bytes)
        try record.validate()
        #expect(record.count == count && record.geometryKind == kind)
        #expect(try record.words() == words, "\(count) features")
        var decoded = [UInt32](repeating: 0, count: count)
        try record.decodeWords(into: &decoded)
        #expect(decoded == words)
        let restored = (0..<count).compactMap { record.packedGeometry(of: $0) }
        #expect(restored == geometry, "\(count) features")
      }
    }
  }

  @Test("the features of a word are those at which it stands")
  func featuresOfWord() {
    let words: [UInt32] = [2, 2, 2, 5, 7, 7, .max]
    let expected: [UInt32: Range<Int>] = [
      0: 0..<0, 2: 0..<3, 3: 3..<3, 5: 3..<4, 6: 4..<4, 7: 4..<6, 8: 6..<6, .max: 6..<7,
    ]
    words.withUnsafeBufferPointer { words in
      for (word, range) in expected {
        #expect(FeatureRecord.features(of: word, in: words) == range, "word \(word)")
      }
    }
    #expect(FeatureRecord.features(of: 1, in: UnsafeBufferPointer(start: nil, count: 0)) == 0..<0)
  }

  @Test("a count without bytes behind it doesn't ask for memory")
  func countWithoutBytes() throws {
    let most = PostingBlock.mostPostings
    var bytes = Self.encoded([UInt32](repeating: 6, count: most), [], nil)
    #expect(bytes.count == 16)
    let words = try bytes.withUnsafeBytes { try FeatureRecord($0).words() }
    #expect(words.count == most)
    for byte in 0..<4 { bytes[byte] = byte == 2 ? 1 : 0 }
    _ = bytes.withUnsafeBytes { bytes in
      #expect(throws: InvertedFileError.damaged("a record has 65536 features of one word")) {
        _ = try FeatureRecord(bytes)
      }
    }
  }
}
