import InvertedFile
import Storage

/// A proven picture that a query grows by.
struct ExpansionSource: Sendable {
  let id: PictureID
  let picture: NewPicture
  let proof: Proof
  /// Under which turn of the query it was proven.
  let rotation: Int
}

/// Chooses and fetches the proven pictures that a query grows by; what was fetched once is kept for the next time.
struct ExpansionSources: Sendable {
  /// Pictures that are taken at most, the best.
  static let mostCount = 20
  /// A query grows only by pictures of at most this log₁₀ NFA, however many false alarms are allowed among results: a wrong
  /// one draws others of its kind after it, and is then further from all doubt than it ever was. From −4 to −6 rankings
  /// are equally good; −3 lets queries drift away.
  static let mostLogNFA = -5.0

  /// Of the query. A picture of the same content is proven always, and there is nothing to be learnt from it.
  let content: ContentID
  private var fetched: [PictureID: NewPicture] = [:]

  init(content: ContentID) {
    self.content = content
  }

  /// The best first.
  mutating func sources(
    among candidates: [VerifiedCandidate], in snapshot: borrowing IndexSnapshot
  ) throws(StorageError) -> [ExpansionSource] {
    let chosen = try chosen(among: candidates, in: snapshot)
    let missing = chosen.map(\.hit.picture.picture).filter { fetched[$0] == nil }.sorted()
    for (id, picture) in zip(missing, try snapshot.newPictures(missing)) { fetched[id] = picture }
    return chosen.compactMap { candidate in
      let id = candidate.hit.picture.picture
      guard let proof = candidate.proof, let picture = fetched[id] else { return nil }
      return ExpansionSource(id: id, picture: picture, proof: proof, rotation: candidate.hit.rotation)
    }
  }

  private func chosen(
    among candidates: [VerifiedCandidate], in snapshot: borrowing IndexSnapshot
  ) throws(StorageError) -> [VerifiedCandidate] {
    var chosen: [VerifiedCandidate] = []
    for place in ProofRanking.order(of: candidates) where chosen.count < Self.mostCount {
      let candidate = candidates[place]
      guard let proof = candidate.proof, proof.isSame, proof.logNFA <= Self.mostLogNFA,
        let summary = try snapshot.summary(of: candidate.hit.picture.picture), summary.content != content
      else { continue }
      chosen.append(candidate)
    }
    return chosen
  }
}
