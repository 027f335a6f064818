import Testing

@testable import Retrieval

/// What votes prove.
@Suite struct OrientationVoteTests {
  @Test("the tail of the binomial distribution is what one counts by hand")
  func tail() {
    #expect(abs(OrientationVote.tail(from: 2, of: 2, probability: 0.25) - 1.0 / 16) < 1e-12)
    #expect(abs(OrientationVote.tail(from: 1, of: 2, probability: 0.25) - 7.0 / 16) < 1e-12)
    #expect(abs(OrientationVote.tail(from: 0, of: 5, probability: 0.25) - 1) < 1e-12)
    let many = OrientationVote.tail(from: 10_000, of: 10_000, probability: 0.25)
    #expect(many >= 0 && many < 1e-300)
  }

  @Test(
    "a common vertical is seen, its absence too, and few votes say nothing",
    arguments: [
      ([33, 9, 7, 11], OrientationVote.Verdict.upright), ([9, 33, 7, 11], .upright),
      ([15, 15, 15, 15], .turned),
      ([20, 14, 13, 13], .turned), ([5, 4, 5, 4], .unknown), ([8, 0, 0, 0], .upright),
      ([2, 1, 0, 0], .unknown),
      ([0, 0, 0, 0], .unknown),
    ])
  func verdicts(votes: [Int], verdict: OrientationVote.Verdict) {
    let vote = OrientationVote(votes: votes)
    #expect(vote.verdict == verdict, "\(vote.chance)")
    #expect(vote.orientation == (verdict == .turned ? .dominant : .upright))
  }

  @Test("that nothing is seen proves nothing where the vocabulary doesn't fit")
  func distrust() {
    #expect(OrientationVote(votes: [15, 15, 15, 15], isTrusted: false).verdict == .unknown)
    #expect(OrientationVote(votes: [33, 9, 7, 11], isTrusted: false).verdict == .upright)
  }
}
