import Core

extension GaussianMixture {
  /// What came of expectation–maximisation.
  package struct Trained: Sendable {
    package let mixture: GaussianMixture
    /// The mean logarithm of the density before each round; it rises.
    package let meanLogarithms: [Double]
  }

  /// Rows that are summed up in single precision before they go into a sum in double.
  private static let chunkRows = 2048

  /// Rounds of expectation–maximisation from the clusters around `centres`, which every row belongs to by `assignment`. The same for any
  /// number of jobs.
  ///
  /// No variance falls below a hundredth of the mean one, so that no Gaussian shrinks around a few equal descriptors.
  package static func train(
    on rows: Matrix<Float>, centres: Matrix<Float>, assignment: [UInt32], rounds: Int, jobs: Int
  ) -> Trained {
    let floor = leastVariance(of: rows, jobs: jobs)
    var mixture = start(rows, centres, assignment, floor: floor)
    var logarithms: [Double] = []
    for _ in 0..<rounds {
      let total = statistics(of: rows, under: mixture, jobs: jobs)
      logarithms.append(total.logarithm / Double(max(1, rows.rowCount)))
      mixture = total.maximised(from: mixture, rowCount: rows.rowCount, floor: floor)
    }
    return Trained(mixture: mixture, meanLogarithms: logarithms)
  }

  private static func leastVariance(of rows: Matrix<Float>, jobs: Int) -> Double {
    let mean = Covariance.mean(of: .floats(rows), jobs: jobs)
    var squares = 0.0
    for row in 0..<rows.rowCount {
      var sum = 0.0
      for (column, value) in rows[row].enumerated() {
        let rest = Double(value) - mean[column]
        sum += rest * rest
      }
      squares += sum
    }
    return max(1e-12, 0.01 * squares / Double(max(1, rows.elements.count)))
  }

  /// Means, variances and shares of the clusters themselves.
  private static func start(
    _ rows: Matrix<Float>, _ centres: Matrix<Float>, _ assignment: [UInt32], floor: Double
  ) -> GaussianMixture {
    let (count, dimension) = (centres.rowCount, centres.columnCount)
    var total = MixtureTotal(count: count, dimension: dimension)
    for row in 0..<rows.rowCount {
      total.add(rows[row], to: Int(assignment[row]))
    }
    let unit = GaussianMixture(
      means: centres,
      variances: Matrix(columnCount: dimension, elements: centres.elements.map { _ in 1 }),
      shares: [Float](repeating: 1 / Float(count), count: count))
    return total.maximised(from: unit, rowCount: rows.rowCount, floor: floor)
  }

  private static func statistics(
    of rows: Matrix<Float>, under mixture: GaussianMixture, jobs: Int
  ) -> MixtureTotal {
    var total = MixtureTotal(count: mixture.count, dimension: mixture.dimension)
    let chunkCount = (rows.rowCount + chunkRows - 1) / chunkRows
    let atOnce = 64
    for first in stride(from: 0, to: chunkCount, by: atOnce) {
      let parts = Parallel.map(count: min(atOnce, chunkCount - first), jobs: jobs) { index in
        let start = (first + index) * chunkRows
        return rows.withUnsafeElements { elements -> MixtureStatistics? in
          guard let base = elements.baseAddress else { return nil }
          return MixtureStatistics(
            of: base + start * mixture.dimension, count: min(chunkRows, rows.rowCount - start),
            mixture: mixture)
        }
      }
      for part in parts { if let part { total.add(part) } }
    }
    return total
  }
}

/// Statistics of all rows, in double.
private struct MixtureTotal {
  private let dimension: Int
  private var shares: [Double]
  private var sums: [Double]
  private(set) var logarithm = 0.0

  init(count: Int, dimension: Int) {
    self.dimension = dimension
    shares = [Double](repeating: 0, count: count)
    sums = [Double](repeating: 0, count: count * 2 * dimension)
  }

  mutating func add(_ part: MixtureStatistics) {
    for index in shares.indices { shares[index] += Double(part.shares[index]) }
    for index in sums.indices { sums[index] += Double(part.sums[index]) }
    logarithm += part.logarithm
  }

  mutating func add(_ row: ArraySlice<Float>, to gaussian: Int) {
    shares[gaussian] += 1
    let start = gaussian * 2 * dimension
    for (column, value) in row.enumerated() {
      sums[start + column] += Double(value)
      sums[start + dimension + column] += Double(value) * Double(value)
    }
  }

  /// The mixture that fits best to these shares. A Gaussian that got next to nothing stays where it was, with the least share.
  func maximised(from old: GaussianMixture, rowCount: Int, floor: Double) -> GaussianMixture {
    var means = old.means.elements
    var variances = old.variances.elements
    let least = 1e-6 * Double(max(1, rowCount))
    for gaussian in shares.indices where shares[gaussian] > least {
      for column in 0..<dimension {
        let place = gaussian * dimension + column
        let mean = sums[gaussian * 2 * dimension + column] / shares[gaussian]
        let square = sums[gaussian * 2 * dimension + dimension + column] / shares[gaussian]
        means[place] = Float(mean)
        variances[place] = Float(max(floor, square - mean * mean))
      }
    }
    let kept = shares.map { max(least, $0) }
    let sum = kept.reduce(0, +)
    return GaussianMixture(
      means: Matrix(columnCount: dimension, elements: means),
      variances: Matrix(columnCount: dimension, elements: variances), shares: kept.map { Float($0 / sum) })
  }
}
