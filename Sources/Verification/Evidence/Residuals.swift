import Core

/// How far each correspondence is from obeying a map: the greater of the distances in the two pictures, in units of each; infinite
/// where sizes contradict the map.
struct Residuals {
  typealias Lanes = CorrespondenceColumns.Lanes

  /// Squared, and those of the padding infinite.
  private let squares: [Lanes]

  init(_ map: PlaneTransform, _ columns: CorrespondenceColumns) {
    squares = map.isAffine ? Self.affine(map, columns) : Self.projective(map, columns)
  }

  /// One scale for all places.
  private static func affine(_ map: PlaneTransform, _ columns: CorrespondenceColumns) -> [Lanes] {
    let scale = abs(map.determinant).squareRoot()
    let size = Float(binaryLogarithm(max(1e-9, scale)))
    // A distance in the second picture is one of 1 / scale in the first.
    let growth = Float(1 / min(1, scale * scale))
    let (xx, xy, x1) = (Float(map.xx), Float(map.xy), Float(map.x1))
    let (yx, yy, y1) = (Float(map.yx), Float(map.yy), Float(map.y1))
    return columns.weight.indices.map { block in
      let (x, y) = (columns.firstX[block], columns.firstY[block])
      let dx = x * xx + y * xy + (x1 - columns.secondX[block])
      let dy = x * yx + y * yy + (y1 - columns.secondY[block])
      let octaves = columns.firstSize[block] + (size - columns.secondSize[block])
      let square = (dx * dx + dy * dy) * growth
      let limit = columns.octaves[block]
      let isRight = (octaves .< limit) .& (octaves .> -limit)
      return square.replacing(with: .infinity, where: .!(isRight .& (columns.weight[block] .> 0)))
    }
  }

  /// The scale differs from place to place: areas grow by |det| / depth³.
  private static func projective(_ map: PlaneTransform, _ columns: CorrespondenceColumns) -> [Lanes] {
    let determinant = Float(abs(map.determinant))
    let (xx, xy, x1) = (Float(map.xx), Float(map.xy), Float(map.x1))
    let (yx, yy, y1) = (Float(map.yx), Float(map.yy), Float(map.y1))
    let (px, py, p1) = (Float(map.px), Float(map.py), Float(map.p1))
    return columns.weight.indices.map { block in
      let (x, y) = (columns.firstX[block], columns.firstY[block])
      let depth = x * px + y * py + p1
      let near = 1 / depth
      let dx = (x * xx + y * xy + x1) * near - columns.secondX[block]
      let dy = (x * yx + y * yy + y1) * near - columns.secondY[block]
      let area = determinant * near * near * near
      let square = (dx * dx + dy * dy) / area.replacing(with: 1, where: area .> 1)
      // 4^octaves: the ratio of areas, compared without a logarithm.
      let growth = area * columns.areaRatio[block]
      let limit = columns.areaFactor[block]
      let isRight = (depth .> 1e-3) .& (growth .< limit) .& (growth .> 1 / limit)
      return square.replacing(with: .infinity, where: .!(isRight .& (columns.weight[block] .> 0)))
    }
  }

  /// Calls `body` with each correspondence that obeys within a tolerance, and with its closeness, reduced by how far off it is.
  func forEach(
    within tolerance: Float, _ columns: CorrespondenceColumns, _ body: (_ index: Int, _ weight: Float) -> Void
  ) {
    let square = tolerance * tolerance
    for block in squares.indices {
      guard any(squares[block] .< square) else { continue }
      for lane in 0..<8 where squares[block][lane] < square {
        body(8 * block + lane, columns.weight[block][lane] * (1 - squares[block][lane] / square))
      }
    }
  }
}
