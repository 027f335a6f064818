/// The strongest points of a picture, spread over it.
///
/// The picture is divided into cells. Each has a few places of its own, however faint its points are beside others, so that a pale
/// thing in a colourful scene is seen at all; the next places go to the strongest points of cells that do not have their full
/// share yet, so that one bush or one page of print cannot take all; and what is left to the strongest of the rest wherever they
/// are, so that a picture with points in one corner only still fills its places.
struct SpatialSelection {
  /// Cells along the longer side.
  static let cellsAlongLongerSide = 20
  /// A cell's own places and its full share, as multiples of the mean number of places a cell.
  static let ownOverMean = 0.5
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
    let mean = Double(limit) / Double(columns * rows)
    let own = Int((Self.ownOverMean * mean).rounded(.down))
    let share = Int((Self.shareOverMean * mean).rounded(.up))

    var taken = [Int](repeating: 0, count: columns * rows)
    var tiers: [[Int]] = [[], [], []]
    for index in ranked {
      let column = min(columns - 1, max(0, Int(points[index].x / cellSide)))
      let row = min(rows - 1, max(0, Int(points[index].y / cellSide)))
      taken[row * columns + column] += 1
      let count = taken[row * columns + column]
      tiers[count <= own ? 0 : count <= share ? 1 : 2].append(index)
    }
    return tiers.joined().prefix(limit).sorted { Self.precedes(points[$0], $0, points[$1], $1) }
  }

  private static func precedes(_ a: Point, _ i: Int, _ b: Point, _ j: Int) -> Bool {
    if a.strength != b.strength { return a.strength > b.strength }
    if a.y != b.y { return a.y < b.y }
    if a.x != b.x { return a.x < b.x }
    if a.scale != b.scale { return a.scale < b.scale }
    return i < j
  }
}
