import InvertedFile
import Testing

@testable import Retrieval
@testable import Verification

@Suite("Ranking by proof") struct ProofRankingTests {
  private static func agreement(_ logChance: Double) -> Agreement {
    Agreement(
      model: .similarity, secondFromFirst: .identity, inliers: [], effectiveInlierCount: 0,
      evidence: -logChance, logChance: logChance)
  }

  /// A candidate whose agreement is so probable by chance; `nil`: it has none.
  private static func candidate(_ number: UInt32, _ score: Float, logChance: Double?) throws
    -> VerifiedCandidate
  {
    var candidate = VerifiedCandidate(
      ShortlistSearch.Hit(
        picture: ScoredPicture(picture: PictureID(rawValue: number), score: score), rotation: 0))
    guard let logChance else { return candidate }
    let pair = PicturePair(
      first: PictureArea(width: 9, height: 9), second: PictureArea(width: 9, height: 9), correspondences: [])
    let agreement = agreement(logChance)
    candidate.proof = Proof(agreement, of: pair, testCount: 1, maxNFA: 1e-3)
    try #require(candidate.proof != nil)
    candidate.score = ProofRanking.score(shortlistScore: score, agreement: agreement)
    return candidate
  }

  @Test("the proven come first, both kinds by score")
  func order() throws {
    let candidates = try [
      Self.candidate(0, 0.9, logChance: nil), Self.candidate(1, 0.8, logChance: -1),
      Self.candidate(2, 0.7, logChance: -4), Self.candidate(3, 0.6, logChance: nil),
      Self.candidate(4, 0.5, logChance: -30), Self.candidate(5, 0.4, logChance: -2),
    ]
    #expect(ProofRanking.order(of: candidates) == [4, 2, 1, 5, 0, 3])
    #expect(ProofRanking.order(of: []) == [])
  }

  @Test("equal scores stay in the order of the shortlist")
  func ties() throws {
    let candidates = try (0..<6).map {
      try Self.candidate(UInt32($0), 0.5, logChance: $0 % 2 == 0 ? -9 : nil)
    }
    #expect(ProofRanking.order(of: candidates) == [0, 2, 4, 1, 3, 5])
  }

  @Test("a score grows with the evidence, and with the shortlist's")
  func score() {
    func score(_ shortlist: Float, _ logChance: Double) -> Double {
      ProofRanking.score(shortlistScore: shortlist, agreement: Self.agreement(logChance))
    }
    #expect(score(0.1, -9) > score(0.1, -8) && score(0.2, -9) > score(0.1, -9))
  }
}
