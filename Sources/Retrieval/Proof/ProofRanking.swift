import Verification

/// In which order candidates are shown.
enum ProofRanking {
  /// s · (1 + e) for a score s of the shortlist and evidence e: the two are nearly independent witnesses, words of the whole picture
  /// and places of a few of them. The score of a candidate without any agreement is that of the shortlist.
  ///
  /// Mean average precision on 29 queries for buildings: 0.714 by s alone, 0.719 by e with s between equals, 0.740 by this.
  static func score(shortlistScore: Float, agreement: Agreement) -> Double {
    Double(shortlistScore) * (1 + agreement.evidence)
  }

  /// Places of candidates, those proven first, both kinds by score. Candidates come in the order of the shortlist, which decides
  /// between equal scores.
  static func order(of candidates: [VerifiedCandidate]) -> [Int] {
    let keys = candidates.map { (isSame: $0.proof?.isSame ?? false, score: $0.score) }
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
  /// What it is ranked by among its like.
  var score: Double

  init(_ hit: ShortlistSearch.Hit) {
    self.hit = hit
    score = Double(hit.picture.score)
  }
}
