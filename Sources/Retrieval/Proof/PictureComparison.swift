import Core
import LocalFeatures
import Synchronization
import Verification

/// Compares two pictures without a collection: features of both, pairs that are each other's nearest, and one map that many of
/// them obey.
///
/// It is tried with upright features, which tell more where both pictures stand upright, and with features that have orientations of their
/// own, for turned ones; the answer that chance explains worst counts, after each was charged for its share of the tests. Points of a network may
/// stand beside the upright features, under one map with them.
public struct PictureComparison: Sendable {
  private let options: ComparisonOptions
  /// Made with the first picture: a network takes a while to open, and options may be wrong.
  private let ways = SharedWays()

  public init(options: ComparisonOptions = ComparisonOptions()) {
    self.options = options
  }

  /// Whether A and B show the same thing. Both are read as files; a name of a collection means nothing here.
  public func compare(_ a: QuerySource, _ b: QuerySource) throws(RetrievalError) -> ComparisonReport {
    let whole = Stopwatch()
    var stopwatch = Stopwatch()
    let (first, second) = (try describe(a, mirrors: false), try describe(b, mirrors: options.allowsMirror))
    let seconds = stopwatch.lap()
    var report = compare(first, second)
    report.timings.features = seconds
    report.timings.total = whole.total
    return report
  }

  /// The features of a picture in all ways in which it will be compared; for B with those of its mirror image, if that is allowed.
  package func describe(_ source: QuerySource, mirrors: Bool) throws(RetrievalError) -> ComparablePicture {
    try options.validate()
    return try ComparablePicture(source, ways.ways(for: options), mirrors: mirrors, jobs: options.jobs)
  }

  /// The same for pictures that were described before, with these options.
  package func compare(_ a: ComparablePicture, _ b: ComparablePicture) -> ComparisonReport {
    var stopwatch = Stopwatch()
    let pairs = pairs(a, b)
    let matching = stopwatch.lap()
    var report = compare(a, b, attempts(pairs, a.ways))
    report.timings.matching = matching
    report.timings.verification = stopwatch.lap()
    report.timings.total = stopwatch.total
    return report
  }

  /// What attempts that were made say.
  package func compare(_ a: ComparablePicture, _ b: ComparablePicture, _ attempts: [Attempt])
    -> ComparisonReport
  {
    let best = attempts.min { $0.isLessProbable(than: $1) }
    let isIdentical = a.content == b.content
    var proof = best.flatMap { best in
      best.agreement.flatMap {
        Proof($0, of: best.pair, testCount: best.testCount, maxNFA: options.maxNFA)
      }
    }
    if let found = proof { proof?.logNFA = Self.logProbability(ofExpected: found.logNFA) }
    // Files of the same bytes show the same, also where nothing in them is a feature.
    if isIdentical, proof?.isSame != true {
      proof = .identity(width: a.summary.width, height: a.summary.height)
    }
    return ComparisonReport(
      a: a.summary, b: b.summary, isIdentical: isIdentical,
      candidateCount: best?.pair.correspondences.count ?? 0, proof: proof)
  }

  /// log₁₀ of the probability of at least one event where 10^`logNumber` are expected: the same for small numbers, and never above 0, for there is
  /// only one pair.
  private static func logProbability(ofExpected logNumber: Double) -> Double {
    guard logNumber > -6 else { return logNumber }
    return decimalLogarithm(1 - exponential(-powerOfTen(logNumber)))
  }

  /// One way in which A and B were compared.
  package struct Attempt: Sendable {
    package let pair: PicturePair
    package let agreement: Agreement?
    /// As how many tests it counts; the inverses of those of all attempts sum up to 1.
    let testCount: Double

    /// Whether chance explains this one worse, tests considered; of equal ones the one with more to show for it.
    func isLessProbable(than other: Attempt) -> Bool {
      guard let agreement, let theirs = other.agreement else { return agreement != nil }
      return (agreement.logChance + decimalLogarithm(testCount), -agreement.evidence)
        < (theirs.logChance + decimalLogarithm(other.testCount), -theirs.evidence)
    }
  }

  /// What corresponds in each way of description of both.
  private func pairs(_ a: ComparablePicture, _ b: ComparablePicture) -> [PicturePair] {
    let ways = a.ways
    return Parallel.map(count: b.descriptions.count, jobs: options.jobs) { way in
      ways[way % ways.count].pair(a.descriptions[way % ways.count], b.descriptions[way])
    }
  }

  private func attempts(_ pairs: [PicturePair], _ ways: [ComparisonWay]) -> [Attempt] {
    Parallel.map(count: pairs.count, jobs: options.jobs) { index in
      let way = ways[index % ways.count]
      return Attempt(
        pair: pairs[index], agreement: PairVerifier(chance: way.chance).agreement(of: pairs[index]),
        testCount: Double(pairs.count / ways.count) / way.share)
    }
  }

  /// Each way of description of both.
  package func attempts(_ a: ComparablePicture, _ b: ComparablePicture) -> [Attempt] {
    attempts(pairs(a, b), a.ways)
  }
}

/// The ways of a comparison, made once.
private final class SharedWays: Sendable {
  private let made = Mutex<[ComparisonWay]>([])

  func ways(for options: ComparisonOptions) throws(RetrievalError) -> [ComparisonWay] {
    try made.withLock { made throws(RetrievalError) in
      guard made.isEmpty else { return made }
      do throws(FeatureError) {
        made = try ComparisonWay.all(for: options)
      } catch {
        throw RetrievalError(error)
      }
      return made
    }
  }
}
