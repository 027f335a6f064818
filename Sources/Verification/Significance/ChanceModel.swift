/// What chance brings about: how probable it is that two pictures of different things have so much evidence.
///
/// The best of many maps is a maximum over many chances, and the tail of such maxima falls off exponentially, as that of the best local
/// alignment of unrelated sequences does (Karlin & Altschul 1990): log₁₀ P(evidence ≥ e) is a straight line of e once e is large. Where
/// the line lies depends on how correspondences were found, so there is a model for each way; its numbers were measured on pairs of
/// photographs of different things, and checked on others (docs/ranking.md).
package struct ChanceModel: Sendable, Equatable {
  /// log₁₀ of the share of different pairs that have at least so much evidence; rising evidence, falling logarithms.
  private let knots: [Knot]
  /// By how much the logarithm falls for each unit of evidence behind the last knot.
  private let tailSlope: Double

  struct Knot: Equatable {
    let evidence, logChance: Double
  }

  init(knots: [Knot], tailSlope: Double) {
    self.knots = knots
    self.tailSlope = tailSlope
  }

  /// log₁₀ of the probability; 0 at most.
  package func logChance(ofEvidence evidence: Double) -> Double {
    guard let first = knots.first, let last = knots.last, evidence > first.evidence else { return 0 }
    guard evidence < last.evidence else {
      return last.logChance - tailSlope * (evidence - last.evidence)
    }
    let next = knots.firstIndex { $0.evidence > evidence } ?? knots.count - 1
    let (a, b) = (knots[next - 1], knots[next])
    let share = (evidence - a.evidence) / (b.evidence - a.evidence)
    return a.logChance + share * (b.logChance - a.logChance)
  }
}
