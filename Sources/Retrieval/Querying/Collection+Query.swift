import InvertedFile
import Storage

/// Searching.
extension Collection {
  /// The pictures that fit a query best, by words and signatures alone.
  ///
  /// May be called from any number of tasks at once, also while pictures come and go: each query sees one state of the
  /// collection. The same query of the same state gives the same report, timings apart, for any number of jobs.
  ///
  /// Nothing found is no error; an unreadable picture, a name that is not there, and options that do not fit the
  /// collection are, with a sentence that says what to do.
  ///
  /// A picture of the collection as a source has one word a feature, so its scores differ from its file's with several. In
  /// `asmk` scoring a region of it takes the aggregates of all words that a feature in the region has.
  public func query(
    _ source: QuerySource, options: QueryOptions = QueryOptions()
  ) throws(RetrievalError) -> QueryReport {
    try options.validate()
    let stopwatch = Stopwatch()
    let scoring = try scoring(for: options)
    var timings = QueryReport.Timings()
    let query = try prepare(source, options, scoring, timings: &timings)
    let search = ShortlistSearch(
      query: query, options: options.shortlist(for: scoring),
      filter: try options.nameFilter.map { text throws(RetrievalError) in try NamePattern(text) },
      explains: options.explains)
    var report = QueryReport(
      query: source.name, collection: path, width: query.width, height: query.height, scoring: scoring,
      wordsPerFeature: query.wordsPerFeature, timings: timings, warnings: query.warnings)
    do throws(StorageError) {
      try search.run(in: snapshotOfTables(), into: &report)
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

  private func snapshotOfTables() throws(StorageError) -> IndexSnapshot { try handle.current().snapshot() }
}
