import InvertedFile
import Storage

/// Taking over what another collection has.
extension Collection {
  /// Copies the pictures of another collection into this one, in their order there, without looking at their files. Names that are
  /// there already are treated as `ingest` treats them, and so is everything else. Vectors come along where both have their channel;
  /// where only the other one has it, they are left out.
  ///
  /// - Parameters:
  ///   - other: must have words of the same vocabulary, keep the same of pictures, and have no vectors of another model; else it
  ///     is refused.
  ///   - options: the number of jobs doesn't matter.
  ///   - onEvent: called for whatever happens, one at a time. It must not change the collection.
  ///   - shouldStop: asked often; once it says yes, what was copied is committed and the report returned.
  /// - Returns: how many pictures came to which end.
  /// - Throws: when nothing more can be stored, such as on a full disk. What was committed before stays.
  @discardableResult
  public func merge(
    from other: Collection, options: IngestOptions = IngestOptions(),
    onEvent: @escaping @Sendable (IngestEvent) -> Void = { _ in },
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) throws(RetrievalError) -> IngestReport {
    try options.validate()
    try refuseUnlike(other)
    let source = try other.index()
    return try filling(options, extraBytes: PictureMerge.extraBytesPerFeature, onEvent, shouldStop) {
      (index, batch, budget) throws(RetrievalError) in
      let merge = PictureMerge(
        source: source, goal: index, replaces: options.replaces, shouldStop: shouldStop)
      try merge.run(into: batch, featuresPerBatch: budget.featuresPerBatch)
    }
  }

  /// Gives this collection those channels of another one that it doesn't have, so that vectors come along with its pictures. Nothing
  /// happens where there is none, or waiting for the turn to write was stopped.
  public func takeChannels(
    of other: Collection, shouldStop: () -> Bool = { false }
  ) throws(RetrievalError) {
    let others = try other.index()
    guard try !others.channels().isEmpty else { return }
    _ = try handle.writing(onWait: {}, shouldStop: shouldStop) { (index) throws(RetrievalError) in
      var change = IndexChange()
      for channel in VectorChannel.allCases {
        guard try index.channelSettings(of: channel) == nil,
          let settings = try others.channelSettings(of: channel)
        else { continue }
        change.channels[channel] = .set(settings)
      }
      guard !change.isEmpty else { return }
      do throws(StorageError) {
        try index.apply(change)
      } catch {
        throw RetrievalError(path: path, error.sentence)
      }
    }
  }

  private func refuseUnlike(_ other: Collection) throws(RetrievalError) {
    guard try index().environment !== other.index().environment else {
      throw RetrievalError(path: path, "a collection cannot be copied into itself")
    }
    let (ours, theirs) = (try settings(), try other.settings())
    guard ours.vocabularyFingerprint == theirs.vocabularyFingerprint else {
      throw RetrievalError(
        path: other.path,
        "its words are of a vocabulary of fingerprint \(theirs.vocabularyFingerprint), those of \(path) of "
          + "\(ours.vocabularyFingerprint), so its pictures cannot be copied; ingest their files instead")
    }
    guard CollectionOptions(ours) == CollectionOptions(theirs) else {
      throw RetrievalError(
        path: other.path,
        "it \(Self.kept(theirs)), and \(path) \(Self.kept(ours)), so its pictures cannot be copied; ingest their "
          + "files instead")
    }
    for channel in VectorChannel.allCases { try refuseUnlike(other, in: channel) }
  }

  private func refuseUnlike(_ other: Collection, in channel: VectorChannel) throws(RetrievalError) {
    guard let own = try channelSettings(of: channel), let others = try other.channelSettings(of: channel),
      !own.isComparable(with: others)
    else { return }
    throw RetrievalError(
      path: other.path,
      "its \(channel.noun)s were made with \(others.name) of fingerprint \(others.fingerprint), those of \(path) "
        + "with \(own.name) of \(own.fingerprint), so its pictures cannot be copied; give it the same with "
        + "`\(channel.embedCommand) --replace`, or none with --drop")
  }

  private static func kept(_ settings: IndexSettings) -> String {
    guard settings.keepsSignatures else { return "is lean" }
    return settings.keepsAggregates
      ? "keeps what asmk compares" : "keeps signatures without what asmk compares"
  }
}
