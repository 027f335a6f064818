import CLMDB

/// The changes of one transaction: seen by itself at once, by others all together when it is committed.
///
/// Exists only inside `Environment.write`, on one thread. Left without a commit, it changes nothing.
package struct WriteTransaction: Transaction, ~Copyable {
  /// Meaningless once `isEnded`, when nobody holds this value any more.
  package let handle: OpaquePointer
  /// Bytes of keys and values given so far: what the disk must at least have room for.
  package private(set) var writtenByteCount = 0
  private var isEnded = false

  init(_ environment: Environment) throws(StorageError) {
    handle = try environment.beginTransaction(flags: 0)
  }

  deinit {
    if !isEnded { mdb_txn_abort(handle) }
  }

  /// Makes all changes the state of the environment. Also after an error the transaction is over.
  mutating func commit() -> Int32 {
    isEnded = true
    return mdb_txn_commit(handle)
  }
}

extension WriteTransaction {
  /// Where a new key goes.
  package enum Placement: Sendable {
    /// To its place; the value of a key that exists is replaced.
    case anywhere
    /// Behind the last key, which must be smaller: fills pages wholly, which halves a file written in order.
    case atEnd
  }

  /// Stores a value; the one that the key had is gone. Keys of bytes have 1 to 511 of them.
  package mutating func put(_ table: Table, _ key: UInt64, _ value: RawSpan) throws(StorageError) {
    try store(table, key, value, .anywhere)
  }

  package mutating func put(_ table: Table, _ key: UInt64, _ value: [UInt8]) throws(StorageError) {
    try store(table, key, value.span.bytes, .anywhere)
  }

  package mutating func put(_ table: Table, _ key: RawSpan, _ value: RawSpan) throws(StorageError) {
    try store(table, key, value, .anywhere)
  }

  package mutating func put(_ table: Table, _ key: [UInt8], _ value: [UInt8]) throws(StorageError) {
    try store(table, key.span.bytes, value.span.bytes, .anywhere)
  }

  /// Stores a value behind all others. A key that is not greater than the last one is the caller's bug.
  package mutating func append(_ table: Table, _ key: UInt64, _ value: RawSpan) throws(StorageError) {
    try store(table, key, value, .atEnd)
  }

  package mutating func append(_ table: Table, _ key: UInt64, _ value: [UInt8]) throws(StorageError) {
    try store(table, key, value.span.bytes, .atEnd)
  }

  package mutating func append(_ table: Table, _ key: RawSpan, _ value: RawSpan) throws(StorageError) {
    try store(table, key, value, .atEnd)
  }

  package mutating func append(_ table: Table, _ key: [UInt8], _ value: [UInt8]) throws(StorageError) {
    try store(table, key.span.bytes, value.span.bytes, .atEnd)
  }

  /// Stores a value that `fill` writes right where it will lie. `fill` writes every byte: those that it leaves out are
  /// left over from something else.
  package mutating func reserve(
    _ table: Table, _ key: UInt64, byteCount: Int, _ placement: Placement = .anywhere,
    _ fill: (UnsafeMutableRawBufferPointer) -> Void
  ) throws(StorageError) {
    assert(table.keys == .integers, "this table's keys are bytes")
    var key = key
    var value = MDB_val(mv_size: byteCount, mv_data: nil)
    let code = withUnsafeMutableBytes(of: &key) { bytes in
      var key = MDB_val(mv_size: bytes.count, mv_data: bytes.baseAddress)
      return mdb_put(handle, table.handle, &key, &value, placement.flags | UInt32(MDB_RESERVE))
    }
    try stored(code, byteCount: 8 + byteCount)
    fill(UnsafeMutableRawBufferPointer(start: value.mv_data, count: byteCount))
  }

  /// Removes a key; `false` when there was none.
  @discardableResult
  package mutating func delete(_ table: Table, _ key: UInt64) throws(StorageError) -> Bool {
    assert(table.keys == .integers, "this table's keys are bytes")
    var key = key
    let code = withUnsafeMutableBytes(of: &key) { bytes in
      var key = MDB_val(mv_size: bytes.count, mv_data: bytes.baseAddress)
      return mdb_del(handle, table.handle, &key, nil)
    }
    return try isFound(code, "mdb_del")
  }

  @discardableResult
  package mutating func delete(_ table: Table, _ key: RawSpan) throws(StorageError) -> Bool {
    precondition(table.keys == .bytes, "this table's keys are integers")
    if key.byteCount == 0 { return false }
    let code = key.withUnsafeBytes { bytes in
      var key = MDB_val(reading: bytes)
      return mdb_del(handle, table.handle, &key, nil)
    }
    return try isFound(code, "mdb_del")
  }

  @discardableResult
  package mutating func delete(_ table: Table, _ key: [UInt8]) throws(StorageError) -> Bool {
    try delete(table, key.span.bytes)
  }

  /// Empties a table, which stays.
  package mutating func deleteAll(_ table: Table) throws(StorageError) {
    try checkCall(mdb_drop(handle, table.handle, 0), "mdb_drop")
  }
}

extension WriteTransaction.Placement {
  fileprivate var flags: UInt32 {
    switch self {
    case .anywhere: 0
    case .atEnd: UInt32(MDB_APPEND)
    }
  }
}

extension WriteTransaction {
  private mutating func store(
    _ table: Table, _ key: UInt64, _ value: RawSpan, _ placement: Placement
  ) throws(StorageError) {
    assert(table.keys == .integers, "this table's keys are bytes")
    var key = key
    let code = value.withUnsafeBytes { value in
      withUnsafeMutableBytes(of: &key) { bytes in
        var key = MDB_val(mv_size: bytes.count, mv_data: bytes.baseAddress)
        var value = MDB_val(reading: value)
        return mdb_put(handle, table.handle, &key, &value, placement.flags)
      }
    }
    try stored(code, byteCount: 8 + value.byteCount)
  }

  private mutating func store(
    _ table: Table, _ key: RawSpan, _ value: RawSpan, _ placement: Placement
  ) throws(StorageError) {
    precondition(table.keys == .bytes, "this table's keys are integers")
    precondition(
      key.byteCount >= 1 && key.byteCount <= Table.maxKeyByteCount, "a key has 1 to 511 bytes")
    let code = value.withUnsafeBytes { value in
      key.withUnsafeBytes { key in
        var key = MDB_val(reading: key)
        var value = MDB_val(reading: value)
        return mdb_put(handle, table.handle, &key, &value, placement.flags)
      }
    }
    try stored(code, byteCount: key.byteCount + value.byteCount)
  }

  private mutating func stored(_ code: Int32, byteCount: Int) throws(StorageError) {
    precondition(code != MDB_KEYEXIST, "keys are appended in rising order")
    try checkCall(code, "mdb_put")
    writtenByteCount += byteCount
  }
}
