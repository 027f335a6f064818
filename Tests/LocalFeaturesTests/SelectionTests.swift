import Core
import Raster
import Testing

@testable import LocalFeatures

@Suite("Selection")
struct SelectionTests {
  typealias Point = SpatialSelection.Point

  static func points(_ count: Int, in x: Range<Double>, strength: Range<Double>, seed: UInt64) -> [Point] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      Point(
        x: Float(random.uniform(x.lowerBound, x.upperBound)), y: Float(random.uniform(0, 100)), scale: 2,
        strength: Float(random.uniform(strength.lowerBound, strength.upperBound)))
    }
  }

  @Test("fewer points than places are all kept, strongest first")
  func all() {
    let points = Self.points(50, in: 0..<100, strength: 0..<1, seed: 1)
    let chosen = SpatialSelection(width: 100, height: 100).strongest(60, of: points)
    #expect(Set(chosen).count == 50)
    #expect(chosen.map { points[$0].strength } == points.map(\.strength).sorted(by: >))
  }

  @Test("a bush of strong points leaves places for the rest of the picture")
  func bush() {
    let bush = Self.points(1000, in: 0..<10, strength: 10..<20, seed: 2)
    let rest = Self.points(400, in: 10..<200, strength: 0..<1, seed: 3)
    let chosen = SpatialSelection(width: 200, height: 100).strongest(400, of: bush + rest)
    let fromRest = chosen.filter { $0 >= bush.count }.count
    #expect(chosen.count == 400)
    #expect(fromRest > 250, "\(fromRest)")
  }

  @Test("a faint part of a picture has places of its own, though strong points abound elsewhere")
  func faint() {
    let strong = Self.points(4000, in: 0..<160, strength: 10..<20, seed: 12)
    let faint = Self.points(1000, in: 160..<200, strength: 0..<1, seed: 13)
    let chosen = SpatialSelection(width: 200, height: 100).strongest(400, of: strong + faint)
    // 4 × 10 of 20 × 10 cells, of which each has one place of its own.
    #expect(chosen.count == 400 && chosen.count { $0 >= strong.count } == 40)
  }

  @Test("several orientations a point leave faint parts of a picture their places", arguments: [800, 1200])
  func orientations(limit: Int) throws {
    var random = SeededGenerator(seed: 14)
    var plane = Plane(width: 320, height: 160)
    for y in stride(from: 0, to: 160, by: 4) {
      for x in stride(from: 0, to: 320, by: 4) {
        let grey = Float(random.uniform(0, x < 160 ? 250 : 25))
        for place in 0..<16 { plane[x + place % 4, y + place / 4] = grey }
      }
    }
    var options = FeatureOptions()
    options.orientation = .dominant
    options.maxFeatures = limit
    let features = try FeatureExtractor(options: options).extract(from: GreyPicture(plane: plane))
    #expect(features.count == limit)
    let faint = features.regions.count { $0.x >= 160 }
    #expect(Double(faint) > 0.2 * Double(features.count), "\(faint)")
  }

  @Test("points in one corner still fill all places")
  func corner() {
    let points = Self.points(500, in: 0..<5, strength: 0..<1, seed: 4)
    #expect(SpatialSelection(width: 200, height: 100).strongest(300, of: points).count == 300)
  }

  @Test("equal strengths are decided by place, not by the order of finding")
  func ties() {
    let points = Self.points(300, in: 0..<100, strength: 0..<1, seed: 5).map {
      Point(x: $0.x, y: $0.y, scale: $0.scale, strength: 1)
    }
    let selection = SpatialSelection(width: 100, height: 100)
    let places = { (chosen: [Int], points: [Point]) in chosen.map { [points[$0].x, points[$0].y] } }
    let reversed = Array(points.reversed())
    #expect(
      places(selection.strongest(100, of: points), points)
        == places(selection.strongest(100, of: reversed), reversed))
  }

  @Test("points beyond the border count for the nearest cell")
  func beyond() {
    let points = [Point(x: -3, y: -3, scale: 1, strength: 1), Point(x: 500, y: 500, scale: 1, strength: 2)]
    #expect(SpatialSelection(width: 100, height: 100).strongest(1, of: points) == [1])
  }
}
