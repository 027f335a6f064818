/// Thin lines on a plain ground: what a drawing and the edges of a photograph have in common, and all that the drawing channel looks at.
///
/// A line is a run of pixels one pixel wide, 8-connected; each of them knows which way the line goes there.
public struct LineDrawing: Sendable, Equatable {
  public let width: Int
  public let height: Int
  /// Row by row, each from left to right; no pixel twice.
  public let points: [LinePoint]

  /// Points are pixels within the size, in any order, none twice.
  package init(width: Int, height: Int, points: [LinePoint]) {
    precondition(width > 0 && height > 0, "a drawing has a size")
    precondition(
      points.allSatisfy { (0..<width).contains(Int($0.x)) && (0..<height).contains(Int($0.y)) },
      "points lie in their drawing")
    self.width = width
    self.height = height
    self.points = points.sorted { ($0.y, $0.x) < ($1.y, $1.x) }
  }

  public var isEmpty: Bool { points.isEmpty }

  /// Left and right exchanged.
  package var mirrored: LineDrawing {
    LineDrawing(
      width: width, height: height,
      points: points.map {
        let direction = $0.direction > 0 ? .pi - $0.direction : 0
        return LinePoint(x: UInt16(width - 1) - $0.x, y: $0.y, direction: min(direction, Float.pi.nextDown))
      })
  }

  /// The smallest box around all points, in pixels, ends included; `nil` without points.
  package var bounds: (left: Int, top: Int, right: Int, bottom: Int)? {
    guard let first = points.first, let last = points.last else { return nil }
    var (left, right) = (Int(first.x), Int(first.x))
    for point in points {
      left = min(left, Int(point.x))
      right = max(right, Int(point.x))
    }
    return (left, Int(first.y), right, Int(last.y))
  }
}

/// One pixel of a line.
public struct LinePoint: Sendable, Equatable {
  public let x: UInt16
  public let y: UInt16
  /// Which way the line goes, in radians from the x axis towards y (which points down), 0 ≤ direction < π.
  public let direction: Float

  public init(x: UInt16, y: UInt16, direction: Float) {
    self.x = x
    self.y = y
    self.direction = direction
  }
}
