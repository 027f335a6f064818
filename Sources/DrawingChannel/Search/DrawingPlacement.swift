/// Where a drawing is tried in a picture that it may be like as a whole.
package struct DrawingPlacement: Sendable, Equatable {
  /// The longer side of the drawing's box, as a share of the picture's longer side.
  static let share = OutlineFit.shares[0]

  /// From the picture's middle, in cells of the grid.
  let columns: Int
  let rows: Int

  /// In the middle, and a cell beside it on each side.
  static let all = [-1, 0, 1].flatMap { row in
    [-1, 0, 1].map { DrawingPlacement(columns: $0, rows: row) }
  }
}

/// A box in a picture, in shares of its longer side: the origin is the picture's middle.
package struct DrawnBox: Sendable, Hashable {
  package let left: Float
  package let top: Float
  package let width: Float
  package let height: Float

  /// The same box in a picture of a size, cut at its borders; whole pixels, ends excluded.
  package func pixels(width pictureWidth: Int, height pictureHeight: Int) -> (
    left: Int, top: Int, width: Int, height: Int
  ) {
    let longest = Float(max(pictureWidth, pictureHeight))
    func range(_ start: Float, _ extent: Float, _ side: Int) -> (Int, Int) {
      let first = Int((Float(side) / 2 + start * longest).rounded(.down))
      let end = Int((Float(side) / 2 + (start + extent) * longest).rounded(.up))
      let low = max(0, min(side - 1, first))
      return (low, max(1, min(side, end) - low))
    }
    let (x, columns) = range(left, width, pictureWidth)
    let (y, rows) = range(top, height, pictureHeight)
    return (x, y, columns, rows)
  }
}
