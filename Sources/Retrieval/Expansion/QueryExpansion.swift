import Core
import InvertedFile
import Storage
import Verification

/// Asks a collection again, with a query that has grown by what was proven, and once more, should that have proven more.
///
/// Candidates of the larger query are verified against all of it but what was borrowed from themselves: a picture that was
/// wrongly proven must not confirm itself. Since what was added stands where it belongs in the query, their
/// proofs are still about the query alone: its map, its box. A larger query has more chances to agree with anything; false
/// alarms are counted as if as many times more pictures had been searched.
struct QueryExpansion {
  let search: ShortlistSearch
  let options: QueryOptions
  let plan: QueryPlan
  /// How many pictures are searched.
  let pictureCount: Int

  /// The second brings another fifth of what the first brings, a third next to nothing.
  static let mostRounds = 2

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
      query: state.search.query, options: options, plan: plan,
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

  /// What the larger query found, together with what the smaller one has proven; what of that the larger query did not find comes
  /// last. Scores are of the surest proof and of what the larger query's words say.
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
    let kernel = larger.options.kernel
    return found.map { joined($0, byPicture[$0.hit.picture.picture], kernel) }
      + zip(missing, scores).map { joined($0.unproven(score: $1), $0, kernel) }
  }

  /// A candidate of the larger query with the proof that it had before, if it had one that is sure: its points are the query's
  /// own, and its map does not go by way of another picture. Otherwise with the surer of the two.
  private func joined(
    _ candidate: VerifiedCandidate, _ old: VerifiedCandidate?, _ kernel: ShortlistOptions.Kernel
  ) -> VerifiedCandidate {
    var joined = candidate
    let (before, now) = (old?.proof?.logNFA ?? .infinity, candidate.proof?.logNFA ?? .infinity)
    if let old, before <= now || before <= ExpansionSources.mostLogNFA {
      joined = VerifiedCandidate(
        ShortlistSearch.Hit(picture: candidate.hit.picture, rotation: old.hit.rotation))
      joined.proof = old.proof
    }
    let score = candidate.hit.picture.score
    joined.score = ProofRanking.score(
      // A classifier's value is the logarithm of something like odds.
      shortlistScore: kernel == .linear ? Float(exponential(Double(score))) : score,
      logChance: min(0, min(before, now) - decimalLogarithm(Double(max(1, pictureCount)))))
    return joined
  }
}

extension VerifiedCandidate {
  /// The same picture with another score of the shortlist, and nothing that agrees.
  fileprivate func unproven(score: Float) -> VerifiedCandidate {
    let picture = ScoredPicture(picture: hit.picture.picture, score: score)
    return VerifiedCandidate(ShortlistSearch.Hit(picture: picture, rotation: hit.rotation))
  }
}
