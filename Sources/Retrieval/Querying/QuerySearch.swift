import GlobalChannel
import InvertedFile
import Storage

/// A query's way through one state of a collection: shortlist, verification, expansion, results; in the channels that were asked
/// for.
struct QuerySearch {
  let query: PreparedQuery
  /// `nil` when only words are compared, or there is nothing in the query that a vector could be made of.
  let vector: ByteVector?
  let options: QueryOptions
  let plan: QueryPlan

  func run(
    in snapshot: borrowing IndexSnapshot, _ filter: NamePattern?, report: inout QueryReport
  ) throws(StorageError) {
    let allowed = try snapshot.pictures(fitting: filter)
    var search = ShortlistSearch(
      query: query, options: options.shortlist(for: plan, of: snapshot.featureTraits), allowed: allowed)
    var candidates = try words(search, in: snapshot, report: &report)
    let fusion = try fusion(with: candidates, allowed, in: snapshot, report: &report)
    if let fusion { candidates = try fusion.shortlist(candidates, in: snapshot) }
    if plan.isVerified { search = try verify(&candidates, search, in: snapshot, report: &report) }
    if let fusion { try finish(&candidates, fusion, in: snapshot, report: &report) }
    let listing = ResultListing(
      search: search, options: options, isVerified: plan.isVerified, vectors: fusion?.vectors)
    try listing.run(on: candidates, in: snapshot, report: &report)
  }

  /// The pictures that have words in common with the query.
  private func words(
    _ search: ShortlistSearch, in snapshot: borrowing IndexSnapshot, report: inout QueryReport
  ) throws(StorageError) -> [VerifiedCandidate] {
    guard options.channel.usesWords else {
      report.searchedPictureCount = search.searchedCount(in: snapshot)
      return []
    }
    var stopwatch = Stopwatch()
    let candidates = try search.run(in: snapshot, report: &report).map { VerifiedCandidate($0) }
    report.timings.shortlist = stopwatch.lap()
    return candidates
  }

  /// What vectors say; `nil` when they are not asked.
  private func fusion(
    with candidates: [VerifiedCandidate], _ allowed: [Bool]?, in snapshot: borrowing IndexSnapshot,
    report: inout QueryReport
  ) throws(StorageError) -> ChannelFusion? {
    guard options.channel.usesVectors, let vector else { return nil }
    var stopwatch = Stopwatch()
    let count = max(options.top, plan.mostVerifiedCount, NeighbourSearch.mostPictures)
    let first = try VectorComparison(
      vector, keeping: count, allowed: allowed, jobs: options.jobs, in: snapshot)
    let vectors = try NeighbourSearch(options: options)
      .again(first, keeping: count, allowed: allowed, in: snapshot)
    report.timings.vectors += stopwatch.lap()
    return ChannelFusion(vectors, words: candidates, options: options, isVerified: plan.isVerified)
  }

  /// Adds proofs; returns the search that found the candidates, which is another one when the query was expanded.
  private func verify(
    _ candidates: inout [VerifiedCandidate], _ search: ShortlistSearch, in snapshot: borrowing IndexSnapshot,
    report: inout QueryReport
  ) throws(StorageError) -> ShortlistSearch {
    let verification = CandidateVerification(
      query: query, options: options, plan: plan, testedCount: report.searchedPictureCount)
    try verification.run(on: &candidates, in: snapshot, report: &report)
    guard options.expand != .off else { return search }
    let expansion = QueryExpansion(
      search: search, options: options, plan: plan, pictureCount: report.searchedPictureCount)
    return try expansion.run(on: &candidates, in: snapshot, report: &report)
  }

  /// Scores that both channels made.
  private func finish(
    _ candidates: inout [VerifiedCandidate], _ fusion: ChannelFusion, in snapshot: borrowing IndexSnapshot,
    report: inout QueryReport
  ) throws(StorageError) {
    var stopwatch = Stopwatch()
    candidates = try fusion.scored(candidates, in: snapshot)
    if options.neighbours == .diffusion {
      try NeighbourSearch(options: options).spread(fusion.vectors, over: &candidates, in: snapshot)
    }
    if !plan.isVerified { candidates = ProofRanking.order(of: candidates).map { candidates[$0] } }
    report.timings.vectors += stopwatch.lap()
  }
}
