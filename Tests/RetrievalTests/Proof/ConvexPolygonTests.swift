import Testing

@testable import Retrieval

@Suite("Convex polygons") struct ConvexPolygonTests {
  private static func points(_ numbers: (Double, Double)...) -> [PicturePoint] {
    numbers.map { PicturePoint(x: $0.0, y: $0.1) }
  }

  @Test("the hull of a square with points in it and on its sides is the square")
  func hull() {
    let square = Self.points((0, 0), (4, 0), (4, 4), (0, 4))
    let hull = ConvexPolygon.hull(
      of: Self.points((2, 2), (4, 4), (0, 0), (2, 0), (4, 0), (1, 3), (0, 4), (4, 2)))
    #expect(hull.count == 4 && hull.allSatisfy(square.contains))
    #expect(ConvexPolygon.area(of: hull) == 16)
  }

  @Test("points on a line, one point and none enclose nothing")
  func flat() {
    for points in [
      Self.points((0, 0), (1, 1), (3, 3)), Self.points((2, 1)), Self.points((1, 1), (1, 1), (1, 1)), [],
    ] {
      #expect(ConvexPolygon.area(of: ConvexPolygon.hull(of: points)) == 0)
    }
  }

  @Test("an area is the same for both ways around")
  func area() {
    let triangle = Self.points((1, 1), (5, 1), (1, 4))
    #expect(ConvexPolygon.area(of: triangle) == 6 && ConvexPolygon.area(of: triangle.reversed()) == 6)
  }

  @Test("the part within a rectangle: all, nothing, a corner, an octagon")
  func part() {
    let square = Self.points((0, 0), (4, 0), (4, 4), (0, 4))
    func area(_ x: ClosedRange<Double>, _ y: ClosedRange<Double>) -> Double {
      ConvexPolygon.area(of: ConvexPolygon.part(of: square, x: x, y: y))
    }
    #expect(area(-1...9, -1...9) == 16 && area(5...9, 0...4) == 0 && area(3...9, 2...9) == 2)
    #expect(ConvexPolygon.part(of: square, x: 5...9, y: 0...4).isEmpty)
    let diamond = Self.points((2, -1), (5, 2), (2, 5), (-1, 2))
    let octagon = ConvexPolygon.part(of: diamond, x: 0...4, y: 0...4)
    #expect(octagon.count == 8 && abs(ConvexPolygon.area(of: octagon) - 14) < 1e-12)
    #expect(ConvexPolygon.part(of: [], x: 0...1, y: 0...1).isEmpty)
  }
}
