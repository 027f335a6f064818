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
    let sign: Double = isDownwards ? -1 : 1
    func x(at y: Double) -> Double { top.x + (y - top.y) * slope }
    let (xFirst, xLast) = (x(at: yFirst), x(at: yLast))
    if min(xFirst, xLast) >= 0, max(xFirst, xLast) <= right {
      addInside(Point(x: xFirst, y: yFirst), Point(x: xLast, y: yLast), slope: slope, sign: sign)
      return
    }
    var cuts = [yFirst, yLast]
    for border in [0, right] where slope != 0 {
      let y = top.y + (border - top.x) / slope
      if y > yFirst, y < yLast { cuts.append(y) }
    }
    cuts.sort()
    for (from, to) in zip(cuts, cuts.dropFirst()) where from < to {
      let isInside = (0...right).contains(x(at: (from + to) / 2))
      let border: Double = x(at: (from + to) / 2) < 0 ? 0 : right
      let xFrom = isInside ? min(right, max(0, x(at: from))) : border
      let xTo = isInside ? min(right, max(0, x(at: to))) : border
      addInside(
        Point(x: xFrom, y: from), Point(x: xTo, y: to), slope: isInside ? slope : 0,
        sign: sign)
    }
  }

  /// Adds an edge that lies within the picture, `start` above `end`.
  private mutating func addInside(_ start: Point, _ end: Point, slope: Double, sign: Double) {
    let rows = Int(start.y)..<min(height, Int(end.y.rounded(.up)))
    guard !rows.isEmpty else { return }
    touchedRows =
      touchedRows.isEmpty
      ? rows : min(rows.lowerBound, touchedRows.lowerBound)..<max(rows.upperBound, touchedRows.upperBound)
    let (width, stride) = (Double(self.width), self.stride)
    differences.withUnsafeMutableBufferPointer { differences in
      firstColumn.withUnsafeMutableBufferPointer { firstColumn in
        lastColumn.withUnsafeMutableBufferPointer { lastColumn in
          var x = start.x
          for row in rows {
            let drop = min(Double(row + 1), end.y) - max(Double(row), start.y)
            let next = min(width, max(0, x + slope * drop))
            let (a, b) = (min(x, next), max(x, next))
            let columns = Int(a)...Int(b) + 1
            firstColumn[row] = min(firstColumn[row], columns.lowerBound)
            lastColumn[row] = max(lastColumn[row], columns.upperBound)
            Self.addPart(
              of: differences, rowStart: row * stride, columns: columns, from: a, to: b, drop: sign * drop)
            x = next
          }
        }
      }
    }
  }

  /// Adds the differences of an edge's part in one row: second differences of G.
  @inline(__always)
  private static func addPart(
    of differences: UnsafeMutableBufferPointer<Float>, rowStart: Int, columns: ClosedRange<Int>,
    from a: Double,
    to b: Double, drop: Double
  ) {
    let middle = (a + b) / 2
    let first = rowStart + columns.lowerBound
    if columns.count == 2 {
      let share = Double(columns.upperBound) - middle
      differences[first] += Float(drop * share)
      differences[first + 1] += Float(drop * (1 - share))
      return
    }
    let halfInverse = 0.5 / (b - a)
    var before = 0.0
    var here = 0.0
    for column in columns {
      let u = Double(column + 1)
      let next = u >= b ? u - middle : (u - a) * (u - a) * halfInverse
      differences[rowStart + column] += Float(drop * (next - 2 * here + before))
      before = here
      here = next
    }
  }

  /// Calls `paint(row, columns, differences)` for each row that is touched, and forgets the shape. `differences`
  /// begins at the first of the columns; `paint` sums them up and sets them to zero.
  @inline(__always)
  mutating func sweep(
    _ paint: (_ row: Int, _ columns: Range<Int>, _ differences: UnsafeMutablePointer<Float>) -> Void
  ) {
    let (width, stride) = (self.width, self.stride)
    differences.withUnsafeMutableBufferPointer { differences in
      guard let base = differences.baseAddress else { return }
      for row in touchedRows where lastColumn[row] >= 0 {
        let first = min(firstColumn[row], width)
        paint(row, first..<max(first, min(width, lastColumn[row] + 1)), base + row * stride + first)
        // What lies at and beyond the right border is never seen.
        if lastColumn[row] >= width {
          for column in width...lastColumn[row] { base[row * stride + column] = 0 }
        }
        firstColumn[row] = Int.max
        lastColumn[row] = -1
      }
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
