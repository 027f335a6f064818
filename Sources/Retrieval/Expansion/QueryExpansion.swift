import Core
import InvertedFile
import Storage
import Verification

/// Asks a collection again, with a query that has grown by what was proven, and once more, should that have proven more.
///
/// Candidates of the larger query are verified against all of it. Since what was added stands where it belongs in the query, their
/// proofs are still about the query alone: its map, its box. A larger query has more chances to agree with anything; false
/// alarms are counted as if as many times more pictures had been searched.
struct QueryExpansion {
  let search: ShortlistSearch
  let options: QueryOptions
  let plan: QueryPlan
  /// How many pictures are searched.
  let pictureCount: Int

  /// Mean average precision on 29 queries for buildings, by `average`: 0.734 before, 0.796 with one, 0.810 with two; a third
  /// brought nothing in an earlier measurement.
  static let mostRounds = 2

  private var logOfPictures: Double {
    binaryLogarithm(Double(max(1, pictureCount))) / binaryLogarithm(10)
  }

  /// What is gone from round to round with.
  private struct State {
    var sources: ExpansionSources
    /// What the query itself found.
    let first: [VerifiedCandidate]
    var names: [String] = []
    var search: ShortlistSearch
  }

  /// Replaces candidates by those of the larger query; returns the search that found them.
  func run(
    on candidates: inout [VerifiedCandidate], in snapshot: borrowing IndexSnapshot,
    report: inout QueryReport
  ) throws(StorageError) -> ShortlistSearch {
    var stopwatch = Stopwatch()
    var state = State(
      sources: ExpansionSources(content: search.query.content), first: candidates, search: search)
    for _ in 0..<Self.mostRounds {
      guard try expand(&candidates, &state, in: snapshot, report: report) else { break }
    }
    report.expandedWith = state.names
    report.timings.expansion = stopwatch.lap()
    return state.search
  }

  /// One round; false when there is nothing new to grow by.
  private func expand(
    _ candidates: inout [VerifiedCandidate], _ state: inout State, in snapshot: borrowing IndexSnapshot,
    report: QueryReport
  ) throws(StorageError) -> Bool {
    let sources = try state.sources.sources(among: candidates, in: snapshot)
    let names = sources.map(\.picture.name)
    guard let kind = snapshot.index.geometryKind, !Set(names).isSubset(of: state.names) else { return false }
    state.names = names
    state.search = try larger(by: sources, kind, state.first, in: snapshot)
    // What is told of the query is told of the one that was asked.
    var aside = report
    var found = try state.search.run(in: snapshot, report: &aside).map { VerifiedCandidate($0) }
    let growth = state.search.query.growth(over: search.query)
    let verification = CandidateVerification(
      query: state.search.query, options: options, depth: plan.verifiedCount,
      testedCount: Int((Double(pictureCount) * growth).rounded(.up)))
    try verification.run(on: &found, in: snapshot, report: &aside)
    candidates = try merged(candidates, found, state.search, in: snapshot)
    return true
  }

  private func larger(
    by sources: [ExpansionSource], _ kind: FeatureGeometry.Kind, _ first: [VerifiedCandidate],
    in snapshot: borrowing IndexSnapshot
  ) throws(StorageError) -> ShortlistSearch {
    var query = QueryGrowth(query: search.query, expansion: options.expand, kind: kind)
      .query(grownBy: sources)
    var kernel = search.options
    if options.expand == .discriminative {
      let teaching = QueryTeaching(query: search.query, kind: kind, candidates: first)
      for (rotation, words) in try teaching.query(taughtBy: sources, in: snapshot).enumerated() {
        query.rotations[rotation].words = words
      }
      kernel.kernel = .linear
    }
    return ShortlistSearch(query: query, options: kernel, allowed: search.allowed)
  }

  /// What the larger query found, with proofs of the smaller one where these are surer; what that one has proven and the larger
  /// query did not find comes last.
  private func merged(
    _ before: [VerifiedCandidate], _ found: [VerifiedCandidate], _ larger: ShortlistSearch,
    in snapshot: borrowing IndexSnapshot
  ) throws(StorageError) -> [VerifiedCandidate] {
    let proven = before.filter { $0.proof?.isSame == true }
    let byPicture = Dictionary(proven.map { ($0.hit.picture.picture, $0) }) { first, _ in first }
    let known = Set(found.map(\.hit.picture.picture))
    let missing = proven.filter { !known.contains($0.hit.picture.picture) }
    let scores = try larger.explanations(of: missing.map(\.hit), in: snapshot).map { words in
      words.reduce(0) { $0 + $1.score }
    }
    let all =
      found.map { $0.surer(byPicture[$0.hit.picture.picture]) } + zip(missing, scores).map { $0.scored($1) }
    return all.map { ranked($0, by: larger.options.kernel) }
  }

  /// With the score that it is ranked by: of its proof and of what the larger query's words say, whichever query the proof is of.
  private func ranked(
    _ candidate: VerifiedCandidate, by kernel: ShortlistOptions.Kernel
  ) -> VerifiedCandidate {
    var ranked = candidate
    let score = candidate.hit.picture.score
    ranked.score = ProofRanking.score(
      // A classifier's value is the logarithm of something like odds.
      shortlistScore: kernel == .linear ? Float(exponential(Double(score))) : score,
      logChance: candidate.proof.map { min(0, $0.logNFA - logOfPictures) } ?? 0)
    return ranked
  }
}

extension VerifiedCandidate {
  /// With another's proof, if that is surer.
  fileprivate func surer(_ other: VerifiedCandidate?) -> VerifiedCandidate {
    guard let other, let proof = other.proof, proof.logNFA < self.proof?.logNFA ?? .infinity else {
      return self
    }
    var surer = VerifiedCandidate(
      ShortlistSearch.Hit(picture: hit.picture, rotation: other.hit.rotation))
    surer.proof = proof
    return surer
  }

  /// With another score of the shortlist.
  fileprivate func scored(_ score: Float) -> VerifiedCandidate {
    let picture = ScoredPicture(picture: hit.picture.picture, score: score)
    var scored = VerifiedCandidate(ShortlistSearch.Hit(picture: picture, rotation: hit.rotation))
    scored.proof = proof
    return scored
  }
}
