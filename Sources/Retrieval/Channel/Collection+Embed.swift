import InvertedFile
import Storage

/// Giving the pictures of a collection vectors, and taking these out again. None of this needs the vocabulary.
extension Collection {
  /// Gives every picture that has none its vector, by reading its file again: names are paths. A collection without vectors
  /// has a channel from now on, and pictures that come later get their vectors as they come.
  ///
  /// A file that is gone or has another content than was ingested is reported, and its picture is left without a
  /// vector. Others see the vectors batch by batch. When this process is killed, at most the open batch is lost, and the same
  /// call goes on. Waits for its turn to write; blocks its thread until it is done.
  ///
  /// - Parameters:
  ///   - model: a projection file or a network's recipe; `nil`: that of the vectors that are there, where it was.
  ///   - options: nothing of them changes what a vector is.
  ///   - onEvent: called for whatever happens, from any thread, one at a time. It must not change the collection.
  ///   - shouldStop: asked often, on any thread; once it says yes, what is made is committed and the report returned.
  /// - Returns: how many pictures came to which end.
  /// - Throws: for a model that cannot be opened, or is another one than that of the vectors that are there, unless
  ///   `options.replaces`; and when nothing more can be stored. What was committed before stays.
  @discardableResult
  public func embed(
    model: String? = nil, options: EmbedOptions = EmbedOptions(),
    onEvent: @escaping @Sendable (EmbedEvent) -> Void = { _ in },
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) throws(RetrievalError) -> EmbedReport {
    try handle.embed(
      by: ModelChoice(given: model), options: options, onEvent: onEvent, shouldStop: shouldStop)
  }

  /// The same for a collection whose vocabulary need not be there.
  ///
  /// - Parameters:
  ///   - path: the folder of the collection.
  ///   - model: a projection file or a network's recipe; `nil`: that of the vectors that are there, where it was.
  ///   - options: nothing of them changes what a vector is.
  ///   - onEvent: called for whatever happens, from any thread, one at a time. It must not change the collection.
  ///   - shouldStop: asked often, on any thread; once it says yes, what is made is committed and the report returned.
  /// - Returns: how many pictures came to which end.
  /// - Throws: as the other one.
  @discardableResult
  public static func embed(
    collectionAt path: String, model: String? = nil, options: EmbedOptions = EmbedOptions(),
    onEvent: @escaping @Sendable (EmbedEvent) -> Void = { _ in },
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) throws(RetrievalError) -> EmbedReport {
    try IndexFolder(path: path).handle().embed(
      by: ModelChoice(given: model), options: options, onEvent: onEvent, shouldStop: shouldStop)
  }

  /// The same with a model that is open.
  @discardableResult
  package func embed(
    by describer: any GlobalDescriber, options: EmbedOptions = EmbedOptions(),
    onEvent: @escaping @Sendable (EmbedEvent) -> Void = { _ in },
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) throws(RetrievalError) -> EmbedReport {
    try handle.embed(
      by: ModelChoice(open: describer), options: options, onEvent: onEvent, shouldStop: shouldStop)
  }

  /// Takes all vectors out of the collection at a path, and with them the channel: pictures that come later get none. Waits for
  /// its turn to write.
  ///
  /// - Parameters:
  ///   - path: the folder of the collection.
  ///   - onWait: called when another process or task is writing and is waited for.
  ///   - shouldStop: asked while it waits.
  /// - Returns: how many vectors went; `nil` when waiting was stopped.
  /// - Throws: when nothing can be stored.
  @discardableResult
  public static func dropVectors(
    ofCollectionAt path: String, onWait: () -> Void = {}, shouldStop: () -> Bool = { false }
  ) throws(RetrievalError) -> Int? {
    try IndexFolder(path: path).handle().writing(onWait: onWait, shouldStop: shouldStop) {
      (index) throws(RetrievalError) in
      do throws(StorageError) {
        let count = try index.snapshot().vectorCount()
        var change = IndexChange()
        change.channel = .drop
        try index.apply(change)
        return count
      } catch {
        throw RetrievalError(path: path, error.sentence)
      }
    }
  }
}

extension IndexHandle {
  fileprivate func embed(
    by choice: ModelChoice, options: EmbedOptions, onEvent: @escaping @Sendable (EmbedEvent) -> Void,
    shouldStop: @escaping @Sendable () -> Bool
  ) throws(RetrievalError) -> EmbedReport {
    try options.validate()
    let report = try writing(onWait: { onEvent(.waiting) }, shouldStop: shouldStop) {
      (index) throws(RetrievalError) in
      let channel = try index.channel()
      let describer = try choice.describer(for: channel, of: folder.path, replaces: options.replaces)
      let embedding = PictureEmbedding(
        index: index, describer: describer, options: options, shouldStop: shouldStop)
      do throws(StorageError) {
        return try embedding.run(onEvent: onEvent)
      } catch {
        throw RetrievalError(path: folder.path, error.sentence)
      }
    }
    if let report { return report }
    var stopped = EmbedReport()
    stopped.wasInterrupted = true
    return stopped
  }
}
