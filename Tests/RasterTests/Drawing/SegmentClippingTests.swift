import Raster
import Testing

@Suite("cutting segments at boxes, and translucent strokes")
struct SegmentClippingTests {
  private let box = ClippingBox(left: 0, top: 0, right: 10, bottom: 6)

  private func part(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> [Double]? {
    box.part(from: Point(x: x0, y: y0), to: Point(x: x1, y: y1)).map { [$0.0.x, $0.0.y, $0.1.x, $0.1.y] }
  }

  @Test("what lies within stays, what crosses is cut at the borders, in the same direction")
  func known() {
    #expect(part(1, 1, 9, 5) == [1, 1, 9, 5])
    #expect(part(-10, 3, 30, 3) == [0, 3, 10, 3])
    #expect(part(30, 3, -10, 3) == [10, 3, 0, 3])
    #expect(part(-2, -2, 4, 4) == [0, 0, 4, 4])
    #expect(part(5, -100, 5, 3) == [5, 0, 5, 3])
    #expect(part(4, 4, 4, 4) == [4, 4, 4, 4])
  }

  @Test("what passes by, or has no place, is nothing")
  func nothing() {
    #expect(part(-5, 1, -1, 5) == nil)
    #expect(part(-1, 7, 11, 7) == nil)
    #expect(part(-6, 5, 5, 16) == nil)
    #expect(part(20, 20, 20, 20) == nil)
    #expect(part(.nan, 0, 5, 5) == nil)
    #expect(part(0, 0, .infinity, 5) == nil)
  }

  @Test("ends as far away as numbers go don't bend a line")
  func farEnds() throws {
    #expect(part(-1e15, 3, 1e15, 3) == [0, 3, 10, 3])
    let far = try #require(part(-3e9, -3e9, 3e9, 3e9))
    #expect(abs(far[0]) < 1e-5 && far[0] == far[1] && abs(far[2] - 6) < 1e-5 && abs(far[3] - 6) < 1e-5)
    #expect(part(-1.7e308, 3, 1.7e308, 3)?.allSatisfy { $0.isFinite } != false)
  }

  @Test("a translucent stroke mixes with the ground, once also where paths cross")
  func translucent() {
    var canvas = Canvas(width: 21, height: 21, filledWith: .black)
    let paths = [
      [Point(x: 2, y: 10), Point(x: 18, y: 10)], [Point(x: 10, y: 2), Point(x: 10, y: 18)],
    ]
    canvas.strokePaths(paths, paint: Paint(.white, opacity: 0.5), thickness: 3)
    func red(_ x: Int, _ y: Int) -> UInt8 { canvas.picture.bytes[3 * (y * 21 + x)] }
    #expect(red(5, 10) == 128 && red(10, 5) == 128 && red(10, 10) == 128 && red(5, 5) == 0)
    let before = canvas.picture
    canvas.strokePaths(paths, paint: Paint(.white), thickness: 0)
    #expect(canvas.picture == before)
  }
}
