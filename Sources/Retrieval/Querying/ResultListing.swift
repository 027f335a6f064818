import InvertedFile
import Storage

/// From ranked candidates to what a report says of them.
struct ResultListing {
  let search: ShortlistSearch
  let options: QueryOptions
  /// Whether geometry decides what is found.
  let isVerified: Bool
  /// What vectors say; `nil` when they were not asked.
  var vectors: VectorComparison?

  /// Adds the results, and what came nearest when there are none.
  func run(
    on candidates: [VerifiedCandidate], in snapshot: borrowing IndexSnapshot, report: inout QueryReport
  ) throws(StorageError) {
    let order =
      isVerified
      ? ProofRanking.order(of: candidates, provenFirst: provenFirst) : Array(candidates.indices)
    guard isFound(candidates) else {
      guard let nearest = mostImprobable(candidates) else { return }
      report.nearest = try results(of: [nearest], candidates, in: snapshot, words: nil).first
      return
    }
    let shown = Array(order.prefix(options.top))
    var stopwatch = Stopwatch()
    let words =
      options.explains
      ? try search.explanations(of: shown.map { candidates[$0].hit }, in: snapshot) : nil
    if options.explains { report.timings.explanation = stopwatch.lap() }
    report.results = try results(of: shown, candidates, in: snapshot, words: words)
  }

  /// Where every agreement is taken for a proof and vectors have a say, it is no more than evidence.
  private var provenFirst: Bool { vectors == nil || options.maxNFA < .infinity }

  /// The candidate whose agreement chance explains worst.
  private func mostImprobable(_ candidates: [VerifiedCandidate]) -> Int? {
    let agreeing = candidates.indices.filter { candidates[$0].proof != nil }
    return agreeing.min {
      (candidates[$0].proof?.logNFA ?? 0, $0) < (candidates[$1].proof?.logNFA ?? 0, $1)
    }
  }

  /// Whatever number of false alarms is allowed, everything counts as found.
  private func isFound(_ candidates: [VerifiedCandidate]) -> Bool {
    !isVerified || options.maxNFA == .infinity || candidates.contains { $0.proof?.isSame == true }
  }

  private func results(
    of places: [Int], _ candidates: [VerifiedCandidate], in snapshot: borrowing IndexSnapshot,
    words: [[QueryReport.Word]]?
  ) throws(StorageError) -> [QueryReport.Result] {
    var results: [QueryReport.Result] = []
    for (rank, place) in places.enumerated() {
      let candidate = candidates[place]
      let turn = search.query.rotations[candidate.hit.rotation]
      let summary = try summary(of: candidate.hit.picture.picture, in: snapshot)
      results.append(
        QueryReport.Result(
          rank: rank + 1, name: summary.name, score: Float(candidate.score), proof: candidate.proof,
          shortlistRank: place + 1, shortlistScore: candidate.hit.picture.score,
          channels: channels(of: candidate),
          similarity: try vectors?.similarity(of: candidate.hit.picture.picture, in: snapshot) ?? nil,
          pictureWidth: summary.width, pictureHeight: summary.height, rotationInDegrees: turn.degrees,
          isMirrored: turn.isMirrored, words: words?[rank]))
    }
    return results
  }

  private func channels(of candidate: VerifiedCandidate) -> [QueryOptions.Channel] {
    guard let vectors else { return [.words] }
    let isNear = vectors.holds(candidate.hit.picture.picture)
    return (candidate.isFoundByWords ? [.words] : []) + (isNear ? [.global] : [])
  }

  private func summary(
    of picture: PictureID, in snapshot: borrowing IndexSnapshot
  ) throws(StorageError) -> PictureSummary {
    guard let summary = try snapshot.summary(of: picture) else {
      throw StorageError(
        .damaged, operation: "read", path: snapshot.index.environment.folder,
        "picture \(picture.rawValue) has postings and no record; `sightline check` tells more")
    }
    return summary
  }
}
