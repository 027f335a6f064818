import Retrieval

/// What one query brought in one stage, and how good that is.
public struct QueryOutcome: Sendable, Equatable {
  public let query: GroundTruth.Query
  /// One for each setup of the truth.
  public let judgements: [Judgement]
  /// The first of the ranking, for people to look at.
  public let first: [Answer]
  /// Whether the best was proven, where pictures were verified.
  public let isProven: Bool
  public let timings: QueryReport.Timings
  /// Why it could not be asked; it then counts as if nothing had been found.
  public let problem: String?

  /// A picture of a ranking.
  public struct Answer: Sendable, Equatable {
    public let name: String
    public let score: Float
    /// One for each setup.
    public let relations: [Relation]
  }

  /// What a truth says of a picture.
  public enum Relation: String, Sendable {
    case positive, junk, negative
  }

  private static let shownCount = 10

  init(
    _ query: GroundTruth.Query, _ setups: [Relevance], _ result: Result<QueryReport, RetrievalError>
  ) {
    let results = (try? result.get())?.results ?? []
    self.query = query
    judgements = setups.map { Judgement(ranking: results.lazy.map(\.name), relevance: $0) }
    first = results.prefix(Self.shownCount).map { answer in
      Answer(name: answer.name, score: answer.score, relations: setups.map { $0.relation(to: answer.name) })
    }
    isProven = results.first?.isSame == true
    timings = (try? result.get())?.timings ?? QueryReport.Timings()
    if case .failure(let error) = result { problem = "\(error)" } else { problem = nil }
  }
}

extension Relevance {
  fileprivate func relation(to picture: String) -> QueryOutcome.Relation {
    junk.contains(picture) ? .junk : positives.contains(picture) ? .positive : .negative
  }
}
