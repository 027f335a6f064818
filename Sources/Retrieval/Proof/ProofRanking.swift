import Core
import Verification

/// In which order candidates are shown.
enum ProofRanking {
  /// 40 + 4 log₁₀ s + max(0, g − 2) for a score s of the shortlist and an agreement that chance brings about with the probability
  /// 10⁻ᵍ: what an agreement tells beyond those that one picture in a hundred has, and what the words of the whole picture
  /// tell. The constant keeps scores above 0.
  ///
  /// Mean average precision on 29 queries for buildings, 200 candidates verified: 0.714 by s, 0.725 by g with s between equals,
  /// 0.737 by this; with factors of 3 to 6 instead of 4, 0.735 to 0.739.
  static func score(shortlistScore: Float, agreement: Agreement?) -> Double {
    score(shortlistScore: shortlistScore, logChance: agreement?.logChance ?? 0)
  }

  /// The same for log₁₀ of that probability.
  static func score(shortlistScore: Float, logChance: Double) -> Double {
    offset + wordEvidence(shortlistScore) + max(0, -logChance - usualLogChance)
  }

  /// What a score of the shortlist tells.
  static func wordEvidence(_ shortlistScore: Float) -> Double {
    4 * decimalLogarithm(max(leastShortlistScore, Double(shortlistScore)))
  }

  /// Keeps scores above 0.
  static let offset = 40.0

  private static let usualLogChance = 2.0
  private static let leastShortlistScore = 1e-10

  /// Places of candidates, those proven first, both kinds by score; or all by score. Candidates come in the order of the shortlist,
  /// which decides between equal scores.
  static func order(of candidates: [VerifiedCandidate], provenFirst: Bool = true) -> [Int] {
    let keys = candidates.map { (isSame: provenFirst && $0.proof?.isSame == true, score: $0.score) }
    return candidates.indices.sorted { a, b in
      if keys[a].isSame != keys[b].isSame { return keys[a].isSame }
      return keys[a].score != keys[b].score ? keys[a].score > keys[b].score : a < b
    }
  }
}

/// A picture of the shortlist with what verification found.
struct VerifiedCandidate: Sendable {
  let hit: ShortlistSearch.Hit
  /// `nil` when it doesn't agree with the query, or was not verified.
  var proof: Proof?
  /// What it is ranked by among its like: of a picture that was not verified, the shortlist's.
  var score: Double

  init(_ hit: ShortlistSearch.Hit) {
    self.hit = hit
    score = Double(hit.picture.score)
  }
}
