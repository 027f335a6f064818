/// How much of a drawing's lines lies around each cell of a grid and goes which way. Each point is shared by the four nearest cells and
/// the two nearest directions.
struct LineVotes {
  /// A cell, counted from the drawing's middle, and a direction.
  struct Place: Sendable, Equatable {
    let column: Int
    let row: Int
    let direction: Int
  }

  private let side: Int
  private var votes: [Float]

  /// The drawing stands in the middle of its frame, which has `side` cells on a side.
  init(of lines: LineDrawing, in frame: Frame, side: Int) {
    self.side = side
    votes = [Float](repeating: 0, count: LineMap.directionCount * side * side)
    let cell = Float(side) / Frame.side
    for point in lines.points {
      let place = frame.place(point) * cell - 0.5
      let turn = point.direction / .pi * Float(LineMap.directionCount)
      let corner = place.rounded(.down)
      let beyond = place - corner
      let way = turn.rounded(.down)
      add(Int(corner.x), Int(corner.y), beyond, to: Int(way), weight: 1 - (turn - way))
      add(Int(corner.x), Int(corner.y), beyond, to: Int(way) + 1, weight: turn - way)
    }
  }

  private mutating func add(_ x: Int, _ y: Int, _ beyond: SIMD2<Float>, to way: Int, weight: Float) {
    let plane = way % LineMap.directionCount
    for (row, below) in [(y, 1 - beyond.y), (y + 1, beyond.y)] where (0..<side).contains(row) {
      for (column, right) in [(x, 1 - beyond.x), (x + 1, beyond.x)] where (0..<side).contains(column) {
        votes[(plane * side + row) * side + column] += weight * below * right
      }
    }
  }

  /// Cells and directions with at least so many points, and no fewer than the same cell has in the directions beside; direction by
  /// direction, each from top to bottom.
  func ridges(atLeast least: Float) -> [Place] {
    votes.indices.compactMap { place in
      let vote = votes[place]
      guard vote > least, vote >= turned(place, by: 1), vote >= turned(place, by: -1) else { return nil }
      let (way, cell) = (place / (side * side), place % (side * side))
      return Place(column: cell % side - side / 2, row: cell / side - side / 2, direction: way)
    }
  }

  /// What the same cell has in a direction beside.
  private func turned(_ place: Int, by ways: Int) -> Float {
    votes[(place + ways * side * side + votes.count) % votes.count]
  }
}
