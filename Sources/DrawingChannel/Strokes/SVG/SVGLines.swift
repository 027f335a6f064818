import Raster

/// Polygons that an SVG's shapes become: all that is drawn, whatever it was made with.
struct SVGLines {
  /// Points of all lines, one behind the other.
  private(set) var points: [Point] = []
  /// Where each line begins among the points.
  private(set) var starts: [Int] = []

  /// Drawings of more points are refused.
  static let mostPoints = 1_000_000

  /// Begins a line.
  mutating func move(to point: Point) throws(SVGProblem) {
    starts.append(points.count)
    try append(point)
  }

  /// Goes on in a straight line.
  mutating func line(to point: Point) throws(SVGProblem) {
    try append(point)
  }

  private mutating func append(_ point: Point) throws(SVGProblem) {
    guard points.count < Self.mostPoints else { throw .tooManyPoints }
    points.append(point)
  }

  /// Calls `body` with the ends of each straight piece.
  func forEachSegment(_ body: (Point, Point) -> Void) {
    for (number, start) in starts.enumerated() {
      let end = number + 1 < starts.count ? starts[number + 1] : points.count
      // A line of one point is a dot of a pen.
      if end == start + 1 { body(points[start], points[start]) }
      for index in start..<max(start, end - 1) { body(points[index], points[index + 1]) }
    }
  }
}

/// Why an SVG is not read to its end.
enum SVGProblem: Error, Equatable {
  case tooManyPoints, tooDeep, tooLarge, noSVG

  var message: String {
    switch self {
    case .tooManyPoints:
      "an SVG of more than \(SVGLines.mostPoints) points is refused: simplify its paths, or save the drawing as PNG"
    case .tooDeep:
      "an SVG of more than \(SVGDocument.mostLevels) groups within each other is refused: ungroup it, or save the drawing as PNG"
    case .tooLarge:
      "an SVG of more than \(SVGDocument.mostBytes >> 20) MB is refused: simplify it, or save the drawing as PNG"
    case .noSVG: "is no SVG, JPEG or PNG: save the drawing as one of these"
    }
  }
}
