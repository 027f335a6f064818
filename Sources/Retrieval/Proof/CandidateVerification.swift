import Core
import InvertedFile
import Storage
import Verification

/// The first pictures of a shortlist, looked at closely: which of their features correspond to the query's, and whether these
/// lie alike in both.
///
/// A candidate is verified under the turn of the query under which it scored best. All turns would cost as many times the
/// time, and a picture that shows the query turned has most of its matches, so its score, under the turn next to it.
///
/// Before it is said that there is nothing, more pictures are looked at: a small or faint thing has few matches, and the
/// shortlist alone may place it far behind.
struct CandidateVerification {
  let query: PreparedQuery
  let options: QueryOptions
  /// It says how many candidates are verified.
  let plan: QueryPlan
  /// Among how many pictures they were found.
  let testedCount: Int

  /// Adds proofs and scores, and counts and timings to the report.
  func run(
    on candidates: inout [VerifiedCandidate], in snapshot: borrowing IndexSnapshot,
    report: inout QueryReport
  ) throws(StorageError) {
    report.maxNFA = options.maxNFA
    for place in candidates.indices {
      candidates[place].score = ProofRanking.score(
        shortlistScore: candidates[place].hit.picture.score, agreement: nil)
    }
    try verify(candidates.prefix(plan.verifiedCount).indices, of: &candidates, in: snapshot, report: &report)
    guard options.maxNFA < .infinity, !candidates.contains(where: { $0.proof?.isSame == true }) else {
      return
    }
    let further = candidates.prefix(plan.mostVerifiedCount).indices.dropFirst(report.verifiedCount)
    try verify(further, of: &candidates, in: snapshot, report: &report)
  }

  private func verify(
    _ verified: Range<Int>, of candidates: inout [VerifiedCandidate], in snapshot: borrowing IndexSnapshot,
    report: inout QueryReport
  ) throws(StorageError) {
    report.verifiedCount += verified.count
    let traits = snapshot.featureTraits
    for (rotation, turn) in query.rotations.enumerated() {
      let places = verified.filter { candidates[$0].hit.rotation == rotation }
      guard !places.isEmpty, let evidence = turn.evidence else { continue }
      var stopwatch = Stopwatch()
      let matches = try snapshot.matches(
        of: places.map { candidates[$0].hit.picture.picture }, with: evidence.words,
        options: correspondenceOptions(traits))
      report.timings.correspondences += stopwatch.lap()
      let found = proofs(
        from: matches, evidence, traits, places.map { candidates[$0].hit.picture.score })
      for (place, found) in zip(places, found) {
        guard let found else { continue }
        candidates[place].proof = found.proof
        candidates[place].score = found.score
      }
      report.timings.verification += stopwatch.lap()
    }
  }

  private func correspondenceOptions(_ traits: FeatureTraits) -> CorrespondenceOptions {
    var options = CorrespondenceOptions()
    options.threshold = traits.correspondenceThreshold
    options.stopShare = self.options.stopShare
    options.mostPostings = self.options.mostPostings
    return options
  }

  private struct Found: Sendable {
    let proof: Proof
    let score: Double
  }

  /// What agrees with the query, candidate by candidate, on several threads.
  private func proofs(
    from matches: CandidateMatches, _ evidence: PreparedQuery.Evidence, _ traits: FeatureTraits,
    _ scores: [Float]
  ) -> [Found?] {
    let closeness = MatchCloseness(width: traits.closenessWidth)
    let verifier = PairVerifier(chance: traits.chance)
    return Parallel.map(count: matches.candidates.count, jobs: options.jobs) { place -> Found? in
      let candidate = matches.candidates[place]
      let pair = PicturePair(
        first: query.area, second: PictureArea(width: candidate.width, height: candidate.height),
        correspondences: matches[candidate].lazy
          .filter { !evidence.isBorrowed($0.queryFeature, from: candidate.picture) }
          .map { Correspondence($0, evidence.frames[Int($0.queryFeature)], closeness[$0]) },
        frames: traits.frames)
      guard let agreement = verifier.agreement(of: pair),
        let proof = Proof(agreement, of: pair, testCount: Double(testedCount), maxNFA: options.maxNFA)
      else { return nil }
      return Found(
        proof: proof, score: ProofRanking.score(shortlistScore: scores[place], agreement: agreement))
    }
  }
}

/// How surely a match is one: exp(−d²/w²) for signatures that differ in d bits and the width w of their kind. Weights of words have no part in
/// it, so that what chance brings about is the same in small and large collections.
private struct MatchCloseness: Sendable {
  private let byDistance: [Float]

  init(width: Double) {
    byDistance = (0...64).map { Float(exponential(-Double($0 * $0) / (width * width))) }
  }

  subscript(match: CandidateMatches.Match) -> Float { byDistance[Int(match.distance)] }
}

extension Correspondence {
  fileprivate init(_ match: CandidateMatches.Match, _ frame: LocalFrame, _ closeness: Float) {
    self.init(
      firstFeature: match.queryFeature, secondFeature: match.feature, first: frame,
      second: LocalFrame(match.geometry), closeness: closeness)
  }
}

extension LocalFrame {
  init(_ place: FeatureGeometry) {
    self.init(x: place.x, y: place.y, xx: place.xx, xy: place.xy, yx: place.yx, yy: place.yy)
  }
}
