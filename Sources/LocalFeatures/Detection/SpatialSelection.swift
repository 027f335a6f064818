/// The strongest points of a picture, spread over it.
///
/// The picture is divided into cells, and each has a share of the places: first every cell's strongest points up to that
/// share, then, for the places that are left, the strongest of the rest wherever they are. One bush or one page of print
/// cannot take all places, and a picture with points in one corner only still fills them.
struct SpatialSelection {
  /// Cells along the longer side.
  static let cellsAlongLongerSide = 20
  /// A cell's share is this many times the mean number of places a cell.
  static let shareOverMean = 2.0

  struct Point {
    let x, y, scale, strength: Float
  }

  let width: Float
  let height: Float

  /// The indices of at most `limit` points, strongest first. Ties are broken by place and scale, then by index, so that the
  /// answer does not depend on how points were found.
  func strongest(_ limit: Int, of points: [Point]) -> [Int] {
    let ranked = points.indices.sorted { Self.precedes(points[$0], $0, points[$1], $1) }
    guard points.count > limit else { return ranked }
    let cellSide = max(width, height) / Float(Self.cellsAlongLongerSide)
    let columns = max(1, Int((width / cellSide).rounded(.up)))
    let rows = max(1, Int((height / cellSide).rounded(.up)))
    let share = Int((Self.shareOverMean * Double(limit) / Double(columns * rows)).rounded(.up))

    var taken = [Int](repeating: 0, count: columns * rows)
    var within: [Int] = []
    var beyond: [Int] = []
    for index in ranked {
      let column = min(columns - 1, max(0, Int(points[index].x / cellSide)))
      let row = min(rows - 1, max(0, Int(points[index].y / cellSide)))
      taken[row * columns + column] += 1
      if taken[row * columns + column] <= share { within.append(index) } else { beyond.append(index) }
    }
    let chosen = within.prefix(limit) + beyond.prefix(max(0, limit - within.count))
    return chosen.sorted { Self.precedes(points[$0], $0, points[$1], $1) }
  }

  private static func precedes(_ a: Point, _ i: Int, _ b: Point, _ j: Int) -> Bool {
    if a.strength != b.strength { return a.strength > b.strength }
    if a.y != b.y { return a.y < b.y }
    if a.x != b.x { return a.x < b.x }
    if a.scale != b.scale { return a.scale < b.scale }
    return i < j
  }
}
