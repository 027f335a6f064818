import Storage

/// What is kept of the channel beside the vectors: its settings, and how many pictures have one.
enum StoredChannel {
  fileprivate static let settingsKey = Array("channel".utf8)
  fileprivate static let countKey = Array("vectors".utf8)
}

extension Transaction where Self: ~Copyable {
  /// Whether pictures have vectors here, or are to get some.
  func hasChannel(in environment: Environment) throws(StorageError) -> Bool {
    try get(environment.table(.meta), StoredChannel.settingsKey) != nil
  }

  /// `nil` for a collection without vectors.
  func channel(in environment: Environment) throws(StorageError) -> ChannelSettings? {
    guard let stored = try payload(.meta, of: environment, StoredChannel.settingsKey) else { return nil }
    guard let channel = stored.withUnsafeBytes({ ChannelSettings(lines: $0) }) else {
      throw .damaged("the settings of its vectors cannot be read", in: environment.folder)
    }
    return channel
  }

  /// How many pictures have a vector.
  func vectorCount(in environment: Environment) throws(StorageError) -> Int {
    guard let stored = try payload(.meta, of: environment, StoredChannel.countKey) else { return 0 }
    let count = stored.enumerated().reduce(UInt64(0)) { $0 | UInt64($1.element) << (8 * UInt64($1.offset)) }
    guard stored.count == 8, let count = Int(exactly: count) else {
      throw .damaged("the number of its vectors cannot be read", in: environment.folder)
    }
    return count
  }
}

extension WriteTransaction {
  mutating func setChannel(_ channel: ChannelSettings, in environment: Environment) throws(StorageError) {
    try putSealed(.meta, of: environment, StoredChannel.settingsKey, Array(channel.lines.utf8))
  }

  mutating func setVectorCount(_ count: Int, in environment: Environment) throws(StorageError) {
    try putSealed(.meta, of: environment, StoredChannel.countKey, UInt64(count).littleEndianBytes)
  }

  /// Takes the settings, the vectors and their number out.
  mutating func dropChannel(in environment: Environment) throws(StorageError) {
    try delete(environment.table(.meta), StoredChannel.settingsKey)
    try delete(environment.table(.meta), StoredChannel.countKey)
    try deleteAll(environment.table(.vectors))
  }
}
