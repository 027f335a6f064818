import Raster
import Testing

@Suite("drawing on pictures")
struct CanvasTests {
  /// The covered area in pixels of what was drawn in white on black.
  private func area(of canvas: Canvas) -> Double {
    stride(from: 0, to: canvas.picture.bytes.count, by: 3).reduce(0.0) {
      $0 + Double(canvas.picture.bytes[$1]) / 255
    }
  }

  private func red(_ canvas: Canvas, _ x: Int, _ y: Int) -> UInt8 {
    canvas.picture.bytes[3 * (y * canvas.width + x)]
  }

  private func blackCanvas(_ width: Int = 40, _ height: Int = 30) -> Canvas {
    Canvas(width: width, height: height, filledWith: .black)
  }

  @Test("a horizontal line of one pixel covers the pixels between its ends entirely and no others")
  func horizontalLine() {
    var canvas = blackCanvas()
    canvas.drawLine(fromX: 3, fromY: 5, toX: 9, toY: 5, colour: .white)
    for y in 0..<30 {
      for x in 0..<40 {
        #expect(red(canvas, x, y) == (y == 5 && (3...9).contains(x) ? 255 : 0), "at \(x), \(y)")
      }
    }
  }

  @Test("a line between two rows covers half of each")
  func lineBetweenRows() {
    var canvas = blackCanvas()
    canvas.drawLine(fromX: 3, fromY: 5.5, toX: 9, toY: 5.5, colour: .white)
    for x in 3...9 { #expect(red(canvas, x, 5) == 128 && red(canvas, x, 6) == 128) }
  }

  @Test("a slanted line is the same from either end, and mirrored when its ends are")
  func symmetry() {
    var forth = blackCanvas()
    var back = blackCanvas()
    var mirrored = blackCanvas()
    forth.drawLine(fromX: 2.25, fromY: 3.5, toX: 31, toY: 20.75, colour: .white, thickness: 2.5)
    back.drawLine(fromX: 31, fromY: 20.75, toX: 2.25, toY: 3.5, colour: .white, thickness: 2.5)
    mirrored.drawLine(fromX: 39 - 2.25, fromY: 3.5, toX: 8, toY: 20.75, colour: .white, thickness: 2.5)
    for y in 0..<30 {
      for x in 0..<40 {
        #expect(abs(Int(red(forth, x, y)) - Int(red(back, x, y))) <= 1)
        #expect(abs(Int(red(forth, x, y)) - Int(red(mirrored, 39 - x, y))) <= 1)
      }
    }
  }

  @Test("a slanted line covers its length times its thickness")
  func lineArea() {
    var canvas = blackCanvas(80, 80)
    canvas.drawLine(fromX: 10, fromY: 10, toX: 40, toY: 50, colour: .white, thickness: 3)
    #expect(abs(area(of: canvas) - 53 * 3) < 1)
  }

  @Test("a filled ellipse covers π a b", arguments: [(4.0, 3.0), (20, 9.5), (1.5, 1.5), (30, 30)])
  func ellipseArea(a: Double, b: Double) {
    var canvas = blackCanvas(90, 90)
    // The matrix turns the axes by the angle of the 3-4-5 triangle.
    canvas.fillEllipse(
      centreX: 44.3, centreY: 43.8, xx: 0.8 * a, xy: -0.6 * b, yx: 0.6 * a, yy: 0.8 * b, paint: Paint(.white))
    let expected = Double.pi * a * b
    #expect(abs(area(of: canvas) - expected) < 0.01 * expected + 0.2)
  }

  @Test("the stroke of a circle covers its length times its thickness and stays near its radius")
  func circleStroke() {
    var canvas = blackCanvas(60, 60)
    canvas.strokeEllipse(centreX: 30, centreY: 30, xx: 20, xy: 0, yx: 0, yy: 20, colour: .white, thickness: 2)
    #expect(abs(area(of: canvas) - 2 * Double.pi * 20 * 2) < 2)
    for y in 0..<60 {
      for x in 0..<60 where red(canvas, x, y) > 0 {
        let radius = Double((x - 30) * (x - 30) + (y - 30) * (y - 30)).squareRoot()
        #expect(abs(radius - 20) < 1.8)
      }
    }
  }

  @Test("the stroke of an ellipse as thin as its line has no holes and no cancelled parts")
  func thinEllipse() {
    var canvas = blackCanvas(60, 20)
    canvas.strokeEllipse(
      centreX: 30, centreY: 10, xx: 20, xy: 0, yx: 0, yy: 0.4, colour: .white, thickness: 3)
    for x in 14...46 { #expect(red(canvas, x, 10) == 255, "column \(x)") }
  }

  @Test("a box between pixels covers the shares it should")
  func fractionalBox() {
    var canvas = blackCanvas()
    canvas.fillBox(left: 2, top: 2.5, right: 5, bottom: 4.5, paint: Paint(.white))
    #expect(red(canvas, 2, 3) == 128 && red(canvas, 3, 3) == 255 && red(canvas, 5, 4) == 128)
    #expect(abs(area(of: canvas) - 6) < 0.02)
  }

  @Test("the border of a box leaves its inside alone")
  func boxStroke() {
    var canvas = blackCanvas()
    canvas.strokeBox(left: 5, top: 6, right: 15, bottom: 20, colour: .white)
    #expect(area(of: canvas) == Double(2 * 11 + 2 * 13))
    #expect(red(canvas, 5, 6) == 255 && red(canvas, 10, 10) == 0 && red(canvas, 15, 20) == 255)
  }

  @Test("a ring is an outline with a hole in it that turns the other way")
  func holes() {
    let outer = [
      Point(x: 4.5, y: 4.5), Point(x: 14.5, y: 4.5), Point(x: 14.5, y: 14.5), Point(x: 4.5, y: 14.5),
    ]
    let inner = [
      Point(x: 7.5, y: 7.5), Point(x: 7.5, y: 11.5), Point(x: 11.5, y: 11.5), Point(x: 11.5, y: 7.5),
    ]
    var canvas = blackCanvas()
    canvas.fill(outlines: [outer, inner], paint: Paint(.white))
    #expect(area(of: canvas) == 100 - 16)
  }

  @Test("half opacity is half way between the colours")
  func opacity() {
    var canvas = blackCanvas()
    canvas.fillBox(left: 1.5, top: 1.5, right: 3.5, bottom: 3.5, paint: Paint(.white, opacity: 0.5))
    #expect(red(canvas, 2, 2) == 128)
  }

  @Test("the part of a shape inside of the picture does not change when the rest is cut off")
  func clipping() {
    let points = [Point(x: -30, y: -20), Point(x: 55, y: 8), Point(x: 31, y: 62), Point(x: -12, y: 33)]
    var small = blackCanvas(40, 30)
    small.fillPolygon(points, paint: Paint(.white))
    var large = blackCanvas(140, 130)
    large.fillPolygon(points.map { Point(x: $0.x + 50, y: $0.y + 50) }, paint: Paint(.white))
    for y in 0..<30 {
      for x in 0..<40 {
        #expect(abs(Int(red(small, x, y)) - Int(red(large, x + 50, y + 50))) <= 1, "\(x), \(y)")
      }
    }
  }

  @Test(
    "coordinates that are huge or no numbers do no harm",
    arguments: [Double.nan, .infinity, -.infinity, 1e300, -1e300, 1e18, .greatestFiniteMagnitude])
  func wildCoordinates(value: Double) {
    var canvas = blackCanvas()
    canvas.drawLine(fromX: value, fromY: 3, toX: 5, toY: value, colour: .white, thickness: 2, outline: .black)
    canvas.drawLine(fromX: 1, fromY: 1, toX: 5, toY: 5, colour: .white, thickness: value)
    canvas.strokeEllipse(centreX: 3, centreY: value, xx: value, xy: 0, yx: 1, yy: value, colour: .white)
    canvas.fillEllipse(centreX: 3, centreY: 3, xx: value, xy: 0, yx: 1, yy: 2, paint: Paint(.white))
    canvas.strokeBox(left: value, top: -value, right: 3, bottom: 9, colour: .white)
    canvas.fillBox(left: -value, top: 0, right: value, bottom: value, paint: Paint(.white, slopeX: 2))
    canvas.strokePolygon([Point(x: value, y: 0), Point(x: 3, y: value), Point(x: 2, y: 2)], colour: .white)
    canvas.drawText("text", atX: value, y: 3, height: 12, colour: .white)
    canvas.drawText("text", atX: 3, y: 3, height: value, colour: .white)
    #expect(canvas.picture.bytes.count == 3 * 40 * 30)
  }

  @Test(
    "a shape outside of the picture leaves no mark on it",
    arguments: [(-60.0, 10.0), (90, 10), (10, -60), (10, 90)])
  func outside(x: Double, y: Double) {
    var canvas = blackCanvas()
    canvas.drawDot(x: x, y: y, radius: 12, colour: .white, outline: .white)
    canvas.drawLine(fromX: x, fromY: y, toX: x + 9, toY: y + 9, colour: .white, thickness: 4)
    #expect(area(of: canvas) == 0)
  }

  @Test("placing a picture copies it, and cuts off what does not fit")
  func placing() {
    let other = ColourPicture(width: 10, height: 8, filledWith: .white)
    var canvas = blackCanvas()
    canvas.place(other, atX: -4, y: 25)
    #expect(area(of: canvas) == Double(6 * 5))
    canvas.place(other, atX: Int.max, y: Int.min)
    canvas.place(other, atX: 400, y: 2)
    #expect(area(of: canvas) == Double(6 * 5))
  }
}
