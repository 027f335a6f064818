import Core

/// Learning from groups of vectors of the same thing.
extension Projection {
  /// How a projection was learnt from groups.
  package struct LargeMarginResult: Sendable {
    package let projection: Projection
    /// The share of pairs on the wrong side of their margin, before the first round and in each.
    package let violations: [Double]
  }

  /// A discriminative reduction by large margin (Simonyan, Parkhi, Vedaldi & Zisserman 2013): W shall make the squared distance of two vectors of one
  /// group less than b − 1, and of two groups more than b + 1. Each pair on the wrong side moves W by a step against its hinge's slope,
  ///
  ///     W ← W − rate · y · (W d) dᵀ,    d = x − x′,    y = 1 for one group, −1 for two,
  ///
  /// beginning with whitened principal components. b starts at the mean between the distances of both kinds and is moved with the pairs. Pairs are drawn by the seed:
  /// as many of one group as of two, and of several strangers the nearest. The steps are one sequence, so the number of jobs changes nothing.
  ///
  /// Works on principal components, four times as many as are wanted: where the rows differ in nothing there is nothing to learn.
  ///
  /// - Precondition: `groups` has a number for each row; at least two groups, one of them with two rows.
  package static func learnByMargin(
    from rows: Matrix<Float>, groups: [Int], options: ProjectionOptions
  ) -> LargeMarginResult {
    precondition(groups.count == rows.rowCount, "a group for each row")
    let components = PrincipalComponents(of: .floats(rows), count: 4 * options.dimension, jobs: options.jobs)
    let first = scaled(components, whitening: options.whitening)
    let reduced = first.apply(toRowsOf: rows, jobs: options.jobs)
    var learner = LargeMargin(
      rows: reduced, groups: groups, dimension: min(options.dimension, first.outputCount), seed: options.seed)
    let violations = learner.run()
    return LargeMarginResult(
      projection: Projection(compose(first, then: learner.weights)), violations: violations)
  }

  /// The map of both, scaled so that the largest weight is 1.
  static func compose(_ first: LinearMap, then second: Matrix<Float>) -> LinearMap {
    let (inputs, middle, outputs) = (first.inputCount, first.outputCount, second.rowCount)
    func product(_ values: (Int) -> Float, _ row: Int) -> Float {
      var sum = 0.0
      for place in 0..<middle { sum += Double(second.elements[row * middle + place]) * Double(values(place)) }
      return Float(sum)
    }
    var weights = [Float](repeating: 0, count: inputs * outputs)
    for input in 0..<inputs {
      for output in 0..<outputs {
        weights[input * outputs + output] = product({ first.weights[input * middle + $0] }, output)
      }
    }
    let offsets = (0..<outputs).map { output in product({ first.offsets[$0] }, output) }
    let largest = max(1e-30, weights.reduce(0) { max($0, $1.magnitude) })
    return LinearMap(weights: weights.map { $0 / largest }, offsets: offsets.map { $0 / largest })
  }
}
