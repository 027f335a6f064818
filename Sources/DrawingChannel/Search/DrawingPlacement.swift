import Glibc
let hm = getenv("HM").map { Float(String(cString: $0)) ?? 1 } ?? 1
/// Where a drawing is tried in a picture: how large, and where its middle is.
package struct DrawingPlacement: Sendable, Equatable {
  /// The longer side of the drawing's box, as a share of the picture's longer side.
  let share: Float
  /// From the picture's middle, in cells of the grid.
  let columns: Int
  let rows: Int

  /// How large drawings are looked for, from nearly the whole picture to a third of it.
  static let shares: [Float] = [0.94, 0.79, 0.66, 0.55, 0.46, 0.38]

  /// All that are tried in every picture, 31 of them.
  static let all: [DrawingPlacement] =
    around(share: shares[0], step: 1) + around(share: shares[2], step: 1) + around(share: shares[4], step: 2)
    + [(-1, -1), (1, -1), (-1, 1), (1, 1)].map {
      DrawingPlacement(share: shares[4], columns: $0.0, rows: $0.1)
    }

  private static func around(share: Float, step: Int) -> [DrawingPlacement] {
    [-step, 0, step].flatMap { row in
      [-step, 0, step].map { DrawingPlacement(share: share, columns: $0, rows: row) }
    }
  }

  /// What is taken from a score: there are more places for a small drawing, and one of them may fit by chance.
  var handicap: Float { hm * (share == Self.shares[0] ? 0 : share == Self.shares[2] ? 0.04 : 0.08) }
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
