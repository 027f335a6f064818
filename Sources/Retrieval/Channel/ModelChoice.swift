import InvertedFile

/// Which model pictures are to get vectors of.
struct ModelChoice {
  /// Where it is, when that was said.
  private let given: String?
  private let open: (any GlobalDescriber)?

  init(given: String?) {
    self.given = given
    open = nil
  }

  init(open describer: any GlobalDescriber) {
    given = nil
    open = describer
  }

  /// The model, open: any for a collection without a channel or whose vectors may be replaced, and else that of the vectors that are
  /// there.
  func describer(
    for channel: ChannelSettings?, of collection: String, replaces: Bool
  ) throws(RetrievalError) -> any GlobalDescriber {
    let named = try named()
    guard let channel else {
      if let named { return named }
      throw RetrievalError(
        path: collection, "its pictures have no vectors; say with --model what is to make them")
    }
    let goal = CollectionChannel(settings: channel, collection: collection)
    guard let named else { return try goal.find(given: nil) }
    if !replaces { try goal.check(named) }
    return named
  }

  /// The one that was named, whatever the collection has.
  private func named() throws(RetrievalError) -> (any GlobalDescriber)? {
    if let open { return open }
    guard let given else { return nil }
    return try GlobalModelDescriber(path: given)
  }

  /// The model for pictures that are ingested; `nil` for a collection without a channel. That gets none just because a
  /// model is named: most of its pictures would be without a vector.
  func describer(
    forPicturesOf channel: ChannelSettings?, of collection: String
  ) throws(RetrievalError) -> (any GlobalDescriber)? {
    guard channel == nil else { return try describer(for: channel, of: collection, replaces: false) }
    guard given == nil, open == nil else {
      throw RetrievalError(
        path: collection,
        "its pictures have no vectors; give them theirs with `sightline embed --model`, before more come")
    }
    return nil
  }
}
