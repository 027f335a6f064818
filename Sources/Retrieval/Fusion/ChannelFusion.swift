import Core
import GlobalChannel
import InvertedFile
import Storage

/// Brings together what words and vectors say of pictures: as sums of evidence, not of raw scores.
///
/// Words count 4 log₁₀ of their score, as in the ranking of proofs; vectors −log₁₀ of how often chance makes pictures so similar
/// (`VectorEvidence`). A picture that words did not find counts as if it were somewhat worse than the last one that they found.
struct ChannelFusion {
  let vectors: VectorComparison
  let options: QueryOptions
  /// Whether candidates have scores of proofs.
  let isVerified: Bool
  /// What words found, before any proof.
  private let leastWords: Double

  /// By how much a picture without a common word is behind the last one that has some: 1 tells tenfold odds.
  private static let absence = 1.0

  init(
    _ vectors: VectorComparison, words candidates: [VerifiedCandidate], options: QueryOptions,
    isVerified: Bool
  ) {
    self.vectors = vectors
    self.options = options
    self.isVerified = isVerified
    leastWords =
      candidates.map { ProofRanking.wordEvidence($0.hit.picture.score) }.min().map { $0 - Self.absence } ?? 0
  }

  /// The pictures of both shortlists, those first for which most speaks.
  func shortlist(
    _ words: [VerifiedCandidate], in snapshot: borrowing IndexSnapshot
  ) throws(StorageError) -> [VerifiedCandidate] {
    let known = Set(words.map(\.hit.picture.picture))
    let others = vectors.nearest.map { PictureID(rawValue: $0.id) }.filter { !known.contains($0) }
    let all = words + others.map { VerifiedCandidate(unfoundByWords: $0) }
    let evidence = try all.map { (candidate) throws(StorageError) in
      try channelEvidence(of: candidate, in: snapshot)
    }
    return all.indices.sorted { evidence[$0] != evidence[$1] ? evidence[$0] > evidence[$1] : $0 < $1 }
      .map { all[$0] }
  }

  /// Candidates with what both channels and, where there is one, the proof tell of them, and those of the vectors that were lost
  /// when the query was expanded.
  func scored(
    _ candidates: [VerifiedCandidate], in snapshot: borrowing IndexSnapshot
  ) throws(StorageError) -> [VerifiedCandidate] {
    let known = Set(candidates.map(\.hit.picture.picture))
    let lost = vectors.nearest.map { PictureID(rawValue: $0.id) }.filter { !known.contains($0) }
      .map { VerifiedCandidate(unprovenByVector: $0) }
    return try (candidates + lost).map { (candidate) throws(StorageError) in
      var scored = candidate
      let vector = try vectorEvidence(of: candidate, in: snapshot)
      if isVerified {
        // The score of a proof has a floor where words say nothing.
        scored.score += vector + (candidate.isFoundByWords ? 0 : ProofRanking.offset + leastWords)
      } else {
        scored.score = ProofRanking.offset + words(of: candidate) + vector
      }
      return scored
    }
  }

  private func channelEvidence(
    of candidate: VerifiedCandidate, in snapshot: borrowing IndexSnapshot
  ) throws(StorageError) -> Double {
    try words(of: candidate) + vectorEvidence(of: candidate, in: snapshot)
  }

  private func words(of candidate: VerifiedCandidate) -> Double {
    candidate.isFoundByWords ? ProofRanking.wordEvidence(candidate.hit.picture.score) : leastWords
  }

  /// None for a picture without a vector, as for one that is like all others.
  private func vectorEvidence(
    of candidate: VerifiedCandidate, in snapshot: borrowing IndexSnapshot
  ) throws(StorageError) -> Double {
    let similarity = try vectors.similarity(of: candidate.hit.picture.picture, in: snapshot)
    return similarity.map(vectors.evidence.evidence) ?? 0
  }
}

extension VerifiedCandidate {
  /// A picture that only its vector speaks for.
  init(unfoundByWords picture: PictureID) {
    self.init(ShortlistSearch.Hit(picture: ScoredPicture(picture: picture, score: 0), rotation: 0))
  }

  /// The same after verification, which it was not part of.
  init(unprovenByVector picture: PictureID) {
    self.init(unfoundByWords: picture)
    score = ProofRanking.score(shortlistScore: hit.picture.score, agreement: nil)
  }

  /// Scores of words are never 0.
  var isFoundByWords: Bool { hit.picture.score != 0 }
}
