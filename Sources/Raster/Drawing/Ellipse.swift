/// An ellipse as the image of the unit circle, and its outlines as polygons.
struct Ellipse {
  let centre: Point
  let xx, xy, yx, yy: Double

  /// Enough corners that the polygon is nowhere further than 1/50 of a pixel from the curve, at most 720.
  private var cornerCount: Int {
    let radius = (xx * xx + xy * xy + yx * yx + yy * yy).squareRoot()
    guard radius.isFinite else { return 720 }
    return Int(max(12, min(720, 16 * radius.squareRoot()))) & ~3
  }

  /// The point of the curve at `angle` of the unit circle.
  private func point(at angle: Double) -> Point {
    let (c, s) = cosineAndSine(angle)
    return Point(x: centre.x + xx * c + xy * s, y: centre.y + yx * c + yy * s)
  }

  var outline: [Point] {
    let count = cornerCount
    // Turning on from corner to corner loses 1 in 10¹³ in a whole turn, and saves a sine and a cosine for
    // each.
    let (turnC, turnS) = cosineAndSine(2 * .pi / Double(count))
    var (c, s) = (1.0, 0.0)
    return (0..<count).map { _ in
      defer { (c, s) = (c * turnC - s * turnS, s * turnC + c * turnS) }
      return Point(x: centre.x + xx * c + xy * s, y: centre.y + yx * c + yy * s)
    }
  }

  /// The ring of the given thickness around the curve, as quadrilaterals that share their short sides. They
  /// all turn the same way even where the curve bends more sharply than the ring is thick, so that nothing
  /// cancels.
  func ring(thickness: Double) -> [[Point]] {
    let count = cornerCount
    let sides = (0...count).map {
      offsets(at: 2 * .pi * Double($0 % count) / Double(count), by: thickness / 2)
    }
    return zip(sides, sides.dropFirst()).map { a, b in
      let corners = [a.inner, a.outer, b.outer, b.inner]
      return Self.signedArea(corners) < 0 ? corners.reversed() : corners
    }
  }

  /// The two points `distance` from the curve along its normal.
  private func offsets(at angle: Double, by distance: Double) -> (inner: Point, outer: Point) {
    let p = point(at: angle)
    let (c, s) = cosineAndSine(angle)
    let tangent = Point(x: xy * c - xx * s, y: yy * c - yx * s)
    let length = (tangent.x * tangent.x + tangent.y * tangent.y).squareRoot()
    let scale = length > 0 ? distance / length : 0
    let (nx, ny) = (tangent.y * scale, -tangent.x * scale)
    return (Point(x: p.x - nx, y: p.y - ny), Point(x: p.x + nx, y: p.y + ny))
  }

  private static func signedArea(_ p: [Point]) -> Double {
    var sum = 0.0
    for (a, b) in zip(p, p.dropFirst() + p.prefix(1)) { sum += a.x * b.y - b.x * a.y }
    return sum / 2
  }
}
