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
    var near = LineMask(width: others.width, height: others.height)
    for point in others.points {
      let (x, y) = (Int(point.x), Int(point.y))
      for row in max(0, y - distance)...min(others.height - 1, y + distance) {
        for column in max(0, x - distance)...min(others.width - 1, x + distance) { near[column, row] = true }
      }
    }
    let found = lines.points.count {
      Int($0.x) < near.width && Int($0.y) < near.height && near[Int($0.x), Int($0.y)]
    }
    return Double(found) / Double(max(1, lines.points.count))
  }

  /// Whether both have nearly the same lines.
  static func isAlike(_ a: LineDrawing, _ b: LineDrawing, within distance: Int = 2) -> Bool {
    abs(a.width - b.width) <= 2 * distance && abs(a.height - b.height) <= 2 * distance
      && share(of: a, near: b, within: distance) > 0.97 && share(of: b, near: a, within: distance) > 0.97
  }
}
