import Core

/// From a long vector to a short one of length 1: x ↦ W (x − mean), made of length 1.
package struct Projection: Sendable, Equatable {
  package let map: LinearMap

  /// The weights are kept as halves: what is computed doesn't depend on whether the projection was just learnt or read from a file.
  package init(_ map: LinearMap) {
    self.map = map.roundedToHalves
  }

  package var inputCount: Int { map.inputCount }
  package var dimension: Int { map.outputCount }

  /// `nil` where nothing of the vector is left.
  package func project(_ vector: [Float]) -> [Float]? { map.apply(vector).normalised() }

  /// Principal components of the rows, whitened as far as the options say. Fewer than asked for when the rows have not so many directions.
  ///
  /// - Precondition: there are at least two rows, of finite numbers.
  package static func learn(from rows: Matrix<Float>, options: ProjectionOptions) -> Projection {
    let components = PrincipalComponents(of: .floats(rows), count: options.dimension, jobs: options.jobs)
    return Projection(scaled(components, whitening: options.whitening))
  }

  /// Components whose variance is below this share of the first one's are rounding errors, which whitening would blow up.
  private static let leastVarianceShare = 1e-6

  /// The components, each divided by its deviation to the power of `whitening`, and all by one number, so that no weight is far from 1.
  static func scaled(_ components: PrincipalComponents, whitening: Float) -> LinearMap {
    let variances = components.variances
    let least = max(1e-30, (variances.first ?? 0) * leastVarianceShare)
    let kept = max(1, variances.prefix { $0 >= least }.count)
    let factors = variances.prefix(kept).map { variance in
      whitening == 0 ? 1 : powerOfTwo(-0.5 * Double(whitening) * binaryLogarithm(max(least, variance)))
    }
    let largest = factors.max() ?? 1
    var elements = Array(components.directions.elements.prefix(kept * components.directions.columnCount))
    let width = components.directions.columnCount
    for row in 0..<kept {
      let factor = Float(factors[row] / largest)
      for column in 0..<width { elements[row * width + column] *= factor }
    }
    let directions = Matrix(columnCount: width, elements: elements).roundedToHalves
    return LinearMap(directions: directions, mean: components.mean)
  }
}

extension Matrix<Float> {
  /// Before a mean is projected with them, so that both are rounded alike.
  var roundedToHalves: Matrix<Float> {
    Matrix(columnCount: columnCount, elements: elements.map { HalfFloat.value(HalfFloat.bits($0)) })
  }
}
