/// A projective map of the plane: a 3 × 3 matrix, row by row, that takes (x, y, 1) to a multiple of the new point.
struct ProjectiveMap: Sendable, Equatable {
  /// Nine numbers.
  let rows: [Double]

  static let identity = ProjectiveMap(rows: [1, 0, 0, 0, 1, 0, 0, 0, 1])

  static func translation(_ x: Double, _ y: Double) -> ProjectiveMap {
    ProjectiveMap(rows: [1, 0, x, 0, 1, y, 0, 0, 1])
  }

  /// The place of a point; far away for points on the horizon.
  func apply(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    let depth = rows[6] * x + rows[7] * y + rows[8]
    return (
      (rows[0] * x + rows[1] * y + rows[2]) / depth, (rows[3] * x + rows[4] * y + rows[5]) / depth
    )
  }

  /// First `other`, then this.
  func after(_ other: ProjectiveMap) -> ProjectiveMap {
    ProjectiveMap(
      rows: (0..<9).map { place in
        let (row, column) = (3 * (place / 3), place % 3)
        return rows[row] * other.rows[column] + rows[row + 1] * other.rows[column + 3]
          + rows[row + 2] * other.rows[column + 6]
      })
  }

  /// The way back, by the adjugate matrix: a multiple of the inverse, which is the same map.
  var reversed: ProjectiveMap {
    func minor(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Double { rows[a] * rows[d] - rows[b] * rows[c] }
    return ProjectiveMap(rows: [
      minor(4, 5, 7, 8), -minor(1, 2, 7, 8), minor(1, 2, 4, 5),
      -minor(3, 5, 6, 8), minor(0, 2, 6, 8), -minor(0, 2, 3, 5),
      minor(3, 4, 6, 7), -minor(0, 1, 6, 7), minor(0, 1, 3, 4),
    ])
  }
}
