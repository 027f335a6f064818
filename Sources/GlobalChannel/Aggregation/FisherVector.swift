import Core

/// Fisher vectors (Perronnin, Sánchez & Mensink 2010): in which direction a mixture's means and variances would have to move for these descriptors to
/// be more probable. With s the share of descriptor x in Gaussian k of weight w, mean m and deviation d:
///
///     means:      1 / (N √w)  · Σ s (x − m) / d
///     variances:  1 / (N √2w) · Σ s ((x − m)² / d² − 1)
///
/// for all k, means first; then signed powers and length 1.
package struct FisherVector: Sendable, Equatable {
  package let mixture: GaussianMixture
  package let power: Float

  package init(mixture: GaussianMixture, power: Float = 0.5) {
    self.mixture = mixture
    self.power = power
  }

  package var outputCount: Int { 2 * mixture.count * mixture.dimension }

  package func vector(of rows: Matrix<Float>) -> [Float]? {
    let statistics = rows.withUnsafeElements { elements in
      elements.baseAddress.map { MixtureStatistics(of: $0, count: rows.rowCount, mixture: mixture) }
    }
    guard let statistics else { return nil }
    return gradients(statistics, rowCount: rows.rowCount).raised(toSignedPower: power).normalised()
  }

  private func gradients(_ statistics: MixtureStatistics, rowCount: Int) -> [Float] {
    let (count, dimension) = (mixture.count, mixture.dimension)
    var vector = [Float](repeating: 0, count: outputCount)
    for gaussian in 0..<count {
      let share = Double(statistics.shares[gaussian])
      guard share > 0 else { continue }
      let factor = 1 / (Double(rowCount) * Double(mixture.shares[gaussian]).squareRoot())
      for column in 0..<dimension {
        let place = gaussian * dimension + column
        let (mean, variance) = (
          Double(mixture.means.elements[place]), Double(mixture.variances.elements[place])
        )
        let sum = Double(statistics.sums[gaussian * 2 * dimension + column])
        let squares = Double(statistics.sums[gaussian * 2 * dimension + dimension + column])
        vector[place] = Float(factor * (sum - share * mean) / variance.squareRoot())
        let spread = (squares - 2 * mean * sum + share * mean * mean) / variance - share
        vector[count * dimension + place] = Float(factor * spread / 2.0.squareRoot())
      }
    }
    return vector
  }
}
