import Core
import Testing

@testable import LocalFeatures

@Suite("ratios to what lies elsewhere") struct MatchesElsewhereTests {
  /// Points at some places of a picture of 100 × 100 pixels, each with one number as its descriptor and zeros.
  private static func set(_ points: [(x: Float, value: UInt8)]) -> FeatureSet {
    FeatureSet(
      pictureWidth: 100, pictureHeight: 100,
      regions: points.map { LocalRegion(x: $0.x, y: 50, xx: 1, xy: 0, yx: 0, yy: 1) },
      descriptors: .bytes(
        Matrix(
          columnCount: 8, elements: points.flatMap { [$0.value] + [UInt8](repeating: 0, count: 7) })))
  }

  @Test("the same place once more is no rival, another place is, in whichever picture it is nearer")
  func rivals() throws {
    let first = Self.set([(10, 100)])
    let near = try #require(
      MutualMatcher().matches(first, Self.set([(10, 102), (11, 103), (60, 120)]), elsewhere: 0.03).first)
    #expect(near.second == 0 && near.distance == 2 && near.ratio == 2 / Float(20))
    let far = try #require(
      MutualMatcher().matches(first, Self.set([(10, 102), (14, 103), (60, 120)]), elsewhere: 0.03).first)
    #expect(far.ratio == 2 / Float(3))
    let back = MutualMatcher().matches(
      Self.set([(10, 100), (70, 106)]), Self.set([(10, 102), (60, 150)]), elsewhere: 0.03)
    #expect(back.first { $0.first == 0 }?.ratio == 2 / Float(4))
  }

  @Test("without a rival the ratio is nought, with an equal one it is 1; no features, no matches")
  func limits() {
    let one = Self.set([(10, 100)])
    #expect(MutualMatcher().matches(one, Self.set([(10, 110)]), elsewhere: 0.03).map(\.ratio) == [0])
    let twice = MutualMatcher().matches(one, Self.set([(10, 110), (90, 110)]), elsewhere: 0.03)
    #expect(twice.map(\.second) == [0] && twice.map(\.ratio) == [1])
    #expect(MutualMatcher().matches(one, Self.set([]), elsewhere: 0.03).isEmpty)
  }
}
