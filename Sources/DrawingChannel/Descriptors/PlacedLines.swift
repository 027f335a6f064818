import Core

/// Lines in the unit square: the box around them stands in its middle, its longer side as long as the square's.
struct PlacedLines {
  struct Point {
    /// In the square, 0 … 1 on both axes.
    var x, y: Float
    /// As `LinePoint.direction`.
    var direction: Float
    /// How long a piece of line the point stands for, in pixels: the points of a slope are √2 apart.
    var length: Float
  }

  let points: [Point]

  /// A single dot has no direction that means anything and counts as no lines.
  init(_ lines: LineDrawing) {
    guard let placing = Placing(lines) else {
      points = []
      return
    }
    points = lines.points.map { point in
      let (x, y) = placing.place(x: Float(point.x), y: Float(point.y))
      let (along, across) = Self.components(of: point.direction)
      return Point(
        x: x, y: y, direction: point.direction, length: 1 / max(along.magnitude, across.magnitude))
    }
  }

  var isEmpty: Bool { points.isEmpty }

  /// Cosine and sine of a direction.
  static func components(of direction: Float) -> (Float, Float) {
    (Float(cosine(Double(direction))), Float(sine(Double(direction))))
  }

  /// From pixels to the square.
  struct Placing {
    let scale, left, top: Float

    /// `nil` for nothing and for a single dot.
    init?(_ lines: LineDrawing) {
      guard let box = lines.bounds, lines.points.count > 1 else { return nil }
      // A pixel reaches half its side beyond its centre.
      let (width, height) = (Float(box.right - box.left + 1), Float(box.bottom - box.top + 1))
      scale = 1 / max(width, height)
      left = Float(box.left) - 0.5 - (max(width, height) - width) / 2
      top = Float(box.top) - 0.5 - (max(width, height) - height) / 2
    }

    func place(x: Float, y: Float) -> (x: Float, y: Float) {
      ((x - left) * scale, (y - top) * scale)
    }
  }
}
