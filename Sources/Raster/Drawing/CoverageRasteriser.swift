/// From outlines to the share of every pixel that they cover, exactly.
///
/// Walking along one row of pixels, the covered share of a pixel is the sum of what the edges to its left
/// contribute, so an edge needs to leave only *differences* in the few columns that it crosses; summing them
/// from the left gives the coverage. For the part of an edge that lies in one row, with height d and x
/// uniform in [a, b], let G(u) be the mean of max(0, u − x). Column c then has the coverage d·(G(c + 1) −
/// G(c)), and its difference to the column before is the second difference of G.
///
/// An outline that turns the other way cancels: rings are two outlines. Outlines that turn the same way and
/// overlap are joined, since coverage is cut off at 1.
///
/// A shape is worked out in a frame of its own, the box around it, packed at the beginning of memory that is
/// reserved once: small shapes anywhere on a large picture then stay in the nearest cache (in a plane as
/// large as the picture, half of the time went into waiting for memory). All of it is zero between two
/// shapes.
final class CoverageRasteriser {
  private let pictureWidth: Int
  private let pictureHeight: Int
  private let differences: UnsafeMutablePointer<Float>
  /// How many of them have been set to zero so far; most pictures never need more than the beginning.
  private var readyCount = 0
  /// The columns of each row that hold differences.
  private let spans: UnsafeMutablePointer<Span>
  private var frame = Frame()

  /// The part of the box around a shape that lies in the picture.
  private struct Frame {
    var left = 0
    var top = 0
    var width = 0
    var height = 0
    /// Columns of a row: more than the frame has, since edges on its right border end there.
    var stride: Int { width + 3 }
  }

  /// Empty, with the first above the last, where nothing was added.
  private struct Span {
    var first = Int32.max
    var last: Int32 = -1
  }

  init(width: Int, height: Int) {
    pictureWidth = width
    pictureHeight = height
    differences = .allocate(capacity: (width + 3) * height)
    spans = .allocate(capacity: height)
    spans.initialize(repeating: Span(), count: height)
  }

  deinit {
    differences.deallocate()
    spans.deallocate()
  }

  /// Takes up a shape of closed outlines. Points are in pixels with pixel centres at integers; an outline
  /// with a coordinate that is not finite is left out, and those beyond ±10⁷ are moved there.
  func load(_ outlines: [[Point]]) {
    frame = Frame()
    guard let (low, high) = Self.bounds(of: outlines) else { return }
    let right = min(pictureWidth, Int(high.x) + 1)
    let bottom = min(pictureHeight, Int(high.y) + 1)
    frame.left = max(0, Int(low.x))
    frame.top = max(0, Int(low.y))
    guard high.x > 0, high.y > 0, frame.left < right, frame.top < bottom else { return }
    frame.width = right - frame.left
    frame.height = bottom - frame.top
    let needed = frame.stride * frame.height
    if needed > readyCount {
      (differences + readyCount).initialize(repeating: 0, count: needed - readyCount)
      readyCount = needed
    }
    for outline in outlines where Self.isShape(outline) { add(outline) }
  }

  private static func isShape(_ outline: [Point]) -> Bool {
    outline.count > 2 && outline.allSatisfy(\.isFinite)
  }

  /// The box around all outlines, in raster coordinates.
  private static func bounds(of outlines: [[Point]]) -> (low: Point, high: Point)? {
    var low = Point(x: .infinity, y: .infinity)
    var high = Point(x: -.infinity, y: -.infinity)
    for outline in outlines where isShape(outline) {
      for point in outline {
        low = Point(x: min(low.x, point.x), y: min(low.y, point.y))
        high = Point(x: max(high.x, point.x), y: max(high.y, point.y))
      }
    }
    return low.isFinite ? (low.inRasterCoordinates, high.inRasterCoordinates) : nil
  }

  private func add(_ outline: [Point]) {
    let (left, top) = (Double(frame.left), Double(frame.top))
    func inFrame(_ point: Point) -> Point {
      let p = point.inRasterCoordinates
      return Point(x: p.x - left, y: p.y - top)
    }
    var previous = inFrame(outline[outline.count - 1])
    for point in outline {
      let current = inFrame(point)
      addEdge(from: previous, to: current)
      previous = current
    }
  }

  /// Cuts the edge to the rows of the frame.
  private func addEdge(from start: Point, to end: Point) {
    guard start.y != end.y else { return }
    let isDownwards = start.y < end.y
    let (top, bottom) = isDownwards ? (start, end) : (end, start)
    let yFirst = max(0, top.y)
    let yLast = min(Double(frame.height), bottom.y)
    guard yFirst < yLast else { return }
    let edge = Edge(start: top, slope: (bottom.x - top.x) / (bottom.y - top.y), sign: isDownwards ? -1 : 1)
    let (xFirst, xLast) = (edge.x(at: yFirst), edge.x(at: yLast))
    if min(xFirst, xLast) >= 0, max(xFirst, xLast) <= Double(frame.width) {
      addInside(fromX: xFirst, y: yFirst, toY: yLast, slope: edge.slope, sign: edge.sign)
    } else {
      addCut(edge, from: yFirst, to: yLast)
    }
  }

