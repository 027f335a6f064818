import InvertedFile
import Storage

/// Giving the pictures of a collection vectors or drawing rows, and taking these out again. None of this needs the vocabulary.
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
      by: ModelChoice(.pictures, given: model), options: options, onEvent: onEvent, shouldStop: shouldStop)
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
      by: ModelChoice(.pictures, given: model), options: options, onEvent: onEvent, shouldStop: shouldStop)
  }

  /// Gives every picture that has none its drawing row, with which drawings are compared; everything is as with vectors.
  ///
  /// - Parameters:
  ///   - path: the folder of the collection.
  ///   - keyshapes: a vocabulary of keyshapes; `nil`: that of the rows that are there, where it was.
  ///   - options: nothing of them changes what a row is.
  ///   - onEvent: called for whatever happens, from any thread, one at a time. It must not change the collection.
  ///   - shouldStop: asked often, on any thread; once it says yes, what is made is committed and the report returned.
  /// - Returns: how many pictures came to which end.
  /// - Throws: as `embed`.
  @discardableResult
  public static func embedDrawings(
    collectionAt path: String, keyshapes: String? = nil, options: EmbedOptions = EmbedOptions(),
    onEvent: @escaping @Sendable (EmbedEvent) -> Void = { _ in },
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) throws(RetrievalError) -> EmbedReport {
    try IndexFolder(path: path).handle().embed(
      by: ModelChoice(.drawings, given: keyshapes), options: options, onEvent: onEvent,
      shouldStop: shouldStop)
  }

  /// The same with a model that is open.
  @discardableResult
  package func embed(
    by describer: any GlobalDescriber, in channel: VectorChannel = .pictures,
    options: EmbedOptions = EmbedOptions(), onEvent: @escaping @Sendable (EmbedEvent) -> Void = { _ in },
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) throws(RetrievalError) -> EmbedReport {
    try handle.embed(
      by: ModelChoice(channel, open: describer), options: options, onEvent: onEvent, shouldStop: shouldStop)
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
    try IndexFolder(path: path).handle().drop(.pictures, onWait: onWait, shouldStop: shouldStop)
  }

  /// The same for drawing rows.
  @discardableResult
  public static func dropDrawings(
    ofCollectionAt path: String, onWait: () -> Void = {}, shouldStop: () -> Bool = { false }
  ) throws(RetrievalError) -> Int? {
    try IndexFolder(path: path).handle().drop(.drawings, onWait: onWait, shouldStop: shouldStop)
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
      let settings = try index.channelSettings(of: choice.channel)
      let describer = try choice.describer(for: settings, of: folder.path, replaces: options.replaces)
      let embedding = PictureEmbedding(
        index: index, channel: choice.channel, describer: describer, options: options,
        shouldStop: shouldStop)
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

  /// Returns how many vectors went; `nil` when waiting was stopped.
  fileprivate func drop(
    _ channel: VectorChannel, onWait: () -> Void, shouldStop: () -> Bool
  ) throws(RetrievalError) -> Int? {
    try writing(onWait: onWait, shouldStop: shouldStop) { (index) throws(RetrievalError) in
      do throws(StorageError) {
        let count = try index.snapshot().vectorCount(of: channel)
        var change = IndexChange()
        change.channels[channel] = .drop
        try index.apply(change)
        return count
      } catch {
        throw RetrievalError(path: folder.path, error.sentence)
      }
    }
  }
}
