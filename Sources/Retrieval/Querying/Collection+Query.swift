import InvertedFile
import Storage

/// Searching.
extension Collection {
  /// The pictures that show the same thing as a query, where in each it lies, and what proves it.
  ///
  /// Words and signatures make a shortlist of the whole collection; its first pictures are verified by the places of
  /// features, where the collection keeps these. Then those that are proven come first, and when none is, nothing was found.
  ///
  /// May be called from any number of tasks at once, also while pictures come and go: each query sees one state of the
  /// collection. The same query of the same state gives the same report, timings apart, for any number of jobs.
  ///
  /// Nothing found is no error; an unreadable picture, a name that is not there, and options that do not fit the
  /// collection are, with a sentence that says what to do.
  ///
  /// Where the collection has vectors, `options.channel` takes these instead of words for the shortlist, or both; proofs are by the
  /// places of features in any case.
  ///
  /// A picture of the collection as a source has one word a feature, so its scores differ from its file's with several. In
  /// `asmk` scoring a region of it takes the aggregates of all words that a feature in the region has.
  public func query(
    _ source: QuerySource, options: QueryOptions = QueryOptions()
  ) throws(RetrievalError) -> QueryReport {
    try options.validate()
    return try query(
      source, options,
      QueryPlan(
        scoring: try scoring(for: options), verifiedCount: try verificationDepth(for: options),
        mostVerifiedCount: options.verify == nil ? QueryOptions.usualGreatestDepth : 0))
  }

  func query(
    _ source: QuerySource, _ options: QueryOptions, _ plan: QueryPlan
  ) throws(RetrievalError) -> QueryReport {
    let stopwatch = Stopwatch()
    try options.checkExpansion(for: plan, settings: settings(), collection: path)
    try options.checkChannel(hasVectors: channelSettings() != nil, collection: path)
    var timings = QueryReport.Timings()
    let source = options.channel.usesVectors ? try source.loaded() : source
    let query = try prepare(source, options, plan, timings: &timings)
    var lap = Stopwatch()
    let vector = options.channel.usesVectors ? try queryVector(source, options) : nil
    timings.vectors = lap.lap()
    var report = QueryReport(
      query: source.name, collection: path, width: query.width, height: query.height,
      channel: options.channel, scoring: plan.scoring, wordsPerFeature: query.wordsPerFeature,
      timings: timings, warnings: query.warnings)
    let filter = try options.nameFilter.map { text throws(RetrievalError) in try NamePattern(text) }
    do throws(StorageError) {
      let search = QuerySearch(query: query, vector: vector, options: options, plan: plan)
      try search.run(in: snapshotOfTables(), filter, report: &report)
    } catch {
      throw RetrievalError(error)
    }
    report.timings.total = stopwatch.total
    return report
  }

  /// How pictures are scored for these options: as they say, if the collection keeps what is compared, or as is best here.
  public func scoring(for options: QueryOptions) throws(RetrievalError) -> QueryOptions.Scoring {
    try options.scoring(for: settings(), collection: path)
  }

  /// How many pictures of the shortlist are verified for these options: as they say, if the collection keeps where features are,
  /// or as is usual here.
  public func verificationDepth(for options: QueryOptions) throws(RetrievalError) -> Int {
    try options.verificationDepth(for: settings(), collection: path)
  }

  private func snapshotOfTables() throws(StorageError) -> IndexSnapshot { try handle.current().snapshot() }
}

/// What becomes of a query's options in a given collection.
struct QueryPlan {
  let scoring: QueryOptions.Scoring
  /// 0: the shortlist is the result.
  let verifiedCount: Int
  /// So many are verified when none of the first `verifiedCount` is proven.
  let mostVerifiedCount: Int

  var isVerified: Bool { verifiedCount > 0 }

  init(scoring: QueryOptions.Scoring, verifiedCount: Int, mostVerifiedCount: Int = 0) {
    self.scoring = scoring
    self.verifiedCount = verifiedCount
    self.mostVerifiedCount = verifiedCount > 0 ? max(verifiedCount, mostVerifiedCount) : 0
  }
}
