import Testing

@testable import Verification

@Suite("similarities of two points") struct PointPairHypothesesTests {
  private static func maps(of planted: PlantedPair) -> [PlaneTransform] {
    let columns = CorrespondenceColumns(planted.pair)
    return PointPairHypotheses(planted.pair, columns).all()
      .compactMap { columns.units.pixels($0.map.transform) }
  }

  @Test(
    "without outliers each is the planted map, mirrored ones too",
    arguments: [
      PlaneTransform(xx: 0.46, xy: -0.39, x1: 150, yx: 0.39, yy: 0.46, y1: 10),
      PlaneTransform(xx: -0.9, xy: 0, x1: 370, yx: 0, yy: 0.9, y1: 3),
    ])
  func planted(map: PlaneTransform) {
    var planted = PlantedPair(seed: 2)
    (planted.frames, planted.mirrors) = (.points, map.determinant < 0)
    planted.plant(map, count: 50)
    let maps = Self.maps(of: planted)
    #expect(maps.count > 50)
    #expect(maps.allSatisfy { $0.distance(to: map, at: PlantedPair.area) < 0.1 })
  }

  @Test("there are at most ten for each, and none of points too near each other or too far apart")
  func bounded() {
    var planted = PlantedPair(seed: 3)
    planted.frames = .points
    planted.scatter(count: 500)
    let count = Self.maps(of: planted).count
    #expect(count > 500 && count <= 5000)
    var two = PlantedPair(seed: 3)
    two.frames = .points
    for (x, y) in [(10, 10), (14, 12), (390, 290)] as [(Float, Float)] {
      two.append(LocalFrame(x: x, y: y, size: 1), LocalFrame(x: x, y: y, size: 1))
    }
    #expect(Self.maps(of: two).isEmpty)
  }

  @Test("what counts nothing has no part")
  func weightless() {
    var planted = PlantedPair(seed: 4)
    planted.frames = .points
    for x in [10, 50, 90] as [Float] {
      planted.append(
        LocalFrame(x: x, y: 10, size: 1), LocalFrame(x: x, y: 10, size: 1), closeness: x == 50 ? 0 : 1)
    }
    #expect(Self.maps(of: planted).count == 1 || Self.maps(of: planted).count == 2)
    planted = PlantedPair(seed: 4)
    planted.append(LocalFrame(x: 1, y: 1, size: 1), LocalFrame(x: 1, y: 1, size: 1), closeness: .nan)
    #expect(Self.maps(of: planted).isEmpty)
  }
}