  /// An edge, `start` being its upper end. What it adds to the coverage on its right has the sign `sign`.
  private struct Edge {
    let start: Point
    let slope: Double
    let sign: Double

    func x(at y: Double) -> Double { start.x + (y - start.y) * slope }
  }

  /// Adds an edge that leaves the frame at a side: its parts beyond the side are moved onto it.
  private func addCut(_ edge: Edge, from yFirst: Double, to yLast: Double) {
    let right = Double(frame.width)
    var cuts = [yFirst, yLast]
    for border in [0, right] where edge.slope != 0 {
      let y = edge.start.y + (border - edge.start.x) / edge.slope
      if y > yFirst, y < yLast { cuts.append(y) }
    }
    cuts.sort()
    for (from, to) in zip(cuts, cuts.dropFirst()) where from < to {
      let middle = edge.x(at: (from + to) / 2)
      let isInside = (0...right).contains(middle)
      let x = isInside ? min(right, max(0, edge.x(at: from))) : (middle < 0 ? 0 : right)
      addInside(fromX: x, y: from, toY: to, slope: isInside ? edge.slope : 0, sign: edge.sign)
    }
  }

  /// Adds an edge that lies within the frame, from its upper end at (x, y) down to `yEnd`.
  private func addInside(fromX start: Double, y: Double, toY yEnd: Double, slope: Double, sign: Double) {
    let lastRow = Int(yEnd)
    let rows = Int(y)..<(Double(lastRow) < yEnd ? lastRow &+ 1 : lastRow)
    let right = Double(frame.width)
    let stride = frame.stride
    var x = start
    var column = Int32(x)
    var top = y
    var rowStart = differences + rows.lowerBound &* stride
    for row in rows {
      let rowEnd = Double(row &+ 1)
      let bottom = rowEnd < yEnd ? rowEnd : yEnd
      let drop = bottom - top
      let next = min(right, max(0, x + slope * drop))
      let (a, b) = x < next ? (x, next) : (next, x)
      let nextColumn = Int32(next)
      let first = min(column, nextColumn)
      let last = max(first &+ 2, max(column, nextColumn) &+ 1)
      spans[row].first = min(spans[row].first, first)
      spans[row].last = max(spans[row].last, last)
      Self.addPart(of: rowStart, first: Int(first), last: Int(last), from: a, to: b, drop: sign * drop)
      (x, column, top) = (next, nextColumn, rowEnd)
      rowStart += stride
    }
  }

  /// Adds the differences of an edge's part in one row: second differences of G. Most edges cross one border
  /// between columns at most and take the way without branches, which small shapes would mispredict.
  @inline(__always)
  private static func addPart(
    of row: UnsafeMutablePointer<Float>, first: Int, last: Int, from a: Double, to b: Double, drop: Double
  ) {
    if last &- first <= 2 {
      let breadth = max(b - a, 1e-9)
      let room = Double(first &+ 1) - a
      let part = min(room, breadth)
      let g1 = part * (room - 0.5 * part) / breadth
      let g2 = Double(first &+ 2) - (a + b) * 0.5
      row[first] += Float(drop * g1)
      row[first &+ 1] += Float(drop * (g2 - 2 * g1))
      row[first &+ 2] += Float(drop * (1 - g2 + g1))
      return
    }
    let middle = (a + b) / 2
    let halfInverse = 0.5 / (b - a)
    var before = 0.0
    var here = 0.0
    for column in first...last {
      let u = Double(column &+ 1)
      let next = u >= b ? u - middle : (u - a) * (u - a) * halfInverse
      row[column] += Float(drop * (next - 2 * here + before))
      before = here
      here = next
    }
  }

  /// Calls `paint(row, columns, differences)` for each row of the picture that the shape touches, and forgets
  /// the shape. `differences` begins at the first of the columns; `paint` sums them up and sets them to zero.
  @inline(__always)
  func sweep(
    _ paint: (_ row: Int, _ columns: Range<Int>, _ differences: UnsafeMutablePointer<Float>) -> Void
  ) {
    let width = frame.width
    for row in 0..<frame.height where spans[row].last >= 0 {
      let (first, last) = (min(Int(spans[row].first), width), Int(spans[row].last))
      let rowStart = differences + row &* frame.stride
      let columns = frame.left + first..<frame.left + max(first, min(width, last + 1))
      paint(frame.top + row, columns, rowStart + first)
      // What lies at and beyond the right border is never seen.
      if last >= width { for column in width...last { rowStart[column] = 0 } }
      spans[row] = Span()
    }
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
