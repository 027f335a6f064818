import Core
import Retrieval

/// Asks a collection all queries of a truth, stage by stage.
///
/// Queries are asked side by side, each on one thread; which thread asks what changes no ranking.
public struct BenchmarkRun: Sendable {
  let collection: Collection
  let truth: GroundTruth
  let jobs: Int

  /// `truth` in the names of the collection's pictures; the pictures of its queries are paths.
  public init(_ collection: Collection, _ truth: GroundTruth, jobs: Int = 1) {
    self.collection = collection
    self.truth = truth
    self.jobs = jobs
  }

  public var queryCount: Int { truth.queries.count }

  /// What a stage finds; `nil` when `shouldStop` said so. `onQuery` is called from any thread when a query is done.
  public func result(
    of stage: BenchmarkStage, onQuery: @Sendable () -> Void = {},
    shouldStop: @Sendable () -> Bool = { false }
  ) throws(RetrievalError) -> StageResult? {
    var options = stage.options
    options.top = max(1, try collection.information().pictureCount)
    let complete = options
    let outcomes = Parallel.map(count: truth.queries.count, jobs: jobs) { index -> QueryOutcome? in
      guard !shouldStop() else { return nil }
      defer { onQuery() }
      return outcome(of: index, complete)
    }
    guard !outcomes.contains(nil) else { return nil }
    return StageResult(stage, outcomes.compactMap { $0 }, truth: truth)
  }

  private func outcome(of index: Int, _ options: QueryOptions) -> QueryOutcome {
    let query = truth.queries[index]
    var options = options
    options.region = query.region.map {
      PictureRegion(x: $0.x, y: $0.y, width: $0.width, height: $0.height)
    }
    let result = Result { () throws(RetrievalError) in
      try collection.query(.file(path: query.picture), options: options)
    }
    return QueryOutcome(query, truth.setups.map { $0.relevance[index] }, result)
  }
}
