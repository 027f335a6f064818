import InvertedFile
import Testing

@testable import Retrieval
@testable import Verification

@Suite("Features taken back into the query") struct BackProjectionTests {
  private static let unit = LocalFrame(x: 10, y: 20, xx: 2, xy: 0, yx: 1, yy: 3)

  @Test("a similarity moves, turns and scales a region")
  func similarity() throws {
    // A quarter turn and twice the size: (x, y) ↦ (−2y + 100, 2x + 50).
    let map = PlaneTransform(xx: 0, xy: -2, x1: 100, yx: 2, yy: 0, y1: 50)
    let mapped = try #require(map.apply(to: Self.unit))
    #expect(mapped == LocalFrame(x: 60, y: 70, xx: -2, xy: -6, yx: 4, yy: 0))
  }

  @Test("a homography shapes a region as it moves points near its centre")
  func homography() throws {
    let map = PlaneTransform(
      xx: 1.1, xy: 0.2, x1: 5, yx: -0.1, yy: 0.9, y1: 7, px: 1e-3, py: -2e-3, p1: 1)
    let mapped = try #require(map.apply(to: Self.unit))
    let step = 1e-3
    for (direction, expected) in [((1.0, 0.0), (mapped.xx, mapped.yx)), ((0, 1), (mapped.xy, mapped.yy))] {
      let (u, v) = direction
      let dx = Double(Self.unit.xx) * u + Double(Self.unit.xy) * v
      let dy = Double(Self.unit.yx) * u + Double(Self.unit.yy) * v
      let ahead = try #require(map.apply(x: 10 + step * dx, y: 20 + step * dy))
      let behind = try #require(map.apply(x: 10 - step * dx, y: 20 - step * dy))
      #expect(abs((ahead.x - behind.x) / (2 * step) - Double(expected.0)) < 1e-4)
      #expect(abs((ahead.y - behind.y) / (2 * step) - Double(expected.1)) < 1e-4)
    }
  }

  @Test("nothing comes back from beyond the horizon")
  func horizon() {
    let map = PlaneTransform(xx: 1, xy: 0, x1: 0, yx: 0, yy: 1, y1: 0, px: -0.1, py: 0, p1: 1)
    #expect(map.apply(to: Self.unit) == nil)
    #expect(map.apply(to: LocalFrame(x: 9, y: 0, xx: 1, xy: 0, yx: 0, yy: 1)) != nil)
  }

  @Test("only what lies within the query's area comes back, each with its word and signature")
  func area() throws {
    let places: [(x: Float, y: Float)] = [(30, 40), (10, 40), (90, 70), (30, 90)]
    let geometry = places.map {
      FeatureGeometry(x: $0.x, y: $0.y, xx: 2, xy: 0, yx: 0, yy: 2)
        .packed(.upright, width: 100, height: 100)
    }
    let source = try ExpansionSamples.source(
      IndexedFeatures(words: [3, 5, 7, 9], signatures: [30, 50, 70, 90], geometry: geometry),
      movedBy: (100, 200))
    let area = PictureArea(x: 120, y: 220, width: 60, height: 60)
    let features = source.features(within: area, .upright, source: 4)
    #expect(features.map(\.word) == [3] && features.map(\.signature) == [30])
    #expect(features.map(\.source) == [4])
    let frame = try #require(features.first?.frame)
    // Places are kept in steps of a 4096th of the picture.
    #expect(abs(frame.x - 130) < 0.05 && abs(frame.y - 240) < 0.05)
    #expect(
      source.features(within: PictureArea(x: 0, y: 0, width: 500, height: 500), .upright, source: 0).count
        == 4)
  }
}
