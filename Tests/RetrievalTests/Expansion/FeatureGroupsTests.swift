import InvertedFile
import Testing

@testable import Retrieval
@testable import Verification

@Suite("Features of several pictures that are one point") struct FeatureGroupsTests {
  /// 3 % of 100 pixels: points nearer than 3 pixels may be one.
  private static let area = PictureArea(x: 0, y: 0, width: 100, height: 100)

  private static func groups(
    _ features: [BackProjectedFeature],
    query: [(word: UInt32, signature: UInt64, place: (x: Float, y: Float))] = []
  ) -> [FeatureGroups.Group] {
    FeatureGroups(query: ExpansionSamples.evidence(query), area: area).groups(of: features)
  }

  @Test("a bit is as most have it, and as the first has it where they are halved")
  func majority() {
    #expect(FeatureGroups.Group.majority(of: [0b110, 0b011, 0b010]) == 0b010)
    #expect(FeatureGroups.Group.majority(of: [0b1100, 0b1010]) == 0b1100)
    #expect(FeatureGroups.Group.majority(of: [.max, .max, 0]) == .max)
    #expect(FeatureGroups.Group.majority(of: []) == 0)
  }

  @Test("near signatures of one word at one place are one, all others are not")
  func grouping() {
    let far = (UInt64(1) << 26) - 1
    let groups = Self.groups([
      ExpansionSamples.feature(word: 8, 0, at: (50, 50), source: 0),
      ExpansionSamples.feature(word: 8, 0b111, at: (51, 52), source: 1),
      ExpansionSamples.feature(word: 8, 0b1, at: (49, 50), source: 1),
      ExpansionSamples.feature(word: 8, 0, at: (54, 50), source: 2),
      ExpansionSamples.feature(word: 8, far, at: (50, 50), source: 2),
      ExpansionSamples.feature(word: 7, 0, at: (50, 50), source: 2),
    ])
    #expect(groups.map(\.feature.word) == [7, 8, 8, 8])
    #expect(groups.map(\.members.count) == [1, 3, 1, 1])
    #expect(groups.map(\.sourceCount) == [1, 2, 1, 1])
    #expect(groups.map(\.feature.signature) == [0, 0b1, 0, far])
    #expect(groups[1].feature.frame.x == 50)
  }

  @Test("a signature at the threshold is near, one beyond it is not")
  func threshold() {
    for (bits, count) in [(24, 1), (25, 2)] {
      let other = (UInt64(1) << UInt64(bits)) - 1
      let groups = Self.groups([
        ExpansionSamples.feature(word: 1, 0, at: (5, 5), source: 0),
        ExpansionSamples.feature(word: 1, other, at: (5, 5), source: 1),
      ])
      #expect(groups.count == count, "\(bits) bits")
    }
  }

  @Test("what the query has itself is left to it")
  func known() {
    let query: [(word: UInt32, signature: UInt64, place: (x: Float, y: Float))] = [
      (3, 0, (20, 20)), (5, 0, (50, 50)), (5, .max, (70, 70)),
    ]
    let groups = Self.groups(
      [
        ExpansionSamples.feature(word: 5, 0b1, at: (50, 51), source: 0),
        ExpansionSamples.feature(word: 5, 0b1, at: (70, 70), source: 0),
        ExpansionSamples.feature(word: 5, .max, at: (70, 71), source: 0),
        ExpansionSamples.feature(word: 4, 0, at: (20, 20), source: 0),
        ExpansionSamples.feature(word: 3, 0, at: (20, 20), source: 0),
        ExpansionSamples.feature(word: 9, 0, at: (20, 20), source: 0),
      ], query: query)
    #expect(groups.map(\.feature.word) == [4, 5, 9])
    #expect(groups[1].feature.frame.x == 70 && groups[1].feature.signature == 0b1)
  }
}
