import Core

/// Random unit vectors that are orthogonal to each other: the rows of a random rotation.
enum RandomDirections {
  /// Rows of `dimension` numbers each. More rows than dimensions cannot all be orthogonal: then each block of
  /// `dimension` rows is a rotation of its own.
  static func orthonormal(count: Int, dimension: Int, seed: UInt64) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    var rows: [[Double]] = []
    while rows.count < count {
      let firstOfBlock = rows.count / dimension * dimension
      let row = (0..<dimension).map { _ in generator.normal() }
      if let direction = orthogonalised(row, against: rows[firstOfBlock...]) { rows.append(direction) }
    }
    return Array(rows.joined())
  }

  /// Modified Gram–Schmidt, done twice: once leaves errors where much was taken away. `nil` for a row that lies
  /// nearly in the space of the others, whose rest would be noise.
  private static func orthogonalised(_ row: [Double], against others: ArraySlice<[Double]>) -> [Double]? {
    var rest = row
    for _ in 0..<2 {
      for other in others {
        let share = product(rest, other)
        for i in rest.indices { rest[i] -= share * other[i] }
      }
    }
    let length = product(rest, rest).squareRoot()
    guard length > 1e-3 * product(row, row).squareRoot() else { return nil }
    return rest.map { $0 / length }
  }

  private static func product(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
