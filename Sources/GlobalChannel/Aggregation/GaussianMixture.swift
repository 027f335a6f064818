import Core

/// Normal distributions with independent components, each with a share of the descriptors.
package struct GaussianMixture: Sendable, Equatable {
  /// A row for each Gaussian.
  package let means: Matrix<Float>
  /// As many numbers as the means, all above 0.
  package let variances: Matrix<Float>
  /// Above 0; their sum is 1.
  package let shares: [Float]
  /// ln (share · density) of all Gaussians from x and x², side by side.
  private let logarithms: LinearMap

  /// - Precondition: as many means as variances and shares, at least one, and variances and shares above 0.
  package init(means: Matrix<Float>, variances: Matrix<Float>, shares: [Float]) {
    precondition(means.rowCount > 0 && variances.columnCount == means.columnCount)
    precondition(variances.rowCount == means.rowCount && shares.count == means.rowCount)
    precondition(variances.elements.allSatisfy { $0 > 0 } && shares.allSatisfy { $0 > 0 })
    self.means = means
    self.variances = variances
    self.shares = shares
    logarithms = Self.logarithms(means, variances, shares)
  }

  package var count: Int { means.rowCount }
  package var dimension: Int { means.columnCount }

  /// Shares of a descriptor below this are taken as none, as they cost as much as others and change nothing.
  static let leastShare: Float = 1e-4

  /// ln (w · Π (2πv)^−½ e^{−(x−m)²/2v}) = ln w − ½ Σ (ln 2πv + m²/v) + Σ x · m/v − Σ x² · 1/2v
  private static func logarithms(
    _ means: Matrix<Float>, _ variances: Matrix<Float>, _ shares: [Float]
  ) -> LinearMap {
    let (count, dimension) = (means.rowCount, means.columnCount)
    let naturalOfTwo = 0.693_147_180_559_945_3
    var weights = [Float](repeating: 0, count: 2 * dimension * count)
    var offsets = [Float](repeating: 0, count: count)
    for gaussian in 0..<count {
      var offset = binaryLogarithm(Double(shares[gaussian])) * naturalOfTwo
      for column in 0..<dimension {
        let mean = Double(means.elements[gaussian * dimension + column])
        let variance = Double(variances.elements[gaussian * dimension + column])
        offset -= 0.5 * (binaryLogarithm(2 * Double.pi * variance) * naturalOfTwo + mean * mean / variance)
        weights[column * count + gaussian] = Float(mean / variance)
        weights[(dimension + column) * count + gaussian] = Float(-0.5 / variance)
      }
      offsets[gaussian] = Float(offset)
    }
    return LinearMap(weights: weights, offsets: offsets)
  }

  /// Writes how much of a descriptor belongs to each Gaussian; the numbers' sum is 1, or all are 0 for a descriptor that is none. Returns the
  /// logarithm of the mixture's density there.
  ///
  /// `x` holds the descriptor and, behind it, the squares of its numbers.
  @discardableResult
  func shares(of x: UnsafePointer<Float>, into out: UnsafeMutablePointer<Float>) -> Double {
    logarithms.apply(x, into: out)
    var largest = -Float.infinity
    for gaussian in 0..<count { largest = max(largest, out[gaussian]) }
    guard largest.isFinite else {
      out.update(repeating: 0, count: count)
      return 0
    }
    var sum = 0.0
    for gaussian in 0..<count {
      let below = out[gaussian] - largest
      // e⁻²⁰ is far below any share that counts.
      let value = below > -20 ? exponential(Double(below)) : 0
      out[gaussian] = Float(value)
      sum += value
    }
    let factor = Float(1 / sum)
    for gaussian in 0..<count { out[gaussian] *= factor }
    return Double(largest) + binaryLogarithm(sum) * 0.693_147_180_559_945_3
  }
}
