import Core
import Verification

/// Compares two pictures without a collection: features of both, pairs that are each other's nearest, and one map that many of
/// them obey.
///
/// It is tried with upright features, which tell more where both pictures stand upright, and with features that have orientations of their
/// own, for turned ones; the less probable by chance of the two answers counts, and its probability is doubled for the choice.
public struct PictureComparison: Sendable {
  private let options: ComparisonOptions

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
    return try ComparablePicture(source, options, mirrors: mirrors)
  }

  /// The same for pictures that were described before, with these options.
  package func compare(_ a: ComparablePicture, _ b: ComparablePicture) -> ComparisonReport {
    var stopwatch = Stopwatch()
    let attempts = attempts(a, b)
    var report = compare(a, b, attempts)
    report.timings.verification = stopwatch.lap()
    report.timings.total = stopwatch.total
    return report
  }

  /// What attempts that were made say.
  package func compare(_ a: ComparablePicture, _ b: ComparablePicture, _ attempts: [Attempt])
    -> ComparisonReport
  {
    let best = attempts.min { Self.isLessProbable($0.agreement, $1.agreement) }
    let isIdentical = a.content == b.content
    var proof = best.flatMap { best in
      best.agreement.flatMap {
        Proof($0, of: best.pair, testedCount: attempts.count, maxNFA: options.maxNFA)
      }
    }
    // Files of the same bytes show the same, also where nothing in them is a feature.
    if isIdentical, proof?.isSame != true {
      proof = .identity(width: a.summary.width, height: a.summary.height)
    }
    return ComparisonReport(
      a: a.summary, b: b.summary, isIdentical: isIdentical,
      candidateCount: best?.pair.correspondences.count ?? 0, proof: proof, testCount: attempts.count)
  }

  /// One way in which A and B were compared.
  package struct Attempt: Sendable {
    package let pair: PicturePair
    package let agreement: Agreement?
  }

  /// Each way of description of both.
  package func attempts(_ a: ComparablePicture, _ b: ComparablePicture) -> [Attempt] {
    Parallel.map(count: b.descriptions.count, jobs: options.jobs) { way in
      let pair = NeighbourPairs.pair(
        a.descriptions[way % ComparablePicture.kinds.count], b.descriptions[way])
      let kind = ComparablePicture.kinds[way % ComparablePicture.kinds.count]
      return Attempt(pair: pair, agreement: PairVerifier(chance: kind.chance).agreement(of: pair))
    }
  }

  /// Whether chance explains the first worse; of equal ones the one with more to show for it.
  private static func isLessProbable(_ a: Agreement?, _ b: Agreement?) -> Bool {
    guard let a, let b else { return a != nil }
    return (a.logChance, -a.evidence) < (b.logChance, -b.evidence)
  }
}
