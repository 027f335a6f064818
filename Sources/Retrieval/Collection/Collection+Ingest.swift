import InvertedFile
import Storage

/// Putting pictures in.
extension Collection {
  /// Describes pictures and adds them, in their order; the number of jobs changes nothing of what is stored.
  ///
  /// A picture that is there by name and content is skipped before it is decoded. One whose file changed is left as it is
  /// and reported, or read again when `options.replaces`: its old state goes and its new one comes in one transaction. The
  /// same content under a new name is kept and reported as a duplicate; a name that is given twice counts once. Pictures that
  /// cannot be read are reported and listed in `rejected.tsv` in the collection's folder.
  ///
  /// Others see the pictures batch by batch. When this process is killed, at most the open batch is lost, and the
  /// same call goes on. Waits for its turn to write; blocks its thread until it is done.
  ///
  /// Where the collection has vectors or drawing rows, each picture's are made with it; a picture that the model fails at is in with its words
  /// alone, and reported.
  ///
  /// - Parameters:
  ///   - sources: where the pictures are.
  ///   - model: where the model of its vectors is now; `nil`: where it was.
  ///   - keyshapes: where the keyshapes of its drawing rows are now; `nil`: where they were.
  ///   - options: nothing of them changes what is stored of a picture.
  ///   - onEvent: called for whatever happens, from any thread, one at a time. It must not change the collection.
  ///   - shouldStop: asked often, on any thread; once it says yes, what is described is committed and the report returned.
  /// - Returns: how many pictures came to which end.
  /// - Throws: when nothing more can be stored, such as on a full disk. What was committed before stays.
  @discardableResult
  public func ingest(
    _ sources: [IngestSource], model: String? = nil, keyshapes: String? = nil,
    options: IngestOptions = IngestOptions(),
    onEvent: @escaping @Sendable (IngestEvent) -> Void = { _ in },
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) throws(RetrievalError) -> IngestReport {
    try ingest(
      sources, by: [ModelChoice(.pictures, given: model), ModelChoice(.drawings, given: keyshapes)],
      options: options,
      onEvent: onEvent, shouldStop: shouldStop)
  }

  /// The same with a model that is open.
  @discardableResult
  package func ingest(
    _ sources: [IngestSource], by describer: any GlobalDescriber, in channel: VectorChannel = .pictures,
    options: IngestOptions = IngestOptions(),
    onEvent: @escaping @Sendable (IngestEvent) -> Void = { _ in },
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) throws(RetrievalError) -> IngestReport {
    let choices = VectorChannel.allCases.map {
      $0 == channel ? ModelChoice($0, open: describer) : ModelChoice($0, given: nil)
    }
    return try ingest(
      sources, by: choices, options: options, onEvent: onEvent, shouldStop: shouldStop)
  }

  private func ingest(
    _ sources: [IngestSource], by choices: [ModelChoice], options: IngestOptions,
    onEvent: @escaping @Sendable (IngestEvent) -> Void, shouldStop: @escaping @Sendable () -> Bool
  ) throws(RetrievalError) -> IngestReport {
    try options.validate()
    let sources = IngestSource.distinct(sources)
    return try filling(options, extraBytes: 0, onEvent, shouldStop) {
      (index, batch, budget) throws(RetrievalError) in
      var channels: [VectorChannel: any GlobalDescriber] = [:]
      for choice in choices {
        channels[choice.channel] = try choice.describer(forPicturesOf: index, of: path)
      }
      let describer = try PictureDescriber(
        vocabulary: vocabulary, options: CollectionOptions(index.settings).description(network: network))
      let ingestion = PictureIngestion(
        index: index, describer: describer, channels: channels, options: options, shouldStop: shouldStop)
      try ingestion.run(sources, into: batch, heldByteCount: budget.heldByteCount)
    }
  }

  /// Calls `body` with an open batch while nobody else writes, and commits what it leaves in it.
  func filling(
    _ options: IngestOptions, extraBytes: Int, _ onEvent: @escaping @Sendable (IngestEvent) -> Void,
    _ shouldStop: @Sendable () -> Bool,
    _ body: (InvertedIndex, SharedBatch, IngestBudget) throws(RetrievalError) -> Void
  ) throws(RetrievalError) -> IngestReport {
    let report = try handle.writing(onWait: { onEvent(.waiting) }, shouldStop: shouldStop) {
      (index) throws(RetrievalError) in
      let budget = IngestBudget(
        memoryByteCount: options.memoryByteCount, settings: index.settings, extraBytes: extraBytes)
      let batch = SharedBatch(
        IngestBatch(
          index: index, budget: budget, secondsPerBatch: options.secondsPerBatch,
          channels: try index.channels(),
          rejections: try RejectedPictures(collection: path), onEvent: onEvent))
      do throws(RetrievalError) {
        try body(index, batch, budget)
        try batch.finish()
      } catch {
        batch.abandon()
        throw error
      }
      return batch.report
    }
    if let report { return report }
    var stopped = IngestReport()
    stopped.wasInterrupted = true
    return stopped
  }
}
