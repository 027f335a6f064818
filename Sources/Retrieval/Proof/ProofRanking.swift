import Verification

/// In which order candidates are shown.
enum ProofRanking {
  /// The score of a candidate that agrees with the query: the less its agreement may be chance, the higher; what the shortlist
  /// said of it decides between equals.
  static func score(shortlistScore: Float, agreement: Agreement) -> Double {
    -agreement.logChance + Double(shortlistScore)
  }

  /// Places of candidates, those proven first, then those that agree without being proven, both by score, then the
  /// others as they come. Candidates come in the order of the shortlist, which also decides between equal scores.
  static func order(of candidates: [VerifiedCandidate]) -> [Int] {
    let keys = candidates.map { (class: $0.proof.map { $0.isSame ? 0 : 1 } ?? 2, score: $0.score) }
    return candidates.indices.sorted { a, b in
      if keys[a].class != keys[b].class { return keys[a].class < keys[b].class }
      return keys[a].class < 2 && keys[a].score != keys[b].score ? keys[a].score > keys[b].score : a < b
    }
  }
}

/// A picture of the shortlist with what verification found.
struct VerifiedCandidate: Sendable {
  let hit: ShortlistSearch.Hit
  /// `nil` when it doesn't agree with the query, or was not verified.
  var proof: Proof?
  /// What it is ranked by among its like.
  var score: Double

  init(_ hit: ShortlistSearch.Hit) {
    self.hit = hit
    score = Double(hit.picture.score)
  }
}
