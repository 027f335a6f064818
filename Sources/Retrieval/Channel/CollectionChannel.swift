import InvertedFile
import Storage
import Synchronization

/// The model that a collection's vectors come from: where it is said to be now, or where it was, and no other.
struct CollectionChannel {
  let settings: ChannelSettings
  let collection: String

  /// Opens the model, and refuses another one: its vectors would mean other things.
  func find(given: String?) throws(RetrievalError) -> any GlobalDescriber {
    let describer: any GlobalDescriber
    do {
      describer = try GlobalModelDescriber(path: given ?? settings.path)
    } catch {
      guard given == nil else { throw error }
      throw RetrievalError(
        path: collection,
        "the model of its vectors, \(settings.name), cannot be opened (\(error)); mend that, say with --model where it is "
          + "now, or take the vectors out with `sightline embed --drop`")
    }
    try check(describer)
    return describer
  }

  /// Refuses another model than that of the vectors that are there.
  func check(_ describer: any GlobalDescriber) throws(RetrievalError) {
    guard !describer.settings.isComparable(with: settings) else { return }
    throw RetrievalError(
      path: collection,
      "its vectors were made with \(settings.name) of fingerprint \(settings.fingerprint), and \(describer.path) "
        + "has \(describer.fingerprint); say with --model where the right one is, or make all vectors anew with "
        + "`sightline embed --replace`")
  }
}

/// The model of a collection's queries, opened with the first query that needs it and shared by all that follow, as long as the
/// collection has the same one.
final class SharedChannel: Sendable {
  private let describer = Mutex<(any GlobalDescriber)?>(nil)

  /// Queries that come while it is opened wait for it.
  func describer(
    for settings: ChannelSettings, of collection: String, given: String?
  ) throws(RetrievalError) -> any GlobalDescriber {
    try describer.withLock { describer throws(RetrievalError) in
      if let describer, describer.settings.isComparable(with: settings) { return describer }
      let found = try CollectionChannel(settings: settings, collection: collection).find(given: given)
      describer = found
      return found
    }
  }
}

extension Collection {
  /// What its vectors come from; `nil` when it has none.
  package func channelSettings() throws(RetrievalError) -> ChannelSettings? {
    try index().channel()
  }

  /// The model of its vectors as they are now, for queries; `nil` when it has none.
  ///
  /// - Parameter model: where the model is, when it is no longer where it was.
  /// - Returns: the model, open; the same one for each query.
  /// - Throws: when it is there no more, or is another one.
  package func channelDescriber(model: String? = nil) throws(RetrievalError) -> (any GlobalDescriber)? {
    let settings = try index().channel()
    guard let settings else { return nil }
    return try sharedChannel.describer(for: settings, of: path, given: model)
  }
}

extension InvertedIndex {
  /// What its vectors come from; `nil` for a collection without them.
  func channel() throws(RetrievalError) -> ChannelSettings? {
    do throws(StorageError) {
      return try snapshot().channel()
    } catch {
      throw RetrievalError(error)
    }
  }
}
