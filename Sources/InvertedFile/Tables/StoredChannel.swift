import Storage

/// What is kept of a channel beside its vectors: the settings, and how many pictures have one.
extension Transaction where Self: ~Copyable {
  /// Whether pictures have vectors of this kind here, or are to get some.
  func hasChannel(_ channel: VectorChannel, in environment: Environment) throws(StorageError) -> Bool {
    try get(environment.table(.meta), channel.settingsKey) != nil
  }

  /// `nil` for a collection without vectors of this kind.
  func settings(
    of channel: VectorChannel, in environment: Environment
  ) throws(StorageError) -> ChannelSettings? {
    guard let stored = try payload(.meta, of: environment, channel.settingsKey) else { return nil }
    guard let settings = stored.withUnsafeBytes({ ChannelSettings(lines: $0) }) else {
      throw .damaged("the settings of its \(channel.noun)s cannot be read", in: environment.folder)
    }
    return settings
  }

  /// How many pictures have a vector.
  func vectorCount(of channel: VectorChannel, in environment: Environment) throws(StorageError) -> Int {
    guard let stored = try payload(.meta, of: environment, channel.countKey) else { return 0 }
    let count = stored.enumerated().reduce(UInt64(0)) { $0 | UInt64($1.element) << (8 * UInt64($1.offset)) }
    guard stored.count == 8, let count = Int(exactly: count) else {
      throw .damaged("the number of its \(channel.noun)s cannot be read", in: environment.folder)
    }
    return count
  }
}

extension WriteTransaction {
  mutating func set(
    _ settings: ChannelSettings, of channel: VectorChannel, in environment: Environment
  ) throws(StorageError) {
    try putSealed(.meta, of: environment, channel.settingsKey, Array(settings.lines.utf8))
  }

  mutating func setVectorCount(
    _ count: Int, of channel: VectorChannel, in environment: Environment
  ) throws(StorageError) {
    try putSealed(.meta, of: environment, channel.countKey, UInt64(count).littleEndianBytes)
  }

  /// Takes the settings, the vectors and their number out.
  mutating func drop(_ channel: VectorChannel, in environment: Environment) throws(StorageError) {
    try delete(environment.table(.meta), channel.settingsKey)
    try delete(environment.table(.meta), channel.countKey)
    try deleteAll(environment.table(channel.table))
  }
}
