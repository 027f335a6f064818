import Testing

@testable import Verification

@Suite("plane transforms") struct PlaneTransformTests {
  private static let quarterTurn = PlaneTransform(xx: 0, xy: -1, x1: 0, yx: 1, yy: 0, y1: 0)
  private static let move = PlaneTransform(xx: 1, xy: 0, x1: 3, yx: 0, yy: 1, y1: 5)

  @Test("a product does the right map first, worked by hand")
  func product() throws {
    let moved = try #require((Self.quarterTurn * Self.move).apply(x: 1, y: 2))
    #expect(moved == (-7, 4))
    let turned = try #require((Self.move * Self.quarterTurn).apply(x: 1, y: 2))
    #expect(turned == (1, 6))
  }

  @Test("a projective map divides by the depth, and stops at the horizon")
  func horizon() throws {
    let map = PlaneTransform(xx: 1, xy: 0, x1: 0, yx: 0, yy: 1, y1: 0, px: -0.01)
    let half = try #require(map.apply(x: 50, y: 7))
    #expect(half == (100, 14))
    #expect(map.apply(x: 100, y: 0) == nil)
    #expect(map.apply(x: 101, y: 0) == nil)
    #expect(map.apply(x: 99, y: 0) != nil)
    #expect(map.apply(x: .nan, y: 0) == nil)
  }

  @Test("a product of projective maps is one after the other")
  func composition() throws {
    let both = PlaneTransform.slanted * .receding
    for (x, y) in [(0.0, 0.0), (120, 40), (399, 299)] {
      let between = try #require(PlaneTransform.receding.apply(x: x, y: y))
      let expected = try #require(PlaneTransform.slanted.apply(x: between.x, y: between.y))
      let found = try #require(both.apply(x: x, y: y))
      #expect(abs(found.x - expected.x) < 1e-9 && abs(found.y - expected.y) < 1e-9)
    }
  }

  @Test(
    "the inverse undoes a map on both sides", arguments: [PlaneTransform.slanted, .receding, quarterTurn])
  func inverse(map: PlaneTransform) throws {
    let back = try #require(map.inverse)
    #expect(back.p1 == 1)
    #expect(try #require((back * map).normalised).isNear(.identity))
    #expect(try #require((map * back).normalised).isNear(.identity))
  }

  @Test("the inverse of a scaled move, worked by hand")
  func inverseByHand() throws {
    let map = PlaneTransform(xx: 2, xy: 0, x1: 6, yx: 0, yy: 4, y1: -8)
    #expect(map.inverse == PlaneTransform(xx: 0.5, xy: 0, x1: -3, yx: 0, yy: 0.25, y1: 2))
  }

  @Test("determinants multiply, and their sign tells a mirrored map")
  func determinant() {
    #expect(Self.quarterTurn.determinant == 1)
    let mirror = PlaneTransform(xx: -1, xy: 0, x1: 400, yx: 0, yy: 1, y1: 0)
    #expect(mirror.determinant == -1)
    let (a, b) = (PlaneTransform.slanted, PlaneTransform.receding)
    #expect(abs((a * b).determinant - a.determinant * b.determinant) < 1e-12)
    #expect((mirror * b).determinant < 0 && (mirror * b * mirror).determinant > 0)
  }

  @Test("a map that flattens the plane, or has numbers that are none, has no inverse")
  func flat() {
    #expect(PlaneTransform(xx: 1, xy: 2, x1: 3, yx: 2, yy: 4, y1: 5).inverse == nil)
    #expect(PlaneTransform(xx: 0, xy: 0, x1: 0, yx: 0, yy: 0, y1: 0, p1: 0).inverse == nil)
    #expect(PlaneTransform(xx: .nan, xy: 0, x1: 0, yx: 0, yy: 1, y1: 0).inverse == nil)
    #expect(PlaneTransform(xx: .infinity, xy: 0, x1: 0, yx: 0, yy: 1, y1: 0).inverse == nil)
  }

  @Test("normalising keeps the map, and needs a last number other than 0")
  func normalised() throws {
    let double = PlaneTransform(xx: 2, xy: 0, x1: 4, yx: 0, yy: 2, y1: 6, px: 0.5, py: 0, p1: 2)
    let map = try #require(double.normalised)
    #expect(map == PlaneTransform(xx: 1, xy: 0, x1: 2, yx: 0, yy: 1, y1: 3, px: 0.25))
    #expect(PlaneTransform(xx: 1, xy: 0, x1: 0, yx: 0, yy: 1, y1: 0, px: 1, p1: 0).normalised == nil)
    #expect(PlaneTransform(xx: 1, xy: 0, x1: 0, yx: 0, yy: 1, y1: 0, p1: .infinity).normalised == nil)
  }

  @Test("affine is a map without perspective, and the nine numbers stand row by row")
  func kinds() {
    #expect(PlaneTransform.slanted.isAffine && !PlaneTransform.receding.isAffine)
    let map = PlaneTransform(xx: 1, xy: 2, x1: 3, yx: 4, yy: 5, y1: 6, px: 7, py: 8, p1: 9)
    #expect(map.rowMajor == [1, 2, 3, 4, 5, 6, 7, 8, 9] && !map.isAffine)
  }

  /// A ground plane: depth grows downwards, and the line y = 150 of the target is its horizon, beyond which the origin lies.
  private static let ground = PlaneTransform(
    xx: 100, xy: 200, x1: 0, yx: 0, yy: 150, y1: 100, px: 0, py: 1, p1: 0.01)

  @Test("what a steep map sees comes back, though the target's origin lies beyond its horizon")
  func backFromSteepView() throws {
    let mirror = PlaneTransform(xx: -1, xy: 0, x1: 1, yx: 0, yy: 1, y1: 0)
    for map in [Self.ground, Self.ground * mirror] {
      let there = try #require(map.apply(x: 0.3, y: 0.5))
      let inverse = try #require(map.inverse)
      let back = try #require(inverse.apply(x: there.x, y: there.y))
      #expect(abs(back.x - 0.3) < 1e-9 && abs(back.y - 0.5) < 1e-9 && inverse.p1 == -1)
      #expect((inverse.determinant < 0) == (map.determinant < 0))
      let again = try #require(inverse.inverse?.apply(x: 0.3, y: 0.5))
      #expect(abs(again.x - there.x) < 1e-9 && abs(again.y - there.y) < 1e-9)
    }
  }

  @Test(
    "a map whose origin lies beyond the horizon sees the same, and mirrors as before, when it is normalised")
  func originBeyondHorizon() throws {
    let map = PlaneTransform(xx: 2, xy: 0, x1: 0, yx: 0, yy: 2, y1: 0, px: 0.01, p1: -2)
    let normalised = try #require(map.normalised)
    #expect(normalised.p1 == -1 && (normalised.determinant < 0) == (map.determinant < 0))
    let (before, after) = (map.apply(x: 400, y: 50), normalised.apply(x: 400, y: 50))
    #expect(try #require(before) == #require(after) && normalised.apply(x: 0, y: 0) == nil)
  }
}
