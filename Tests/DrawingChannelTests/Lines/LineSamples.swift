import Raster

@testable import DrawingChannel

/// Masks and measures that several suites use.
enum LineSamples {
  /// A mask of rows of text: `#` is ink.
  static func mask(_ rows: String...) -> LineMask {
    LineMask(
      width: rows[0].count, height: rows.count, ink: rows.flatMap { $0.map { $0 == "#" ? 1 : 0 } })
  }

  static func mask(width: Int, height: Int, _ isInk: (Int, Int) -> Bool) -> LineMask {
    var mask = LineMask(width: width, height: height)
    for y in 0..<height {
      for x in 0..<width { mask[x, y] = isInk(x, y) }
    }
    return mask
  }

  static func plane(width: Int, height: Int, _ value: (Double, Double) -> Double) -> Plane {
    var plane = Plane(width: width, height: height)
    for y in 0..<height {
      for x in 0..<width { plane[x, y] = Float(value(Double(x), Double(y))) }
    }
    return plane
  }

  /// The share of the points of `lines` that have one of `others` within so many pixels.
  static func share(of lines: LineDrawing, near others: LineDrawing, within distance: Int) -> Double {
    // Room on all sides, as one may be a bit larger than the other.
    var near = LineMask(width: others.width + 2 * distance, height: others.height + 2 * distance)
    for point in others.points {
      for row in Int(point.y)...Int(point.y) + 2 * distance {
        for column in Int(point.x)...Int(point.x) + 2 * distance { near[column, row] = true }
      }
    }
    let found = lines.points.count { point in
      let (x, y) = (Int(point.x) + distance, Int(point.y) + distance)
      return x < near.width && y < near.height && near[x, y]
    }
    return Double(found) / Double(max(1, lines.points.count))
  }

  /// Whether both have nearly the same lines.
  static func isAlike(_ a: LineDrawing, _ b: LineDrawing, within distance: Int = 2) -> Bool {
    abs(a.width - b.width) <= 2 * distance && abs(a.height - b.height) <= 2 * distance
      && share(of: a, near: b, within: distance) > 0.97 && share(of: b, near: a, within: distance) > 0.97
  }
}
