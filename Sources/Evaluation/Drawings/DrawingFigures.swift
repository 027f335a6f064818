/// What a ranking of photographs is worth, over some drawings.
package struct DrawingFigures: Sendable, Equatable {
  /// Cut-offs at which retrieval is measured.
  package static let cutoffs = [1, 3, 5, 10]
  /// Photographs among which the one that was drawn is sought.
  package static let instanceCutoff = 5

  package let drawingCount: Int
  /// The mean over drawings of average precision (finite sum).
  package let meanAveragePrecision: Double
  /// The share of right ones among the first so many, in the order of `cutoffs`.
  package let retrieval: [Double]
  /// The share of drawings whose very photograph is among the first five; `nil` where no drawing has one.
  package let instanceRetrieval: Double?
  package let instanceCount: Int
  /// How often what chance would do: `instanceRetrieval` / (5 / photographs).
  package let instanceRatio: Double?

  init?(_ outcomes: [DrawingOutcome], photographCount: Int) {
    let precisions = outcomes.map(\.averagePrecision)
    guard let mean = Mean(of: precisions) else { return nil }
    drawingCount = mean.count
    meanAveragePrecision = mean.value
    retrieval = Self.cutoffs.map { cutoff in
      Mean(of: outcomes.map { $0.judgement.precision(at: cutoff) })?.value ?? 0
    }
    let instances = outcomes.filter(\.hasInstance)
    instanceCount = instances.count
    instanceRetrieval =
      Mean(
        of: instances.map { ($0.instanceRank ?? .max) <= Self.instanceCutoff ? 1.0 : 0.0 })?.value
    let chance = min(1, Double(Self.instanceCutoff) / Double(max(1, photographCount)))
    instanceRatio = instanceRetrieval.map { $0 / chance }
  }
}

/// What rankings in a random order come to on average.
package enum ChanceFigures {
  /// The mean average precision (finite sum) of `positives` right ones among `count` in a random order.
  ///
  /// The place k holds a right one in P/N of all orders; then (k − 1)(P − 1)/(N − 1) others stand before it on average:
  ///
  ///     1/P · Σ P/N · (1 + (k − 1)(P − 1)/(N − 1)) / k = (1 − s)/N · H + s,   s = (P − 1)/(N − 1),  H = 1 + 1/2 + … + 1/N
  package static func averagePrecision(positives: Int, of count: Int) -> Double {
    precondition(positives > 0 && positives <= count, "right ones are among the photographs")
    guard count > 1 else { return 1 }
    let share = Double(positives - 1) / Double(count - 1)
    let harmonic = (1...count).reduce(0.0) { $0 + 1 / Double($1) }
    return (1 - share) / Double(count) * harmonic + share
  }

  /// The mean of it over a truth's drawings.
  package static func meanAveragePrecision(of truth: DrawingTruth) -> Double {
    truth.queries.reduce(0) {
      $0 + averagePrecision(positives: $1.positives.count, of: truth.photographs.count)
    } / Double(truth.queries.count)
  }
}
