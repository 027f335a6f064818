import InvertedFile
import Storage

/// Taking over what another collection has.
extension Collection {
  /// Copies the pictures of another collection into this one, in their order there, without looking at their files. Names that are
  /// there already are treated as `ingest` treats them, and so is everything else. Vectors come along where both have a channel;
  /// where only the other one has, they are left out.
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

  /// Gives this collection, which has no vectors, the channel of another one, so that vectors come along with its pictures. Nothing
  /// happens where either has no channel to give or has one already, or waiting for the turn to write was stopped.
  public func takeChannel(
    of other: Collection, shouldStop: () -> Bool = { false }
  ) throws(RetrievalError) {
    guard let channel = try other.index().channel() else { return }
    _ = try handle.writing(onWait: {}, shouldStop: shouldStop) { (index) throws(RetrievalError) in
      guard try index.channel() == nil else { return }
      var change = IndexChange()
      change.channel = .set(channel)
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
    guard let own = try index().channel(), let others = try other.index().channel(),
      !own.isComparable(with: others)
    else { return }
    throw RetrievalError(
      path: other.path,
      "its vectors were made with \(others.name) of fingerprint \(others.fingerprint), those of \(path) with "
        + "\(own.name) of \(own.fingerprint), so its pictures cannot be copied; give it the same with "
        + "`sightline embed --replace`, or none with --drop")
  }

  private static func kept(_ settings: IndexSettings) -> String {
    guard settings.keepsSignatures else { return "is lean" }
    return settings.keepsAggregates
      ? "keeps what asmk compares" : "keeps signatures without what asmk compares"
  }
}
