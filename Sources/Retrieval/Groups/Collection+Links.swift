import InvertedFile
import Storage

/// What shows the same as what.
extension Collection {
  /// Compares all pictures with each other, as they are kept in the collection, and tells which are proven to show the same thing.
  ///
  /// Each picture is asked for by its own words, and the best of its shortlist are verified, as in queries. Then pictures that have
  /// a link to the same third one are compared with each other too. All of it sees one state of the collection, whatever
  /// others write meanwhile; the same state gives the same links for any number of jobs.
  ///
  /// Takes about as long as so many queries; blocks its thread until it is done. In memory are the shortlists, some 16 bytes for each of
  /// `candidates` of each picture, and the links.
  ///
  /// - Parameters:
  ///   - options: what is compared and what is a link.
  ///   - progress: called for each picture of each stage, from any thread.
  ///   - shouldStop: asked often, on any thread; once it says yes, a report without links is returned.
  /// - Returns: each linked pair once.
  /// - Throws: for a collection that is lean, which does not know where features are, or that cannot be read.
  public func links(
    options: LinkOptions = LinkOptions(), progress: @escaping @Sendable (LinkProgress) -> Void = { _ in },
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) throws(RetrievalError) -> LinkReport {
    try options.validate()
    let stopwatch = Stopwatch()
    let index = try index()
    guard index.settings.keepsSignatures else {
      throw RetrievalError(
        path: path,
        "this collection is lean and does not know where features are, so nothing can be proven; ingest the pictures "
          + "into a new collection that is not lean")
    }
    let filter = try options.nameFilter.map { text throws(RetrievalError) in try NamePattern(text) }
    var report = LinkReport(collection: path, maxNFA: options.maxNFA)
    do throws(StorageError) {
      let state = try FrozenState(of: index, jobs: options.jobs)
      let search = LinkSearch(state: state, options: options, progress: progress, shouldStop: shouldStop)
      report.wasInterrupted = !(try search.run(filter, report: &report))
    } catch {
      throw RetrievalError(error)
    }
    report.timings.total = stopwatch.total
    return report
  }

  /// The names of all pictures, or of those whose names fit a pattern, in the order of ingestion.
  public func names(fitting pattern: String? = nil) throws(RetrievalError) -> [String] {
    let filter = try pattern.map { text throws(RetrievalError) in try NamePattern(text) }
    let snapshot = try snapshot()
    var names: [String] = []
    do throws(StorageError) {
      try snapshot.forEachPicture { _, summary in
        if filter?.matches(summary.name) ?? true { names.append(summary.name) }
      }
    } catch {
      throw RetrievalError(error)
    }
    return names
  }
}
