/// What one way of ranking came to for one drawing.
package struct DrawingOutcome: Sendable, Equatable {
  /// Photographs of a strip.
  static let shownCount = 10

  package let query: DrawingTruth.Query
  package let judgement: Judgement
  /// Where the very photograph that was drawn stands, from 1; `nil` where it was not found or nobody says which it is.
  package let instanceRank: Int?
  /// The first photographs, best first.
  package let first: [String]

  /// Of the photographs' places in the truth, the best first.
  init(_ query: DrawingTruth.Query, order: [Int], photographs: [String]) {
    let ranking = order.map { photographs[$0] }
    self.query = query
    judgement = Judgement(ranking: ranking, relevance: Relevance(positives: query.positives))
    instanceRank = query.instance.flatMap { ranking.firstIndex(of: $0) }.map { $0 + 1 }
    first = Array(ranking.prefix(Self.shownCount))
  }

  package var hasInstance: Bool { query.instance != nil }

  /// As for text retrieval: the mean of the precisions at each right one.
  package var averagePrecision: Double { judgement.averagePrecision(.finiteSum) ?? 0 }
}
