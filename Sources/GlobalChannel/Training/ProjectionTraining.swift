import Core

/// The last step of learning: from the long vectors of many pictures to a projection.
package struct ProjectionTraining: Sendable {
  package let options: ProjectionOptions

  package init(options: ProjectionOptions) {
    self.options = options
  }

  /// Long vectors of pictures that are learnt from, at most; of more, evenly many are left out. Twenty thousand already have more directions than
  /// any projection keeps.
  package static let mostVectors = 20_000

  /// How many vectors of so many numbers a limit of memory has room for: what is learnt needs two copies of them.
  package static func room(dimension: Int, memory: Int) -> Int {
    min(mostVectors, memory / max(1, 8 * dimension))
  }

  package struct Result: Sendable {
    package let projection: Projection
    /// The share of pairs on the wrong side of the margin, or of triplets in the wrong order, by rounds; empty without groups.
    package let violations: [Double]
  }

  /// Learns from the vectors; by large margin where groups are given, one for each row, `nil` for rows of no group.
  ///
  /// - Throws: when there is too little to learn from.
  package func learn(from rows: Matrix<Float>, groups: [Int?]? = nil) throws(GlobalModelError) -> Result {
    try checkDirections(ofRows: rows.rowCount, dimension: rows.columnCount)
    guard let groups else {
      return Result(projection: Projection.learn(from: rows, options: options), violations: [])
    }
    let numbered = Self.numbered(groups)
    let sizes = Dictionary(grouping: numbered, by: { $0 }).mapValues(\.count)
    guard sizes.count > 1, sizes.values.contains(where: { $0 > 1 }) else {
      throw GlobalModelError(
        "the labels hold no two pictures of one group beside one of another, so there is nothing to tell apart"
      )
    }
    let learnt = Projection.learnByMargin(from: rows, groups: numbered, options: options)
    return Result(projection: learnt.projection, violations: learnt.violations)
  }

  /// Learns from questions and answers: a drawing's cosine with its photograph is to be larger than with others.
  ///
  /// - Throws: when there is too little to learn from.
  package func learn(from examples: TripletExamples) throws(GlobalModelError) -> Result {
    try checkDirections(
      ofRows: examples.questions.rowCount + examples.answers.rowCount,
      dimension: examples.questions.columnCount)
    guard examples.isFinite else {
      throw GlobalModelError("the vectors hold what is no number, so nothing can be learnt from them")
    }
    guard Set(examples.answerGroups).count > 1 else {
      throw GlobalModelError(
        "all photographs are of one class, so there is nothing to tell apart; give drawings and photographs of two classes or more"
      )
    }
    guard let learnt = Projection.learnByTriplets(from: examples, options: options) else {
      throw GlobalModelError("no drawing has a photograph of its class beside one of another")
    }
    return Result(projection: learnt.projection, violations: learnt.wrong)
  }

  private func checkDirections(ofRows count: Int, dimension: Int) throws(GlobalModelError) {
    let most = PrincipalComponents.mostDirections(rowCount: count, dimension: dimension)
    guard count > 1, most >= options.dimension else {
      throw GlobalModelError(
        "\(count) pictures with vectors of \(dimension) numbers have at most \(count > 1 ? most : 0) "
          + "directions, fewer than --dimension \(options.dimension); give more pictures or a smaller --dimension"
      )
    }
  }

  /// Rows of no group are each one of their own.
  private static func numbered(_ groups: [Int?]) -> [Int] {
    var next = (groups.compactMap { $0 }.max() ?? -1) + 1
    return groups.map { group in
      if let group { return group }
      next += 1
      return next - 1
    }
  }
}
