import Core

/// Learning where drawings ask and photographs answer, or whatever else is of two kinds.
extension Projection {
  /// How a projection was learnt from triplets.
  package struct TripletResult: Sendable {
    package let projection: Projection
    /// The share of held-out triplets whose stranger was nearer, before the first round and behind each.
    package let wrong: [Double]
  }

  /// One map for both kinds: the mean of the answers is taken off, the principal components of both kinds are kept, and the cosines of what remains are learnt
  /// by triplets (`TripletMargin`). The steps are one sequence by the seed, so the number of jobs changes nothing.
  ///
  /// `nil` where no triplet can be made: no question has a right answer and a wrong one.
  ///
  /// - Precondition: there are at least two rows, of finite numbers.
  package static func learnByTriplets(
    from examples: TripletExamples, options: ProjectionOptions
  ) -> TripletResult? {
    let mean = PrincipalComponents.mean(of: examples.answers, jobs: options.jobs)
    let components = PrincipalComponents(
      of: .floats(examples.rows), count: options.dimension, jobs: options.jobs)
    let first = LinearMap(directions: components.directions.roundedToHalves, mean: mean)
    var reduced = examples
    reduced.questions = first.apply(toRowsOf: examples.questions, jobs: options.jobs)
    reduced.answers = first.apply(toRowsOf: examples.answers, jobs: options.jobs)
    guard var learner = TripletMargin(reduced, seed: options.seed) else { return nil }
    let learnt = learner.run(rounds: options.rounds)
    return TripletResult(projection: Projection(compose(first, then: learnt.weights)), wrong: learnt.wrong)
  }
}
