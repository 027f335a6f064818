import Storage

/// Entries end with a checksum, which is put there when they are written. Reading takes it off without looking at it: damage is
/// sought by `check`, and readers look at lengths and bounds.
extension WriteTransaction {
  mutating func putSealed(
    _ table: IndexTable, of environment: Environment, _ key: UInt64, _ payload: [UInt8], atEnd: Bool = false
  ) throws(StorageError) {
    var value = payload
    EntryChecksum.append(to: &value, table: table.rawValue, key: key)
    if atEnd {
      try append(environment.table(table), key, value)
    } else {
      try put(environment.table(table), key, value)
    }
  }

  mutating func putSealed(
    _ table: IndexTable, of environment: Environment, _ key: [UInt8], _ payload: [UInt8], atEnd: Bool = false
  ) throws(StorageError) {
    var value = payload
    EntryChecksum.append(to: &value, table: table.rawValue, key: key)
    if atEnd {
      try append(environment.table(table), key, value)
    } else {
      try put(environment.table(table), key, value)
    }
  }
}

extension Transaction where Self: ~Copyable {
  /// The payload of an entry, copied; for the small ones.
  func payload(
    _ table: IndexTable, of environment: Environment, _ key: [UInt8]
  ) throws(StorageError) -> [UInt8]? {
    guard let value = try get(environment.table(table), key) else { return nil }
    return try value.withUnsafeBytes { (bytes) throws(StorageError) in
      try Self.payload(bytes, table, environment)
    }
  }

  func payload(
    _ table: IndexTable, of environment: Environment, _ key: UInt64
  ) throws(StorageError) -> [UInt8]? {
    guard let value = try get(environment.table(table), key) else { return nil }
    return try value.withUnsafeBytes { (bytes) throws(StorageError) in
      try Self.payload(bytes, table, environment)
    }
  }

  private static func payload(
    _ value: UnsafeRawBufferPointer, _ table: IndexTable, _ environment: Environment
  ) throws(StorageError) -> [UInt8] {
    guard let payload = EntryChecksum.payload(of: value) else {
      throw .damaged("an entry of table \(table.name) is too short", in: environment.folder)
    }
    return Array(payload)
  }
}

extension StorageError {
  /// What cannot be what was written, with the way to find out more.
  static func damaged(_ what: String, in folder: String) -> StorageError {
    StorageError(
      .damaged, operation: "read", path: folder,
      "\(what); the collection is damaged, and `sightline check` tells where")
  }

  init(_ error: InvertedFileError, in folder: String) {
    self = .damaged(error.description, in: folder)
  }
}
