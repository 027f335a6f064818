import Core
import InvertedFile
import Storage
import Verification

/// Verifies pairs of stored pictures. The earlier picture is the query: what two pictures have in common hardly depends on which
/// of them asks, so each pair is verified one way.
struct LinkVerification: Sendable {
  /// Pairs with the same earlier picture.
  typealias Work = ArraySlice<PicturePairKey>

  /// What a third picture says of pairs: how it takes the earlier picture to the later one.
  typealias Predictions = [PicturePairKey: PlaneTransform]

  let maxNFA: Double
  /// Among how many pairs a link may come about by chance.
  let testedCount: Int
  /// For pairs that were chosen for a third picture's sake: links must agree with it. `nil` for other pairs.
  var predictions: Predictions?

  /// Pairs that are verified at a time: their matches are all in memory.
  private static let mostPairs = 200

  /// Sorted pairs cut into pieces of one query each.
  static func pieces(of pairs: [PicturePairKey]) -> [Work] {
    var pieces: [Work] = []
    var start = 0
    for end in pairs.indices.map({ $0 + 1 })
    where end == pairs.count || pairs[end].earlier != pairs[start].earlier || end - start == mostPairs {
      pieces.append(pairs[start..<end])
      start = end
    }
    return pieces
  }

  /// The links among some pairs.
  func links(among pairs: Work, in snapshot: borrowing IndexSnapshot) throws(StorageError) -> [FoundLink] {
    guard let first = pairs.first, let query = try PreparedQuery(stored: first.earlier, in: snapshot) else {
      return []
    }
    var candidates = pairs.map {
      VerifiedCandidate(ShortlistSearch.Hit(picture: ScoredPicture(picture: $0.later, score: 0), rotation: 0))
    }
    let verification = CandidateVerification(
      query: query, options: options, plan: QueryPlan(scoring: .hamming, verifiedCount: pairs.count),
      testedCount: testedCount)
    var report = QueryReport(
      query: "", collection: "", width: query.width, height: query.height, scoring: .hamming,
      wordsPerFeature: 1, timings: QueryReport.Timings(), warnings: [])
    try verification.run(on: &candidates, in: snapshot, report: &report)
    var links: [FoundLink] = []
    for (pair, candidate) in zip(pairs, candidates) {
      guard let proof = candidate.proof, proof.isSame, let target = try snapshot.summary(of: pair.later),
        isAsPredicted(proof, of: pair, target)
      else { continue }
      links.append(link(pair, proof, query, target))
    }
    return links
  }

  private func isAsPredicted(_ proof: Proof, of pair: PicturePairKey, _ target: PictureSummary) -> Bool {
    guard let predictions else { return true }
    guard let map = predictions[pair] else { return false }
    return proof.agrees(with: map, targetWidth: target.width, targetHeight: target.height)
  }

  private var options: QueryOptions {
    var options = QueryOptions()
    options.maxNFA = maxNFA
    return options
  }

  private func link(
    _ pair: PicturePairKey, _ proof: Proof, _ query: PreparedQuery, _ target: PictureSummary
  ) -> FoundLink {
    let geometry = LinkGeometry(
      proof, query: (query.width, query.height), target: (target.width, target.height))
    let fewer = min(query.rotations[0].featureCount, target.featureCount)
    let matchedShare = Double(proof.inlierCount) / Double(max(1, fewer))
    return FoundLink(
      pair: pair, kind: geometry.kind(matchedShare: matchedShare), logNFA: proof.logNFA,
      inlierCount: proof.inlierCount, effectiveInlierCount: proof.effectiveInlierCount, model: proof.model,
      laterFromEarlier: proof.targetFromQuery, earlierFromLater: proof.queryFromTarget,
      overlapOfEarlier: geometry.overlapOfQuery, overlapOfLater: geometry.overlapOfTarget,
      isMirrored: proof.isMirrored, isTransitive: predictions != nil)
  }
}
