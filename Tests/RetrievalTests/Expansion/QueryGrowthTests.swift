import InvertedFile
import Testing

@testable import Retrieval
@testable import Verification

@Suite("Larger queries") struct QueryGrowthTests {
  private static let place = FeatureGeometry(x: 50, y: 50, xx: 2, xy: 0, yx: 0, yy: 2)
    .packed(.upright, width: 100, height: 100)

  /// One feature of word 2, under as many turns.
  private static func query(turns: Int = 1) -> PreparedQuery {
    let evidence = ExpansionSamples.evidence([(2, 0, (10, 10))])
    let rotation = PreparedQuery.Rotation(
      degrees: 0, isMirrored: false, featureCount: 1, words: .words(evidence.words), evidence: evidence)
    return PreparedQuery(
      content: ContentID(high: 0, low: 0), width: 100, height: 100,
      area: PictureArea(x: 0, y: 0, width: 100, height: 100), wordsPerFeature: 1,
      rotations: [PreparedQuery.Rotation](repeating: rotation, count: turns), warnings: [])
  }

  /// The words that the collection is asked for and that candidates are verified with.
  private static func words(
    of query: PreparedQuery, turn: Int = 0
  ) throws -> (asked: [UInt32], verified: [UInt32]) {
    let turn = query.rotations[turn]
    let evidence = try #require(turn.evidence)
    guard case .words(let asked) = turn.words else { return ([], []) }
    return (asked.entries.map(\.word), evidence.words.entries.map(\.word))
  }

  /// A feature in words 4 and 6, and one in word 4.
  private static func sources(_ count: Int) throws -> [ExpansionSource] {
    let both = IndexedFeatures(words: [4, 6], signatures: [0, 0], geometry: [place, place])
    let one = IndexedFeatures(words: [4], signatures: [1], geometry: [place])
    return try [(both, 7), (one, 8)].prefix(count).map {
      try ExpansionSamples.source($0.0, number: $0.1)
    }
  }

  @Test("a query is asked with all, or with what two pictures agree on, and verified with all")
  func additions() throws {
    for (expansion, count, asked) in [
      (Expansion.average, 1, [2, 4, 6] as [UInt32]), (.average, 2, [2, 4, 4, 6]), (.hamming, 1, [2, 4, 6]),
      (.hamming, 2, [2, 4]),
    ] {
      let growth = QueryGrowth(query: Self.query(), expansion: expansion, kind: .upright)
      let larger = growth.query(grownBy: try Self.sources(count))
      let words = try Self.words(of: larger)
      #expect(words.asked == asked && words.verified == (count == 1 ? [2, 4, 6] : [2, 4, 4, 6]))
      #expect(larger.growth(over: Self.query()) == Double(words.verified.count))
    }
  }

  @Test("features know whom they were borrowed from")
  func lenders() throws {
    let growth = QueryGrowth(query: Self.query(), expansion: .average, kind: .upright)
    let evidence = try #require(growth.query(grownBy: try Self.sources(2)).rotations.first?.evidence)
    #expect(evidence.lenders == [7, 7, 8].map { PictureID(rawValue: $0) } && evidence.frames.count == 4)
    let borrowed = (0..<4).map { feature in
      [7, 8, 9].filter { evidence.isBorrowed(UInt32(feature), from: PictureID(rawValue: $0)) }
    }
    #expect(borrowed == [[], [7], [7], [8]])
    #expect(try #require(Self.query().rotations.first?.evidence).lenders.isEmpty)
  }

  @Test("each turn grows by what was proven under it, and the greatest growth counts")
  func turns() throws {
    let query = Self.query(turns: 2)
    let source = try ExpansionSamples.source(
      IndexedFeatures(words: [4], signatures: [1], geometry: [Self.place]), rotation: 1)
    let larger = QueryGrowth(query: query, expansion: .average, kind: .upright).query(grownBy: [source])
    #expect(try Self.words(of: larger).verified == [2])
    #expect(try Self.words(of: larger, turn: 1).verified == [2, 4])
    #expect(larger.growth(over: query) == 2 && query.growth(over: query) == 1)
  }
}
