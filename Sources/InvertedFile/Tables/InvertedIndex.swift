import Core
import Storage

/// The tables of one collection, open: which pictures have which words, and everything that is kept of pictures.
///
/// Any number of snapshots can be read at a time, from any thread, while one writer adds or removes; what it does becomes visible
/// all at once. Knows nothing of files of pictures, of features' making or of vocabularies: words are numbers, signatures bits.
package final class InvertedIndex: Sendable {
  package let environment: Environment
  package let settings: IndexSettings
  let cache = SnapshotCache()

  package static let formatVersion = 1
  private static let formatKey = Array("format".utf8)
  private static let settingsKey = Array("settings".utf8)
  private static let totalsKey = Array("totals".utf8)

  private init(environment: Environment, settings: IndexSettings) {
    self.environment = environment
    self.settings = settings
  }

  /// Makes an empty index in a folder, which must not have one.
  package static func create(folder: String, settings: IndexSettings) throws(StorageError) -> InvertedIndex {
    let environment = try Environment.open(
      folder: folder, tables: IndexTable.allCases.map(\.description), access: .writing(creates: true))
    try environment.write { (transaction) throws(StorageError) in
      try transaction.putSealed(.meta, of: environment, formatKey, [UInt8(formatVersion)])
      try transaction.putSealed(.meta, of: environment, settingsKey, Array(settings.lines.utf8))
      try transaction.setTotals(IndexTotals(), of: environment)
    }
    return InvertedIndex(environment: environment, settings: settings)
  }

  /// Opens the index in a folder.
  package static func open(folder: String, writable: Bool) throws(StorageError) -> InvertedIndex {
    let environment = try openTables(folder: folder, writable: writable)
    let transaction = try environment.beginReading()
    guard let format = try transaction.payload(.meta, of: environment, formatKey) else {
      throw .damaged("it says nothing of its format", in: folder)
    }
    guard format == [UInt8(formatVersion)] else {
      throw StorageError(
        .wrongVersion, operation: "open", path: folder,
        "it has version \(format.first ?? 0) of the format, and this program reads version \(formatVersion)")
    }
    let stored = try transaction.payload(.meta, of: environment, settingsKey) ?? []
    guard let settings = stored.withUnsafeBytes({ IndexSettings(lines: $0) }) else {
      throw .damaged("its settings cannot be read", in: folder)
    }
    return InvertedIndex(environment: environment, settings: settings)
  }

  /// A collection of before may lack tables, which come when it is first opened for writing: in a transaction that writes its number
  /// like every other one.
  private static func openTables(folder: String, writable: Bool) throws(StorageError) -> Environment {
    let descriptions = IndexTable.allCases.map(\.description)
    guard writable else {
      return try Environment.open(folder: folder, tables: descriptions, access: .reading)
    }
    let environment = try Environment.open(
      folder: folder, tables: descriptions.filter { !$0.isOptional }, access: .writing(creates: false))
    let optional = descriptions.filter(\.isOptional)
    _ = try Environment.open(folder: folder, tables: optional, access: .reading)
    try environment.addTables(optional) { (transaction) throws(StorageError) in
      try transaction.setTotals(try transaction.totals(of: environment), of: environment)
    }
    return environment
  }

  /// Whether it was opened for writing, or as well could have been. What was opened for reading may lack tables that its
  /// version did not have; opening for writing makes them.
  var isReadyForWriting: Bool {
    environment.isWritable && IndexTable.allCases.allSatisfy { environment.hasTable($0.name) }
  }

  /// The state that was committed last, for reading.
  package func snapshot() throws(StorageError) -> IndexSnapshot {
    try openLateTables()
    return try IndexSnapshot(self)
  }

  /// A writer of another process may have given an older collection a table of vectors since this one was opened.
  private func openLateTables() throws(StorageError) {
    for channel in VectorChannel.allCases where !environment.hasTable(channel.table.name) {
      guard try environment.beginReading().hasChannel(channel, in: environment) else { continue }
      _ = try Environment.open(
        folder: environment.folder, tables: [channel.table.description], access: .reading)
    }
  }

  /// Changes the tables in one transaction. The totals, which `body` may change, are stored with its number in any case.
  func write<Output>(
    _ body: (inout WriteTransaction, inout IndexTotals) throws(StorageError) -> Output
  ) throws(StorageError) -> Output {
    try environment.write { (transaction) throws(StorageError) in
      var totals = try transaction.totals(of: environment)
      let output = try body(&transaction, &totals)
      try transaction.setTotals(totals, of: environment)
      return output
    }
  }

  /// Bytes of a posting's signature.
  var columnBytes: Int { settings.keepsSignatures ? 8 : 0 }

  /// What is kept of a feature's place.
  package var geometryKind: FeatureGeometry.Kind? {
    guard settings.keepsSignatures else { return nil }
    return settings.keepsOrientation ? .oriented : .upright
  }

  var frequencies: NumberColumn { NumberColumn(table: .frequencies, environment: environment) }
  var lengths: NumberColumn { NumberColumn(table: .lengths, environment: environment) }
}

extension Transaction where Self: ~Copyable {
  func totals(of environment: Environment) throws(StorageError) -> IndexTotals {
    let stored = try payload(.meta, of: environment, Array("totals".utf8)) ?? []
    guard let totals = stored.withUnsafeBytes({ IndexTotals($0) }) else {
      throw .damaged("its totals cannot be read", in: environment.folder)
    }
    return totals
  }
}

extension WriteTransaction {
  /// Stores the totals together with the number of this transaction.
  mutating func setTotals(_ totals: IndexTotals, of environment: Environment) throws(StorageError) {
    var totals = totals
    totals.transaction = number
    try putSealed(.meta, of: environment, Array("totals".utf8), totals.encoded)
  }
}
