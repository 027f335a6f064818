import Core

/// What chance brings about: how probable it is that two pictures of different things have so much evidence.
///
/// The best of many maps is a maximum over many chances, and the tail of such maxima falls off exponentially, as that of the best local
/// alignment of unrelated sequences does (Karlin & Altschul 1990): log₁₀ P(evidence ≥ e) is a straight line of e once e is large, and
/// moves to the right with the logarithm of how much was tried. That is told by the correspondences that don't obey, n of them: they
/// are those that chance has made.
///
///     log₁₀ P = f(e / c − κ log₂((min(n, n₁) + 1) / n₀)),   c = max(1, (n / n₁)^0.6)
///
/// Beyond n₁ of them, as words of small vocabularies make, chance fills every tolerance, and evidence grows as a power of n. f and κ depend on how correspondences were found, so there is a model for each way. They were measured on pairs of photographs of
/// different things and checked on others (docs/ranking.md).
package struct ChanceModel: Sendable, Equatable {
  /// log₁₀ of the share of different pairs that have at least so much evidence; rising evidence, falling logarithms.
  private let knots: [Knot]
  /// By how much the logarithm falls for each unit of evidence behind the last knot.
  private let tailSlope: Double
  /// κ, n₀ and n₁.
  private let shiftPerOctave, usualCount, denseCount: Double
  private static let crowding = 0.6

  struct Knot: Equatable {
    let evidence, logChance: Double

    init(_ evidence: Double, _ logChance: Double) {
      self.evidence = evidence
      self.logChance = logChance
    }
  }

  init(knots: [Knot], tailSlope: Double, shiftPerOctave: Double, usualCount: Double, denseCount: Double) {
    precondition(knots.count > 1, "a model has a beginning and an end")
    self.knots = knots
    self.tailSlope = tailSlope
    self.shiftPerOctave = shiftPerOctave
    self.usualCount = usualCount
    self.denseCount = denseCount
  }

  /// log₁₀ of the probability, 0 at most, where `disobeying` correspondences don't obey the map.
  package func logChance(ofEvidence evidence: Double, disobeying: Int) -> Double {
    let count = Double(max(0, disobeying) + 1)
    let octaves = binaryLogarithm(min(count, denseCount) / usualCount)
    let crowd = max(1, powerOfTwo(Self.crowding * binaryLogarithm(count / denseCount)))
    return logChance(ofUsual: evidence / crowd - shiftPerOctave * octaves)
  }

  private func logChance(ofUsual evidence: Double) -> Double {
    guard let next = knots.firstIndex(where: { $0.evidence > evidence }) else {
      let last = knots[knots.count - 1]
      return last.logChance - tailSlope * (evidence - last.evidence)
    }
    guard next > 0 else { return 0 }
    let (a, b) = (knots[next - 1], knots[next])
    let share = (evidence - a.evidence) / (b.evidence - a.evidence)
    return a.logChance + share * (b.logChance - a.logChance)
  }
}
