import Core
import LocalFeatures
import Raster
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
    try options.validate()
    let whole = Stopwatch()
    var stopwatch = Stopwatch()
    let (first, second) = (try LoadedPicture(a, options), try LoadedPicture(b, options))
    let attempts = try ComparisonAttempt.all(options)
    let descriptions = try describe(first, second, attempts)
    var report = ComparisonReport(
      a: first.summary(descriptions[0].a.count), b: second.summary(descriptions[0].b.count),
      isIdentical: first.bytes == second.bytes, candidateCount: 0, proof: nil)
    report.timings.features = stopwatch.lap()
    let pairs = Parallel.map(count: attempts.count, jobs: options.jobs) { index in
      NeighbourPairs.pair(descriptions[index].a, descriptions[index].b)
    }
    report.candidateCount = pairs.map(\.correspondences.count).max() ?? 0
    report.timings.matching = stopwatch.lap()
    report.proof = best(of: pairs, attempts)
    report.timings.verification = stopwatch.lap()
    report.timings.total = whole.total
    return report
  }

  /// The answer of the attempt that chance explains worst.
  private func best(of pairs: [PicturePair], _ attempts: [ComparisonAttempt]) -> Proof? {
    let agreements = Parallel.map(count: attempts.count, jobs: options.jobs) { index in
      PairVerifier(chance: attempts[index].chance).agreement(of: pairs[index])
    }
    let found = zip(pairs, agreements).compactMap { pair, agreement in agreement.map { (pair, $0) } }
    // Of equal ones the first, and the one with more to show for it.
    guard
      let (pair, agreement) = found.min(by: {
        ($0.1.logChance, -$0.1.evidence) < ($1.1.logChance, -$1.1.evidence)
      })
    else { return nil }
    return Proof(agreement, of: pair, testedCount: attempts.count, maxNFA: options.maxNFA)
  }

  private struct Described: Sendable {
    let a, b: FeatureSet
  }

  /// The features of both pictures for each attempt; each is extracted once.
  private func describe(
    _ a: LoadedPicture, _ b: LoadedPicture, _ attempts: [ComparisonAttempt]
  ) throws(RetrievalError) -> [Described] {
    let sets = Parallel.map(count: 2 * attempts.count, jobs: options.jobs) { index -> FeatureSet? in
      let attempt = attempts[index / 2]
      if index % 2 == 1 { return attempt.features(of: b.grey, mirrored: attempt.isMirrored) }
      // A is the same whether B is mirrored or not.
      return attempt.isMirrored ? nil : attempt.features(of: a.grey, mirrored: false)
    }
    return attempts.indices.compactMap { index in
      let plain = attempts[index].isMirrored ? index - ComparisonAttempt.kindCount : index
      guard let a = sets[2 * plain], let b = sets[2 * index + 1] else { return nil }
      return Described(a: a, b: b)
    }
  }
}
