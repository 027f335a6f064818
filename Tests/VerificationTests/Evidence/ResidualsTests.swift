import Testing

@testable import Verification

@Suite("residuals") struct ResidualsTests {
  /// A map of units that is a homography of some depth.
  private static let bent = PlaneTransform(
    xx: 0.7, xy: -0.1, x1: 0.05, yx: 0.15, yy: 0.8, y1: 0.02, px: 0.4, py: -0.3)
  private static let grown = PlaneTransform(xx: 2.2, xy: 0.4, x1: 0.1, yx: -0.3, yy: 1.9, y1: 0)
  private static let mirrored = PlaneTransform(xx: -0.5, xy: 0.1, x1: 0, yx: 0.1, yy: 0.6, y1: 0.1)

  private static func found(
    _ map: PlaneTransform, _ pair: PicturePair, within tolerance: Float
  ) -> [(index: Int, weight: Float)] {
    let columns = CorrespondenceColumns(pair)
    var found: [(index: Int, weight: Float)] = []
    Residuals(map, columns).forEach(within: tolerance, columns) { found.append(($0, $1)) }
    return found
  }

  @Test(
    "the same correspondences obey as in the slow reference, with the same weights",
    arguments: [.identity, bent, grown, mirrored], Tolerances.evidence)
  func reference(map: PlaneTransform, tolerance: Float) throws {
    var planted = PlantedPair(seed: 3)
    planted.second = PictureArea(x: 10, y: -40, width: 250, height: 500)
    planted.noise = 400 * Double(tolerance)
    planted.shapeNoise = 0.4
    let pixels = try #require(PairUnits(planted.pair).pixels(map))
    planted.plant(pixels, count: 203)
    planted.scatter(count: 100)
    let expected = EvidenceReference(planted.pair).obeying(map, within: Double(tolerance))
    let found = Self.found(map, planted.pair, within: tolerance)
    #expect(found.map(\.index) == expected.map(\.index))
    #expect((5..<200).contains(found.count), "\(found.count) of 303 obey: too few or too many to tell")
    for (own, other) in zip(found, expected) {
      #expect(abs(Double(own.weight) - other.weight) < 1e-3, "\(own) for \(other)")
    }
  }

  @Test("a map without perspective gives the same in both ways of counting", arguments: [grown, mirrored])
  func bothWays(map: PlaneTransform) throws {
    var planted = PlantedPair(seed: 4)
    planted.noise = 6
    planted.shapeNoise = 0.3
    planted.plant(try #require(PairUnits(planted.pair).pixels(map)), count: 99)
    // So little perspective that it moves nothing, but is there.
    let bent = PlaneTransform(
      xx: map.xx, xy: map.xy, x1: map.x1, yx: map.yx, yy: map.yy, y1: map.y1, px: 1e-12)
    let (flat, curved) = (
      Self.found(map, planted.pair, within: 0.06), Self.found(bent, planted.pair, within: 0.06)
    )
    #expect(flat.map(\.index) == curved.map(\.index) && flat.count > 20)
    for (a, b) in zip(flat, curved) { #expect(abs(a.weight - b.weight) < 1e-4) }
  }

  @Test("a distance counts in the picture where it is greater, worked by hand")
  func greater() {
    // Pictures of 100 × 100; the second shows the first at half the size, and the point is off by 2 pixels: 4 in the first.
    var planted = PlantedPair(seed: 1)
    planted.first = PictureArea(x: 0, y: 0, width: 100, height: 100)
    planted.second = planted.first
    planted.append(LocalFrame(x: 70, y: 50, size: 8), LocalFrame(x: 60, y: 52, size: 4), closeness: 1)
    let half = PlaneTransform(xx: 0.5, xy: 0, x1: 0, yx: 0, yy: 0.5, y1: 0)
    #expect(Self.found(half, planted.pair, within: 0.039).isEmpty)
    let found = Self.found(half, planted.pair, within: 0.08)
    #expect(found.count == 1 && abs(found[0].weight - 0.75) < 1e-5)
  }

  @Test("sizes contradict a map from an octave on", arguments: [1.9, 2.1])
  func sizes(factor: Float) {
    for factor in [factor, 1 / factor] {
      var planted = PlantedPair(seed: 1)
      planted.append(LocalFrame(x: 70, y: 50, size: 8), LocalFrame(x: 70, y: 50, size: 8 * factor))
      let bent = PlaneTransform(xx: 1, xy: 0, x1: 0, yx: 0, yy: 1, y1: 0, px: 1e-12)
      for map in [PlaneTransform.identity, bent] {
        #expect(Self.found(map, planted.pair, within: 0.01).isEmpty == (abs(factor - 1) > 1 || factor < 0.5))
      }
    }
  }

  @Test(
    "what lies beyond the horizon, on it, or nowhere obeys nothing", arguments: [Float.nan, .infinity, -300])
  func nowhere(x: Float) {
    var planted = PlantedPair(seed: 1)
    planted.append(LocalFrame(x: x, y: 50, size: 8), LocalFrame(x: 70, y: 50, size: 8))
    planted.append(LocalFrame(x: 70, y: 50, size: 8), LocalFrame(x: x, y: x, size: 8))
    planted.append(LocalFrame(x: 70, y: 50, size: .nan), LocalFrame(x: 70, y: 50, size: 8))
    planted.append(LocalFrame(x: 70, y: 50, size: 0), LocalFrame(x: 70, y: 50, size: 8))
    let steep = PlaneTransform(xx: 1, xy: 0, x1: 0, yx: 0, yy: 1, y1: 0, px: 1)
    for map in [PlaneTransform.identity, steep] {
      #expect(Self.found(map, planted.pair, within: 0.06).isEmpty)
    }
  }
}
