import Core
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
