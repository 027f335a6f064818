/// A small system of linear equations A x = b, solved by elimination with pivots.
struct LinearSystem {
  private let size: Int
  /// Row by row, the right side behind each row.
  private var rows: [Double]

  init(size: Int) {
    self.size = size
    rows = [Double](repeating: 0, count: size * (size + 1))
  }

  /// Adds one equation of a least squares problem, Σ coefficients[i] x[i] = value, with a weight, to the normal equations.
  mutating func add(_ coefficients: [Double], equals value: Double, weight: Double) {
    for i in 0..<size where coefficients[i] != 0 {
      let factor = weight * coefficients[i]
      for j in 0..<size { rows[i * (size + 1) + j] += factor * coefficients[j] }
      rows[i * (size + 1) + size] += factor * value
    }
  }

  /// `nil` when the equations do not decide all unknowns.
  consuming func solution() -> [Double]? {
    let width = size + 1
    let greatest = rows.reduce(0) { max($0, abs($1)) }
    for column in 0..<size {
      var pivot = column
      for row in column..<size where abs(rows[row * width + column]) > abs(rows[pivot * width + column]) {
        pivot = row
      }
      guard abs(rows[pivot * width + column]) > 1e-11 * greatest else { return nil }
      if pivot != column {
        for k in 0..<width { rows.swapAt(pivot * width + k, column * width + k) }
      }
      for row in 0..<size where row != column {
        let factor = rows[row * width + column] / rows[column * width + column]
        guard factor != 0 else { continue }
        for k in column..<width { rows[row * width + k] -= factor * rows[column * width + k] }
      }
    }
    let solution = (0..<size).map { rows[$0 * width + size] / rows[$0 * width + $0] }
    return solution.allSatisfy(\.isFinite) ? solution : nil
  }
}
