/// Lines, ellipses, boxes and polygons. A stroke is centred on its outline; `outline`, where given, is a
/// second colour that shows one pixel wide on either side, so that a light line is seen on light ground.
extension Canvas {
  /// A straight line with square ends that reach half the thickness beyond the given points: with a thickness
  /// of 1 a line from pixel to pixel covers both entirely.
  package mutating func drawLine(
    fromX x0: Double, fromY y0: Double, toX x1: Double, toY y1: Double, colour: Colour, thickness: Double = 1,
    outline: Colour? = nil
  ) {
    guard thickness > 0 else { return }
    for (colour, thickness) in Self.layers(colour, thickness, outline) {
      fill(
        outlines: [Self.bar(Point(x: x0, y: y0), Point(x: x1, y: y1), halfThickness: thickness / 2)],
        paint: Paint(colour))
    }
  }

  /// The border of the ellipse `centre + matrix · unit circle`; the columns of the matrix are (xx, yx) and
  /// (xy, yy).
  package mutating func strokeEllipse(
    centreX: Double, centreY: Double, xx: Double, xy: Double, yx: Double, yy: Double, colour: Colour,
    thickness: Double = 1, outline: Colour? = nil
  ) {
    let ellipse = Ellipse(centre: Point(x: centreX, y: centreY), xx: xx, xy: xy, yx: yx, yy: yy)
    for (colour, thickness) in Self.layers(colour, thickness, outline) where thickness > 0 {
      fill(outlines: ellipse.ring(thickness: thickness), paint: Paint(colour))
    }
  }

  package mutating func fillEllipse(
    centreX: Double, centreY: Double, xx: Double, xy: Double, yx: Double, yy: Double, paint: Paint
  ) {
    let ellipse = Ellipse(centre: Point(x: centreX, y: centreY), xx: xx, xy: xy, yx: yx, yy: yy)
    fill(outlines: [ellipse.outline], paint: paint)
  }

  /// A filled disc, with a dark or light rim where `outline` is given.
  package mutating func drawDot(
    x: Double, y: Double, radius: Double, colour: Colour, outline: Colour? = nil
  ) {
    for (colour, diameter) in Self.layers(colour, 2 * radius, outline) {
      let r = diameter / 2
      fillEllipse(centreX: x, centreY: y, xx: r, xy: 0, yx: 0, yy: r, paint: Paint(colour))
    }
  }

  package mutating func strokeBox(
    left: Double, top: Double, right: Double, bottom: Double, colour: Colour, thickness: Double = 1,
    outline: Colour? = nil
  ) {
    for (colour, thickness) in Self.layers(colour, thickness, outline) where thickness > 0 {
      let t = thickness / 2
      let (low, high) = (
        Point(x: min(left, right), y: min(top, bottom)), Point(x: max(left, right), y: max(top, bottom))
      )
      let outer = Self.box(left: low.x - t, top: low.y - t, right: high.x + t, bottom: high.y + t)
      let hasHole = high.x - low.x > thickness && high.y - low.y > thickness
      let inner = Self.box(left: low.x + t, top: low.y + t, right: high.x - t, bottom: high.y - t)
      fill(outlines: hasHole ? [outer, inner.reversed()] : [outer], paint: Paint(colour))
    }
  }

  package mutating func fillPolygon(_ points: [Point], paint: Paint) {
    fill(outlines: [points], paint: paint)
  }

  /// The border of a polygon, with round corners.
  package mutating func strokePolygon(
    _ points: [Point], colour: Colour, thickness: Double = 1, outline: Colour? = nil
  ) {
    guard let first = points.first else { return }
    strokePath(points + [first], colour: colour, thickness: thickness, outline: outline)
  }

  /// An open path with round ends and corners.
  package mutating func strokePath(
    _ points: [Point], colour: Colour, thickness: Double = 1, outline: Colour? = nil
  ) {
    strokePaths([points], colour: colour, thickness: thickness, outline: outline)
  }

  /// Several open paths that are joined where they cross.
  package mutating func strokePaths(
    _ paths: [[Point]], colour: Colour, thickness: Double = 1, outline: Colour? = nil
  ) {
    for (colour, thickness) in Self.layers(colour, thickness, outline) where thickness > 0 {
      fill(
        outlines: paths.flatMap { Self.capsules(along: $0, thickness: thickness) }, paint: Paint(colour))
    }
  }
}

extension Canvas {
  /// A thicker stroke in the outline's colour first, where there is one.
  private static func layers(_ colour: Colour, _ thickness: Double, _ outline: Colour?) -> [(Colour, Double)]
  {
    guard let outline else { return [(colour, thickness)] }
    return [(outline, thickness + 2), (colour, thickness)]
  }

  static func box(left: Double, top: Double, right: Double, bottom: Double) -> [Point] {
    [
      Point(x: left, y: top), Point(x: right, y: top), Point(x: right, y: bottom), Point(x: left, y: bottom),
    ]
  }

  /// The rectangle around a segment that reaches `halfThickness` beyond it on every side.
  private static func bar(_ a: Point, _ b: Point, halfThickness t: Double) -> [Point] {
    let (a, b) = (a.clamped, b.clamped)
    let length = ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot()
    let ux = length > 0 ? (b.x - a.x) / length * t : t
    let uy = length > 0 ? (b.y - a.y) / length * t : 0
    return [
      Point(x: a.x - ux + uy, y: a.y - uy - ux), Point(x: b.x + ux + uy, y: b.y + uy - ux),
      Point(x: b.x + ux - uy, y: b.y + uy + ux), Point(x: a.x - ux - uy, y: a.y - uy + ux),
    ]
  }

  /// One outline with round ends for each segment of a path; all turn the same way.
  static func capsules(along points: [Point], thickness: Double) -> [[Point]] {
    let t = thickness / 2
    let steps = max(4, min(32, Int(t * 2)))
    let arc = (0...steps).map { cosineAndSine(.pi * (Double($0) / Double(steps) - 0.5)) }
    return zip(points, points.dropFirst()).map { a, b in
      let (a, b) = (a.clamped, b.clamped)
      let length = ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot()
      let ux = length > 0 ? (b.x - a.x) / length * t : t
      let uy = length > 0 ? (b.y - a.y) / length * t : 0
      let front = arc.map {
        Point(x: b.x + ux * $0.cosine - uy * $0.sine, y: b.y + uy * $0.cosine + ux * $0.sine)
      }
      return front
        + arc.map { Point(x: a.x - ux * $0.cosine + uy * $0.sine, y: a.y - uy * $0.cosine - ux * $0.sine) }
    }
  }
}

extension Point {
  /// Coordinates so large that their squares would overflow are moved to a border far outside of any picture;
  /// those that are not numbers stay, and the shape is not drawn.
  fileprivate var clamped: Point {
    guard isFinite else { return self }
    return Point(x: max(-1e7, min(1e7, x)), y: max(-1e7, min(1e7, y)))
  }
}
