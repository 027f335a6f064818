import Testing
import Verification

@testable import Retrieval

@Suite("points and regions under one map") struct JoinedPairTests {
  private static func pair(_ features: [(UInt32, UInt32)], _ frames: FrameKind) -> PicturePair {
    let area = PictureArea(width: 100, height: 80)
    return PicturePair(
      first: area, second: area,
      correspondences: features.enumerated().map { index, feature in
        let frame = LocalFrame(x: Float(10 * index), y: 5, xx: 2, xy: 0, yx: 0, yy: 2)
        return Correspondence(
          firstFeature: feature.0, secondFeature: feature.1, first: frame, second: frame, closeness: 0.8)
      }, frames: frames)
  }

  @Test("features of both kinds have numbers of their own, regions count less, and points are known as such")
  func joined() {
    let (points, regions) = (Self.pair([(0, 3), (5, 1)], .points), Self.pair([(0, 0), (2, 7)], .regions))
    let joined = points.joined(with: regions)
    #expect(joined.frames == .mixed && joined.first == points.first && joined.second == points.second)
    #expect(joined.correspondences.map(\.firstFeature) == [0, 5, 6, 8])
    #expect(joined.correspondences.map(\.secondFeature) == [3, 1, 4, 11])
    #expect(joined.correspondences.map(\.isPoint) == [true, true, false, false])
    for (correspondence, closeness) in zip(joined.correspondences, [0.8, 0.8, 0.56, 0.56]) {
      #expect(abs(Double(correspondence.closeness) - closeness) < 1e-6)
    }
    #expect(
      joined.correspondences.map(\.first) == (points.correspondences + regions.correspondences).map(\.first))
  }

  @Test("where one kind has found nothing, the other stands alone")
  func empty() {
    let (none, regions) = (Self.pair([], .points), Self.pair([(0, 0), (2, 7)], .regions))
    #expect(none.joined(with: regions).correspondences.map(\.isPoint) == [false, false])
    let points = Self.pair([(0, 3)], .points)
    #expect(points.joined(with: Self.pair([], .regions)).correspondences.map(\.closeness) == [0.8])
  }
}
