import InvertedFile

/// Which model pictures are to get vectors of, in one channel.
struct ModelChoice {
  let channel: VectorChannel
  /// Where it is, when that was said.
  private let given: String?
  private let open: (any GlobalDescriber)?

  init(_ channel: VectorChannel, given: String?) {
    self.channel = channel
    self.given = given
    open = nil
  }

  init(_ channel: VectorChannel, open describer: any GlobalDescriber) {
    self.channel = channel
    given = nil
    open = describer
  }

  /// The model, open: any for a collection without a channel or whose vectors may be replaced, and else that of the vectors that are
  /// there.
  func describer(
    for settings: ChannelSettings?, of collection: String, replaces: Bool
  ) throws(RetrievalError) -> any GlobalDescriber {
    let named = try named()
    guard let settings else {
      if let named { return named }
      throw RetrievalError(
        path: collection,
        "its pictures have no \(channel.noun)s; say with \(channel.modelOption) what is to make them")
    }
    let goal = CollectionChannel(channel: channel, settings: settings, collection: collection)
    guard let named else { return try goal.find(given: nil) }
    if !replaces { try goal.check(named) }
    return named
  }

  /// The one that was named, whatever the collection has.
  private func named() throws(RetrievalError) -> (any GlobalDescriber)? {
    if let open { return open }
    guard let given else { return nil }
    return try channel.describer(path: given)
  }

  /// The model for pictures that are ingested; `nil` for a collection without a channel. That gets none just because a
  /// model is named: most of its pictures would be without a vector.
  func describer(
    forPicturesOf index: InvertedIndex, of collection: String
  ) throws(RetrievalError) -> (any GlobalDescriber)? {
    let settings = try index.channelSettings(of: channel)
    guard settings == nil else { return try describer(for: settings, of: collection, replaces: false) }
    guard given == nil, open == nil else {
      throw RetrievalError(
        path: collection,
        "its pictures have no \(channel.noun)s; give them theirs with `\(channel.embedCommand) \(channel.modelOption)`, "
          + "before more come")
    }
    return nil
  }
}
