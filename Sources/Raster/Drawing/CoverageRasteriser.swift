/// From outlines to the share of every pixel that they cover, exactly.
///
/// Walking along one row of pixels, the covered share of a pixel is the sum of what the edges to its left
/// contribute, so an edge needs to leave only *differences* in the few columns that it crosses; summing them
/// from the left gives the coverage. For the part of an edge that lies in one row, with height d and x uniform
/// in [a, b], let G(u) be the mean of max(0, u − x). Column c then has the coverage d·(G(c + 1) − G(c)), and its
/// difference to the column before is the second difference of G.
///
/// An outline that turns the other way cancels: rings are two outlines. Outlines that turn the same way and
/// overlap are joined, since coverage is cut off at 1.
struct CoverageRasteriser {
  private let width: Int
  private let height: Int
  /// Columns of a row: one more than the picture has, where edges at and beyond its right border end.
  private let stride: Int
  /// Differences of coverage; all zero between two shapes.
  private var differences: [Float]
  /// The first and last column of each row that holds a difference.
  private var firstColumn: [Int]
  private var lastColumn: [Int]
  private var touchedRows: Range<Int>

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    stride = width + 2
    differences = [Float](repeating: 0, count: stride * height)
    firstColumn = [Int](repeating: Int.max, count: height)
    lastColumn = [Int](repeating: -1, count: height)
    touchedRows = 0..<0
  }

  /// Adds a closed outline. Points are in pixels with pixel centres at integers; an outline with a coordinate
  /// that is not finite is left out, and those beyond ±10⁷ are moved there.
  mutating func add(outline points: [Point]) {
    guard points.count > 2, points.allSatisfy(\.isFinite) else { return }
    var previous = points[points.count - 1].inRasterCoordinates
    for point in points {
      let current = point.inRasterCoordinates
      addEdge(from: previous, to: current)
      previous = current
    }
  }

  /// Cuts the edge to the rows of the picture and its parts left and right of the picture to its borders.
  private mutating func addEdge(from start: Point, to end: Point) {
    guard start.y != end.y else { return }
    let isDownwards = start.y < end.y
    let (top, bottom) = isDownwards ? (start, end) : (end, start)
    let yFirst = max(0, top.y)
    let yLast = min(Double(height), bottom.y)
    guard yFirst < yLast else { return }
    let slope = (bottom.x - top.x) / (bottom.y - top.y)
    let right = Double(width)
    func x(at y: Double) -> Double { top.x + (y - top.y) * slope }

    var cuts = [yFirst, yLast]
    if max(x(at: yFirst), x(at: yLast)) > right || min(x(at: yFirst), x(at: yLast)) < 0 {
      for border in [0, right] where slope != 0 {
        let y = top.y + (border - top.x) / slope
        if y > yFirst, y < yLast { cuts.append(y) }
      }
      cuts.sort()
    }
    for (from, to) in zip(cuts, cuts.dropFirst()) where from < to {
      let isInside = (0...right).contains(x(at: (from + to) / 2))
      let border: Double = x(at: (from + to) / 2) < 0 ? 0 : right
      let xFrom = isInside ? min(right, max(0, x(at: from))) : border
      let xTo = isInside ? min(right, max(0, x(at: to))) : border
      addInside(
        Point(x: xFrom, y: from), Point(x: xTo, y: to), slope: isInside ? slope : 0,
        sign: isDownwards ? -1 : 1)
    }
  }

  /// Adds an edge that lies within the picture, `start` above `end`.
  private mutating func addInside(_ start: Point, _ end: Point, slope: Double, sign: Double) {
    let rows = Int(start.y)..<min(height, Int(end.y.rounded(.up)))
    guard !rows.isEmpty else { return }
    touchedRows =
      touchedRows.isEmpty
      ? rows : min(rows.lowerBound, touchedRows.lowerBound)..<max(rows.upperBound, touchedRows.upperBound)
    var x = start.x
    for row in rows {
      let drop = min(Double(row + 1), end.y) - max(Double(row), start.y)
      let next = min(Double(width), max(0, x + slope * drop))
      addPart(row: row, from: min(x, next), to: max(x, next), drop: sign * drop)
      x = next
    }
  }

  /// Adds the differences of an edge's part in one row.
  private mutating func addPart(row: Int, from a: Double, to b: Double, drop: Double) {
    let first = Int(a)
    let last = Int(b) + 1
    firstColumn[row] = min(firstColumn[row], first)
    lastColumn[row] = max(lastColumn[row], last)
    let middle = (a + b) / 2
    let halfInverse = b - a > 1e-9 ? 0.5 / (b - a) : 0
    var before = 0.0
    var here = 0.0
    for column in first...last {
      let u = Double(column + 1)
      let next = u >= b ? u - middle : (u - a) * (u - a) * halfInverse
      differences[row * stride + column] += Float(drop * (next - 2 * here + before))
      before = here
      here = next
    }
  }

  /// Calls `paint(row, column, coverage)` for the covered pixels in reading order, and forgets the shape.
  mutating func sweep(_ paint: (_ row: Int, _ column: Int, _ coverage: Float) -> Void) {
    for row in touchedRows {
      guard lastColumn[row] >= 0 else { continue }
      var sum: Float = 0
      for column in firstColumn[row]...lastColumn[row] {
        sum += differences[row * stride + column]
        differences[row * stride + column] = 0
        let coverage = min(1, abs(sum))
        if coverage > 1 / 1024, column < width { paint(row, column, coverage) }
      }
      firstColumn[row] = Int.max
      lastColumn[row] = -1
    }
    touchedRows = 0..<0
  }
}

/// A point of a picture in pixels, x to the right, y down; pixel centres are at integers.
package struct Point: Sendable, Hashable {
  package var x: Double
  package var y: Double

  package init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  package var isFinite: Bool { x.isFinite && y.isFinite }

  /// The same point where the picture begins at 0, not at −½, and with harmless coordinates.
  fileprivate var inRasterCoordinates: Point {
    Point(x: max(-1e7, min(1e7, x)) + 0.5, y: max(-1e7, min(1e7, y)) + 0.5)
  }
}
