/// How much of the lines goes which way in each cell of a grid over the unit square.
///
/// A vote is shared by the two nearest directions and the four nearest cells, so that a line that moves or turns a little
/// changes the counts a little. What lies beyond the outermost cells' centres is wholly theirs.
struct OrientationGrid {
  /// Cells on a side.
  let side: Int
  /// Directions of half a turn; the first is centred on the x axis.
  let directionCount: Int
  /// By cell, row after row; the directions of a cell beside each other.
  private(set) var counts: [Float]

  init(side: Int, directionCount: Int) {
    precondition(side > 0 && directionCount > 0, "a grid has cells and directions")
    self.side = side
    self.directionCount = directionCount
    counts = [Float](repeating: 0, count: side * side * directionCount)
  }

  /// x and y of the unit square; the direction in radians, 0 ≤ direction ≤ π.
  mutating func add(_ vote: Float, x: Float, y: Float, direction: Float) {
    let turn = Share(direction / .pi * Float(directionCount))
    let (first, second) = (turn.lower % directionCount, (turn.lower + 1) % directionCount)
    for (cell, share) in cells(x: x, y: y) {
      let place = cell * directionCount
      counts[place + first] += vote * share * (1 - turn.ofUpper)
      counts[place + second] += vote * share * turn.ofUpper
    }
  }

  /// The directions of a cell.
  func directions(column: Int, row: Int) -> ArraySlice<Float> {
    let place = (row * side + column) * directionCount
    return counts[place..<place + directionCount]
  }

  private func cells(x: Float, y: Float) -> [(cell: Int, share: Float)] {
    GridShares.cells(x: x, y: y, side: side)
  }
}

/// Between two whole numbers: the lower one, and how much belongs to the one above.
struct Share {
  let lower: Int
  let ofUpper: Float

  /// Of a number of 0 or more.
  init(_ number: Float) {
    lower = Int(number)
    ofUpper = number - Float(lower)
  }
}

/// The cells of a grid over the unit square that a place belongs to.
enum GridShares {
  /// The four nearest, with shares that sum to one; a cell comes twice where there is none on the other side.
  static func cells(x: Float, y: Float, side: Int) -> [(cell: Int, share: Float)] {
    let across = Share(clamped(x, side))
    let down = Share(clamped(y, side))
    let right = min(across.lower + 1, side - 1)
    let below = min(down.lower + 1, side - 1)
    return [
      (down.lower * side + across.lower, (1 - across.ofUpper) * (1 - down.ofUpper)),
      (down.lower * side + right, across.ofUpper * (1 - down.ofUpper)),
      (below * side + across.lower, (1 - across.ofUpper) * down.ofUpper),
      (below * side + right, across.ofUpper * down.ofUpper),
    ]
  }

  /// In cells, counted from the first one's centre.
  private static func clamped(_ place: Float, _ side: Int) -> Float {
    max(0, min(Float(side - 1), place * Float(side) - 0.5))
  }
}
