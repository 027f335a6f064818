import CKernels

/// Where a picture has lines, and which way they go: all that it takes to lay a drawing's outline over it.
///
/// Two grids over the picture's longer side, with the picture in the middle of the square. For each of eight directions a coarse one of
/// 16 × 16 cells has a bit for each cell with a line; for each bit that is set, in their order, four more bits say in which quarters of the
/// cell, so the fine grid is 32 × 32. A drawing is looked for in all coarse maps as they lie there, and in a few fine ones.
package struct LineMap: Sendable, Equatable {
  static let side = 16
  static let fineSide = 2 * side
  static let directionCount = Int(SL_DIRECTIONS)
  /// Coarse cells that a map has, at most, counted in each direction; of a picture with more those with most points are kept.
  static let mostCells = 192
  private static let coarseBytes = directionCount * side * 2
  static let quarterBytes = mostCells / 2
  package static let byteCount = coarseBytes + quarterBytes

  /// `byteCount` of them.
  let bytes: [UInt8]

  init(of lines: LineDrawing) {
    let frame = Frame(picture: lines)
    var points = [Int](repeating: 0, count: Self.directionCount * Self.fineSide * Self.fineSide)
    for point in lines.points { points[Self.place(of: point, in: frame)] += 1 }
    bytes = Self.bytes(of: points)
  }

  /// A point's fine cell, in the plane of the direction that is nearest.
  private static func place(of point: LinePoint, in frame: Frame) -> Int {
    let cell = ((frame.place(point) + frame.scale / 2) * (Float(fineSide) / Frame.side)).rounded(.down)
    let direction = Int((point.direction / .pi * Float(directionCount)).rounded()) % directionCount
    let (column, row) = (clamped(cell.x), clamped(cell.y))
    return (direction * fineSide + row) * fineSide + column
  }

  private static func clamped(_ cell: Float) -> Int { max(0, min(fineSide - 1, Int(cell))) }

  private static func bytes(of points: [Int]) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: byteCount)
    for (number, cell) in strongestCells(of: points).enumerated() {
      let (plane, row, column) = (cell / side / side, cell / side % side, cell % side)
      bytes[(plane * side + row) * 2 + column / 8] |= 1 << (column % 8)
      let upper = (plane * fineSide + 2 * row) * fineSide + 2 * column
      let quarters = [upper, upper + 1, upper + fineSide, upper + fineSide + 1].enumerated()
        .reduce(UInt8(0)) { points[$1.element] > 0 ? $0 | 1 << $1.offset : $0 }
      bytes[coarseBytes + number / 2] |= quarters << (number % 2 * 4)
    }
    return bytes
  }

  /// The coarse cells with most points, in rising order.
  private static func strongestCells(of points: [Int]) -> [Int] {
    var cells = [Int](repeating: 0, count: directionCount * side * side)
    for (place, count) in points.enumerated() where count > 0 {
      let (plane, row, column) = (place / fineSide / fineSide, place / fineSide % fineSide, place % fineSide)
      cells[(plane * side + row / 2) * side + column / 2] += count
    }
    let filled = cells.indices.filter { cells[$0] > 0 }
    return filled.sorted { (cells[$1], $0) < (cells[$0], $1) }.prefix(mostCells).sorted()
  }
}
