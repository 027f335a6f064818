import InvertedFile
import Storage
import Synchronization

/// The model that a collection's vectors come from: where it is said to be now, or where it was, and no other.
struct CollectionChannel {
  let channel: VectorChannel
  let settings: ChannelSettings
  let collection: String

  /// Opens the model, and refuses another one: its vectors would mean other things.
  func find(given: String?) throws(RetrievalError) -> any GlobalDescriber {
    let describer: any GlobalDescriber
    do {
      describer = try channel.describer(path: given ?? settings.path)
    } catch {
      guard given == nil else { throw error }
      throw RetrievalError(
        path: collection,
        "the model of its \(channel.noun)s, \(settings.name), cannot be opened (\(error)); mend that, say with "
          + "\(channel.modelOption) where it is now, make all \(channel.noun)s anew with "
          + "`\(channel.embedCommand) --replace`, or take them out with `\(channel.embedCommand) --drop`")
    }
    try check(describer)
    return describer
  }

  /// Refuses another model than that of the vectors that are there.
  func check(_ describer: any GlobalDescriber) throws(RetrievalError) {
    guard !describer.settings.isComparable(with: settings) else { return }
    throw RetrievalError(
      path: collection,
      "its \(channel.noun)s were made with \(settings.name) of fingerprint \(settings.fingerprint), and "
        + "\(describer.path) has \(describer.fingerprint); say with \(channel.modelOption) where the right one is, or "
        + "make all \(channel.noun)s anew with `\(channel.embedCommand) --replace`")
  }
}

/// The model of a collection's queries, opened with the first query that needs it and shared by all that follow, as long as the
/// collection has the same one.
final class SharedChannel: Sendable {
  private let channel: VectorChannel
  private let describer = Mutex<(any GlobalDescriber)?>(nil)

  init(_ channel: VectorChannel) {
    self.channel = channel
  }

  /// Queries that come while it is opened wait for it.
  func describer(
    for settings: ChannelSettings, of collection: String, given: String?
  ) throws(RetrievalError) -> any GlobalDescriber {
    try describer.withLock { describer throws(RetrievalError) in
      if let describer, describer.settings.isComparable(with: settings) { return describer }
      let found = try CollectionChannel(channel: channel, settings: settings, collection: collection)
        .find(given: given)
      describer = found
      return found
    }
  }
}

extension Collection {
  /// What its vectors come from; `nil` when it has none.
  package func channelSettings(
    of channel: VectorChannel = .pictures
  ) throws(RetrievalError) -> ChannelSettings? {
    try index().channelSettings(of: channel)
  }

  /// The model of its vectors as they are now, for queries; `nil` when it has none.
  ///
  /// - Parameters:
  ///   - channel: which vectors.
  ///   - model: where the model is, when it is no longer where it was.
  /// - Returns: the model, open; the same one for each query.
  /// - Throws: when it is there no more, or is another one.
  package func channelDescriber(
    of channel: VectorChannel = .pictures, model: String? = nil
  ) throws(RetrievalError) -> (any GlobalDescriber)? {
    guard let settings = try channelSettings(of: channel) else { return nil }
    let shared =
      switch channel {
      case .pictures: sharedChannel
      case .drawings: sharedDrawingChannel
      }
    return try shared.describer(for: settings, of: path, given: model)
  }
}

extension InvertedIndex {
  /// Those that the collection has.
  func channels() throws(RetrievalError) -> [VectorChannel] {
    var channels: [VectorChannel] = []
    for channel in VectorChannel.allCases {
      if try channelSettings(of: channel) != nil { channels.append(channel) }
    }
    return channels
  }

  /// What its vectors come from; `nil` for a collection without them.
  func channelSettings(of channel: VectorChannel) throws(RetrievalError) -> ChannelSettings? {
    do throws(StorageError) {
      return try snapshot().channelSettings(of: channel)
    } catch {
      throw RetrievalError(error)
    }
  }
}
