/// The measures of one stage in one setup of a truth: means over the queries that have something to find.
public struct SetupSummary: Sendable, Equatable {
  /// Of the setup; `""` when there is one alone.
  public let name: String
  public let queryCount: Int
  /// By the trapezoid rule.
  public let meanAveragePrecision: Double
  /// Of that, by drawing queries again.
  public let interval: ConfidenceInterval
  /// By the finite sum.
  public let meanFiniteSum: Double
  /// At 1, 5 and 10; in the revisited benchmarks by their own rule.
  public let precisions: [Cutoff]
  public let recalls: [Cutoff]
  /// Which share of queries has a hit among the first so many.
  public let successes: [Cutoff]
  public let rPrecision: Double
  /// Hits among the first four.
  public let topFour: Double
  /// At eleven levels of recall.
  public let curve: InterpolatedCurve

  /// A mean that looks at the first `count` of each ranking.
  public struct Cutoff: Sendable, Equatable {
    public let count: Int
    public let value: Double
  }

  private static let cutoffs = [1, 5, 10]
  private static let recallCutoffs = [10, 100]

  /// `nil` when no query has anything to find.
  init?(_ name: String, _ judgements: [Judgement], isRevisited: Bool) {
    let judged = judgements.filter { $0.positiveCount > 0 }
    let precisions = judged.compactMap { $0.averagePrecision(.trapezoid) }
    guard let all = Mean(of: precisions), let interval = Bootstrap().interval(ofMeanOf: precisions),
      let curve = InterpolatedCurve(meanOf: judged.compactMap { InterpolatedCurve($0) })
    else { return nil }
    func mean(_ measure: (Judgement) -> Double?) -> Double { Mean(of: judged.map(measure))?.value ?? 0 }
    func cutoffs(_ counts: [Int], _ measure: (Judgement, Int) -> Double?) -> [Cutoff] {
      counts.map { count in Cutoff(count: count, value: mean { measure($0, count) }) }
    }
    self.name = name
    queryCount = all.count
    meanAveragePrecision = all.value
    self.interval = interval
    meanFiniteSum = mean { $0.averagePrecision(.finiteSum) }
    self.precisions = cutoffs(Self.cutoffs) {
      isRevisited ? $0.revisitedPrecision(at: $1) : $0.precision(at: $1)
    }
    recalls = cutoffs(Self.recallCutoffs) { $0.recall(at: $1) }
    successes = cutoffs(Self.cutoffs) { judgement, count in
      judgement.isSuccessful(at: count).map { $0 ? 1 : 0 }
    }
    rPrecision = mean { $0.rPrecision }
    topFour = mean { Double($0.topFourScore) }
    self.curve = curve
  }
}
