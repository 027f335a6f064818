import Core
import Testing

@testable import Verification

@Suite("maps by least squares") struct LeastSquaresTests {
  typealias Point = LeastSquares.Point

  /// Points of the unit square, as places in units of a picture are, and where a map takes them.
  private static func points(_ map: PlaneTransform, count: Int, seed: UInt64 = 1) throws -> [Point] {
    var random = SeededGenerator(seed: seed)
    return try (0..<count).map { _ in
      let (x, y) = (random.uniform(-0.5, 0.5), random.uniform(-0.5, 0.5))
      let there = try #require(map.apply(x: x, y: y))
      return Point(x: x, y: y, toX: there.x, toY: there.y, weight: random.uniform(0.1, 1))
    }
  }

  private static let similar = PlaneTransform(xx: 0.8, xy: -0.6, x1: 0.1, yx: 0.6, yy: 0.8, y1: -0.2)
  private static let mirrored = PlaneTransform(xx: -0.8, xy: 0.6, x1: 0.1, yx: 0.6, yy: 0.8, y1: -0.2)
  private static let affine = PlaneTransform(xx: 0.7, xy: 0.3, x1: -0.1, yx: -0.2, yy: 1.3, y1: 0.05)
  private static let bent = PlaneTransform(
    xx: 0.9, xy: 0.1, x1: 0.02, yx: -0.15, yy: 1.1, y1: -0.03, px: 0.3, py: -0.2)

  @Test("planted maps are recovered exactly from as few points as decide them", arguments: 0..<3)
  func fewest(more: Int) throws {
    let similarity = try #require(
      LeastSquares.similarity(Self.points(Self.similar, count: 2 + more), mirrors: false))
    #expect(similarity.isNear(Self.similar))
    let mirrored = try #require(
      LeastSquares.similarity(Self.points(Self.mirrored, count: 2 + more), mirrors: true))
    #expect(mirrored.isNear(Self.mirrored) && mirrored.determinant < 0)
    let affine = try #require(LeastSquares.affine(Self.points(Self.affine, count: 3 + more)))
    #expect(affine.isNear(Self.affine))
    let bent = try #require(
      LeastSquares.homography(Self.points(Self.bent, count: 4 + more), from: .identity))
    #expect(bent.isNear(Self.bent, within: 1e-7))
  }

  @Test("a similarity stays one when points are off: equal lengths, a right angle")
  func constrained() throws {
    let points = try Self.points(Self.affine, count: 30)
    for mirrors in [false, true] {
      let map = try #require(LeastSquares.similarity(points, mirrors: mirrors))
      #expect(abs(map.xx * map.xy + map.yx * map.yy) < 1e-12)
      #expect(abs(map.xx * map.xx + map.yx * map.yx - map.xy * map.xy - map.yy * map.yy) < 1e-12)
      #expect((map.determinant < 0) == mirrors)
    }
  }

  @Test("the weighted mean of where points go is that of where the fit takes them")
  func weights() throws {
    let points = try Self.points(Self.bent, count: 12)
    for map in [LeastSquares.affine(points), LeastSquares.similarity(points, mirrors: false)] {
      let map = try #require(map)
      var (errorX, errorY, sum) = (0.0, 0.0, 0.0)
      for point in points {
        let there = try #require(map.apply(x: point.x, y: point.y))
        errorX += point.weight * (there.x - point.toX)
        errorY += point.weight * (there.y - point.toY)
        sum += point.weight * abs(there.x - point.toX)
      }
      #expect(abs(errorX) < 1e-12 && abs(errorY) < 1e-12 && sum > 1e-4)
    }
  }

  @Test("points of no weight change nothing")
  func weightless() throws {
    let points = try Self.points(Self.affine, count: 5)
    let stray = Point(x: 0.2, y: 0.1, toX: -9, toY: 7, weight: 0)
    #expect(LeastSquares.affine(points + [stray]) == LeastSquares.affine(points))
    #expect(
      LeastSquares.similarity(points + [stray], mirrors: false)
        == LeastSquares.similarity(points, mirrors: false))
    #expect(
      LeastSquares.homography(points + [stray], from: .identity)
        == LeastSquares.homography(points, from: .identity))
  }

  @Test("one heavy and one light point pull a homography to the heavy one")
  func pull() throws {
    var points = try Self.points(Self.bent, count: 20, seed: 3).map {
      Point(x: $0.x, y: $0.y, toX: $0.toX, toY: $0.toY, weight: 1)
    }
    func error(weight: Double) throws -> Double {
      points[0] = Point(x: 0.1, y: 0.1, toX: 0.2, toY: 0.1, weight: weight)
      let map = try #require(LeastSquares.homography(points, from: .identity))
      let there = try #require(map.apply(x: 0.1, y: 0.1))
      return abs(there.x - 0.2) + abs(there.y - 0.1)
    }
    #expect(try error(weight: 1000) < 0.1 * error(weight: 0.01))
  }

  @Test("points beyond the horizon of the start are left out of a homography")
  func horizon() throws {
    let start = PlaneTransform(xx: 1, xy: 0, x1: 0, yx: 0, yy: 1, y1: 0, px: 1)
    let points = try Self.points(Self.bent, count: 8)
    let behind = Point(x: -1.5, y: 0, toX: 40, toY: 50, weight: 1)
    let map = try #require(LeastSquares.homography(points + [behind], from: start))
    #expect(map == LeastSquares.homography(points, from: start) && map.isNear(Self.bent, within: 1e-7))
  }

  @Test("too few points decide nothing")
  func tooFew() throws {
    #expect(try LeastSquares.similarity(Self.points(Self.similar, count: 1), mirrors: false) == nil)
    #expect(try LeastSquares.affine(Self.points(Self.affine, count: 2)) == nil)
    #expect(try LeastSquares.homography(Self.points(Self.bent, count: 3), from: .identity) == nil)
    #expect(LeastSquares.similarity([], mirrors: true) == nil && LeastSquares.affine([]) == nil)
  }

  @Test("points in one spot decide nothing, points on a line no affine map and no homography")
  func collinear() {
    let line = (0..<9).map { index -> Point in
      let t = Double(index) / 10
      return Point(x: 0.1 + 0.3 * t, y: -0.2 + 0.7 * t, toX: t, toY: 1 - t, weight: 1)
    }
    #expect(LeastSquares.similarity(line, mirrors: false) != nil)
    #expect(LeastSquares.affine(line) == nil)
    #expect(LeastSquares.homography(line, from: .identity) == nil)
    let spot = [Point](repeating: line[3], count: 6)
    #expect(LeastSquares.similarity(spot, mirrors: false) == nil && LeastSquares.affine(spot) == nil)
    #expect(LeastSquares.homography(spot, from: .identity) == nil)
  }

  @Test("numbers that are none give no map", arguments: [Double.nan, .infinity])
  func broken(number: Double) throws {
    var points = try Self.points(Self.affine, count: 6)
    points[2] = Point(x: number, y: 0, toX: 0, toY: 0, weight: 1)
    #expect(LeastSquares.affine(points) == nil && LeastSquares.similarity(points, mirrors: false) == nil)
    points[2] = Point(x: 0, y: 0, toX: 0, toY: number, weight: 1)
    #expect(LeastSquares.affine(points) == nil)
    #expect(LeastSquares.homography(points, from: .identity) == nil)
  }
}
