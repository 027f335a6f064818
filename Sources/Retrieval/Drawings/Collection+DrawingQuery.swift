import DrawingChannel
import InvertedFile
import Storage

/// Searching by what somebody drew.
extension Collection {
  /// The pictures whose edges are like a drawing, and where in each the drawn thing stands.
  ///
  /// The drawing is tried in every picture at several sizes and places, so the thing may stand anywhere. With
  /// `options.thenPhotos` the first photographs that agree with each other become queries in the words and the vectors that the
  /// collection has of them, and what all of them say is added up.
  ///
  /// May be called from any number of tasks at once, also while pictures come and go: each query sees one state of the
  /// collection. The same query of the same state gives the same report, timings apart, for any number of jobs.
  ///
  /// - Parameters:
  ///   - source: a drawing's file or its bytes.
  ///   - options: what is told, and of which pictures.
  /// - Returns: pictures, the best first; the channel of the report is `drawing`.
  /// - Throws: for what is no drawing, and a collection without drawing rows or whose keyshapes are not there, with a
  ///   sentence that says what to do.
  public func query(
    drawing source: QuerySource, options: DrawingOptions = DrawingOptions()
  ) throws(RetrievalError) -> QueryReport {
    try options.validate()
    let stopwatch = Stopwatch()
    var lap = Stopwatch()
    let model = try keyshapes(options)
    let filter = try options.nameFilter.map { text throws(RetrievalError) in try NamePattern(text) }
    let drawn = try source.drawn()
    guard let box = drawn.lines.bounds, box.left < box.right || box.top < box.bottom else {
      throw RetrievalError(path: source.name, "there is a single dot on it; draw lines")
    }
    var report = QueryReport(
      query: source.name, collection: path, width: drawn.lines.width, height: drawn.lines.height,
      channel: .drawing, scoring: try scoring(for: QueryOptions()), wordsPerFeature: 1,
      warnings: drawn.warnings)
    report.drawing = drawn.lines
    report.timings.decode = lap.lap()
    var usual = QueryOptions()
    usual.top = PhotographQueries.listLength
    let plan = QueryPlan(scoring: report.scoring, verifiedCount: 0)
    do throws(StorageError) {
      let snapshot = try handle.current().snapshot()
      let search = DrawingSearch(
        lines: drawn.lines, model: model, options: options,
        shortlist: usual.shortlist(for: plan, of: snapshot.featureTraits))
      try search.run(in: snapshot, filter, report: &report)
    } catch {
      throw RetrievalError(error)
    }
    report.timings.total = stopwatch.total
    return report
  }

  /// The keyshapes of the collection's drawing rows.
  private func keyshapes(_ options: DrawingOptions) throws(RetrievalError) -> KeyshapeModel {
    guard let describer = try channelDescriber(of: .drawings, model: options.keyshapes) as? DrawingDescriber
    else {
      throw RetrievalError(
        path: path,
        "its pictures have no drawing rows, with which drawings are compared; give them theirs with "
          + "`sightline embed \(path) --drawings`")
    }
    return describer.model
  }
}
