/// What ways of ranking photographs by drawings measured on one truth.
package struct DrawingsReport: Sendable {
  package struct Row: Sendable {
    /// Of the way of ranking.
    package let name: String
    /// Over all drawings.
    package let total: DrawingFigures
    /// By what is drawn.
    package let categories: [(name: String, figures: DrawingFigures)]
    package let curve: InterpolatedCurve
    /// In the order of the truth's queries.
    package let outcomes: [DrawingOutcome]
    package let numbersPerPhotograph: Int?
    package let secondsPerPhotograph, secondsPerDrawing, secondsPerSearch: Double
  }

  package let truth: DrawingTruth
  package private(set) var rows: [Row] = []
  package let problems: [DrawingMaterial.Problem]
  /// Reading a file and finding its lines, on one thread.
  package let secondsPerPhotograph, secondsPerDrawing: Double
  package let mirrors: Bool
  /// What random orders come to.
  package let chance: Double

  package init(_ material: DrawingMaterial) {
    truth = material.truth
    problems = material.problems
    secondsPerPhotograph = material.secondsPerPhotograph
    secondsPerDrawing = material.secondsPerDrawing
    mirrors = material.mirrors
    chance = ChanceFigures.meanAveragePrecision(of: material.truth)
  }

  /// Judges a ranking of the report's material.
  package mutating func add(_ ranking: DrawingRanking, named name: String) {
    let outcomes = truth.queries.indices.map { place in
      DrawingOutcome(
        truth.queries[place], order: ranking.order(ofDrawing: place), photographs: truth.photographs)
    }
    let count = truth.photographs.count
    let groups = Dictionary(grouping: outcomes) { $0.query.category }
    // A truth has drawings, and each of them has something to find.
    guard let total = DrawingFigures(outcomes, photographCount: count),
      let curve = InterpolatedCurve(meanOf: outcomes.compactMap { InterpolatedCurve($0.judgement) })
    else { return }
    rows.append(
      Row(
        name: name, total: total,
        categories: truth.categories.compactMap { category in
          DrawingFigures(groups[category] ?? [], photographCount: count).map { (category, $0) }
        },
        curve: curve, outcomes: outcomes, numbersPerPhotograph: ranking.numbersPerPhotograph,
        secondsPerPhotograph: ranking.secondsPerPhotograph, secondsPerDrawing: ranking.secondsPerDrawing,
        secondsPerSearch: ranking.secondsPerSearch))
  }
}
