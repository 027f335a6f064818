/// Histograms of oriented gradients (Dalal & Triggs 2005), of lines instead of gradients, with square roots.
///
/// Directions are counted in the cells of a grid; each two by two neighbouring cells are a block, brought to the length 1 so
/// that a part with few lines says as much as one with many; then come the square roots.
package struct OrientedGradients: DrawingDescriptor {
  package let name = "hog"
  /// Cells on a side.
  private let side: Int
  private let directionCount: Int

  /// With a side of 2 cells or more.
  package init(side: Int = 7, directionCount: Int = 9) {
    precondition(side >= 2, "a block has two cells on a side")
    self.side = side
    self.directionCount = directionCount
  }

  package var dimension: Int { (side - 1) * (side - 1) * 4 * directionCount }

  /// Of a block's length, in shares of the usual line: a block with a few stray points is not made a full one.
  private static let faintness: Float = 0.1

  package func vector(of lines: LineDrawing) -> [Float] {
    var grid = OrientationGrid(side: side, directionCount: directionCount)
    // In lengths of a cell, so that a line through one counts about 1.
    let placed = PlacedLines(lines)
    guard let box = lines.bounds, !placed.isEmpty else { return [Float](repeating: 0, count: dimension) }
    let longest = Float(max(box.right - box.left, box.bottom - box.top) + 1)
    let unit = Float(side) / longest
    for point in placed.points {
      grid.add(point.length * unit, x: point.x, y: point.y, direction: point.direction)
    }
    return DescriptorVector.rooted(blocks(of: grid))
  }

  private func blocks(of grid: OrientationGrid) -> [Float] {
    var result: [Float] = []
    result.reserveCapacity(dimension)
    for row in 0..<side - 1 {
      for column in 0..<side - 1 {
        var block: [Float] = []
        for (over, down) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
          block += grid.directions(column: column + over, row: row + down)
        }
        let length = (block.reduce(0) { $0 + $1 * $1 } + Self.faintness * Self.faintness).squareRoot()
        result += block.map { $0 / length }
      }
    }
    return result
  }
}
