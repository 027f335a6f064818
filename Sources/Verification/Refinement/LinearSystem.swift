/// A small system of linear equations A x = b of up to eight unknowns, solved by elimination with pivots.
struct LinearSystem {
  typealias Row = SIMD8<Double>

  private let size: Int
  /// A, and b beside it; behind `size` there is nothing.
  private var rows: [Row]
  private var right: [Double]

  init(size: Int) {
    precondition((1...8).contains(size), "a row holds up to eight numbers")
    self.size = size
    rows = [Row](repeating: .zero, count: size)
    right = [Double](repeating: 0, count: size)
  }

  /// Adds one equation of a least squares problem, Σ coefficients[i] x[i] = value, with a weight, to the normal equations.
  mutating func add(_ coefficients: Row, equals value: Double, weight: Double) {
    for i in 0..<size {
      let factor = weight * coefficients[i]
      rows[i] += factor * coefficients
      right[i] += factor * value
    }
  }

  /// `nil` when the equations do not decide all unknowns.
  consuming func solution() -> [Double]? {
    let greatest = rows.reduce(0) { max($0, $1.max(), -$1.min()) }
    for column in 0..<size {
      let pivot = (column..<size).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
      guard abs(rows[pivot][column]) > 1e-11 * greatest else { return nil }
      rows.swapAt(pivot, column)
      right.swapAt(pivot, column)
      for row in 0..<size where row != column {
        let factor = rows[row][column] / rows[column][column]
        rows[row] -= factor * rows[column]
        right[row] -= factor * right[column]
      }
    }
    let solution = (0..<size).map { right[$0] / rows[$0][$0] }
    return solution.allSatisfy(\.isFinite) ? solution : nil
  }
}
