import Core

/// Two recorded runs of a benchmark, stage by stage and query by query.
public struct RunComparison: Sendable, Equatable {
  public let first, second: RecordedRun
  public let rows: [Row]
  /// Queries that one of them lacks in some stage, sorted; they are left out.
  public let unmatched: [String]

  public struct Row: Sendable, Equatable {
    public let stage: String
    /// `""` when there is one alone.
    public let setup: String
    public let queryCount: Int
    public let firstMean, secondMean: Double
    public let comparison: PairedComparison
    /// The query that gains most in the second, and the one that loses most.
    public let bestQuery, worstQuery: (name: String, difference: Double)

    public static func == (a: Self, b: Self) -> Bool {
      a.stage == b.stage && a.setup == b.setup && a.comparison == b.comparison
        && a.bestQuery == b.bestQuery && a.worstQuery == b.worstQuery
    }
  }

  public init(_ first: RecordedRun, _ second: RecordedRun) throws(EvaluationError) {
    guard first.benchmark == second.benchmark else {
      throw EvaluationError(
        "\(first.path) is of \(first.benchmark) and \(second.path) of \(second.benchmark): "
          + "only runs of one benchmark can be compared")
    }
    self.first = first
    self.second = second
    var rows: [Row] = []
    var unmatched: Set<String> = []
    for stage in first.stages {
      guard let other = second.stages.first(where: { $0.name == stage.name }) else { continue }
      for setup in stage.setups {
        guard let theirs = other.setups.first(where: { $0.name == setup.name }) else { continue }
        unmatched.formUnion(
          Set(setup.precisions.keys).symmetricDifference(theirs.precisions.keys))
        if let row = Row(stage.name, setup.name, setup.precisions, theirs.precisions) { rows.append(row) }
      }
    }
    guard !rows.isEmpty else {
      throw EvaluationError("\(first.path) and \(second.path) have no stage with common queries")
    }
    self.rows = rows
    self.unmatched = unmatched.sorted()
  }
}

extension RunComparison.Row {
  fileprivate init?(_ stage: String, _ setup: String, _ first: [String: Double], _ second: [String: Double]) {
    let common = first.keys.filter { second[$0] != nil }.sorted()
    let (ours, theirs) = (common.compactMap { first[$0] }, common.compactMap { second[$0] })
    guard let comparison = PairedComparison(first: ours, second: theirs),
      let firstMean = Mean(of: ours)?.value, let secondMean = Mean(of: theirs)?.value
    else { return nil }
    let differences = common.indices.map { (name: common[$0], difference: theirs[$0] - ours[$0]) }
    guard let best = differences.max(by: { $0.difference < $1.difference }),
      let worst = differences.min(by: { $0.difference < $1.difference })
    else { return nil }
    self.init(
      stage: stage, setup: setup, queryCount: common.count, firstMean: firstMean, secondMean: secondMean,
      comparison: comparison, bestQuery: best, worstQuery: worst)
  }
}

extension RunComparison {
  package func append(to json: inout JSONWriter) {
    json.member("benchmark", first.benchmark)
    json.member("first", first.path)
    json.member("second", second.path)
    json.key("rows")
    json.array { json in for row in rows { json.object { row.append(to: &$0) } } }
    json.key("unmatched")
    json.array { json in for name in unmatched { json.value(name) } }
  }
}

extension RunComparison.Row {
  fileprivate func append(to json: inout JSONWriter) {
    json.member("stage", stage)
    json.member("setup", setup)
    json.member("queries", queryCount)
    json.member("first", firstMean)
    json.member("second", secondMean)
    json.member("difference", comparison.meanDifference)
    json.member("interval", [comparison.interval.lower, comparison.interval.upper])
    json.member("pValue", comparison.pValue)
    json.member("better", comparison.wins)
    json.member("worse", comparison.losses)
    json.member("equal", comparison.ties)
    for (key, query) in [("gainsMost", bestQuery), ("losesMost", worstQuery)] {
      json.key(key)
      json.object { json in
        json.member("query", query.name)
        json.member("difference", query.difference)
      }
    }
  }
}
