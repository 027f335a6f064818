/// Where a drawing is tried in a picture: how large, and where its middle is.
package struct DrawingPlacement: Sendable, Equatable {
  /// The longer side of the drawing's box, as a share of the picture's longer side.
  let share: Float
  /// From the picture's middle, in cells of the grid.
  let columns: Int
  let rows: Int

  /// How large drawings are looked for, from nearly the whole picture to a third of it.
  static let shares: [Float] = [0.94, 0.79, 0.66, 0.55, 0.46, 0.38]

  /// Those that take the whole picture: what stands in a drawing is all that may stand in the picture.
  static let whole = around(share: shares[0], step: 1)

  /// Those that take a part, of which the rest of the picture doesn't matter.
  static let part =
    around(share: shares[2], step: 1) + around(share: shares[4], step: 2)
    + [(-1, -1), (1, -1), (-1, 1), (1, 1)].map {
      DrawingPlacement(share: shares[4], columns: $0.0, rows: $0.1)
    }

  var takesWhole: Bool { share == Self.shares[0] }

  /// All that are tried in every picture, 31 of them.
  static let all = whole + part

  private static func around(share: Float, step: Int) -> [DrawingPlacement] {
    [-step, 0, step].flatMap { row in
      [-step, 0, step].map { DrawingPlacement(share: share, columns: $0, rows: row) }
    }
  }

  /// How much of a cell of the grid lies in the drawing's box, which has sides of at most 1.
  func inside(column: Int, row: Int, boxWidth: Float, boxHeight: Float) -> Float {
    let side = Float(KeyshapeGrid.side)
    func overlap(_ cell: Int, _ shift: Int, _ extent: Float) -> Float {
      let middle = side / 2 + Float(shift)
      let half = extent * share * side / 2
      return max(0, min(Float(cell + 1), middle + half) - max(Float(cell), middle - half))
    }
    return overlap(column, columns, boxWidth) * overlap(row, rows, boxHeight)
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
