import Retrieval

/// What one stage came to.
public struct StageResult: Sendable, Equatable {
  public let stage: BenchmarkStage
  public let outcomes: [QueryOutcome]
  /// Those setups in which a query has something to find.
  public let setups: [SetupSummary]
  /// Seconds of a query by what was done, the medians over queries.
  public let medianTimings: QueryReport.Timings

  init(_ stage: BenchmarkStage, _ outcomes: [QueryOutcome], truth: GroundTruth) {
    self.stage = stage
    self.outcomes = outcomes
    setups = truth.setups.indices.compactMap { setup in
      SetupSummary(
        truth.setups[setup].name, outcomes.map { $0.judgements[setup] }, isRevisited: truth.queriesAreHeldOut)
    }
    medianTimings = QueryReport.Timings(mediansOf: outcomes.filter { $0.problem == nil }.map(\.timings))
  }
}
