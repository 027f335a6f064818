import CLMDB

/// A place in a table, moved from entry to entry in the order of keys: the way to walk over neighbours, since a
/// step costs a tenth of a look-up.
///
/// Bound to its transaction, as what it shows is; a write transaction changes nothing while a cursor lives.
@usableFromInline
package struct Cursor: ~Copyable, ~Escapable {
  @usableFromInline let handle: OpaquePointer
  @usableFromInline let transaction: OpaquePointer
  @usableFromInline let isInteger: Bool
  @usableFromInline var currentKey = MDB_val()
  @usableFromInline var currentValue = MDB_val()

  @_lifetime(immortal)
  init(transaction: OpaquePointer, table: Table) throws(StorageError) {
    var cursor: OpaquePointer?
    let code = mdb_cursor_open(transaction, table.handle, &cursor)
    guard code == MDB_SUCCESS, let cursor else {
      throw StorageError(code: code, operation: "mdb_cursor_open", transaction: transaction)
    }
    handle = cursor
    self.transaction = transaction
    isInteger = table.keys == .integers
  }

  deinit { mdb_cursor_close(handle) }

  /// Goes to the first entry whose key is `key` or greater; `false` when there is none.
  @inlinable
  package mutating func seek(_ key: UInt64) throws(StorageError) -> Bool {
    assert(isInteger, "this table's keys are bytes")
    var key = key
    var foundKey = MDB_val()
    var value = MDB_val()
    let handle = handle
    let code = withUnsafeMutableBytes(of: &key) { bytes in
      foundKey = MDB_val(mv_size: bytes.count, mv_data: bytes.baseAddress)
      return mdb_cursor_get(handle, &foundKey, &value, MDB_SET_RANGE)
    }
    return try arrive(code, foundKey, value)
  }

  @inlinable
  package mutating func seek(_ key: RawSpan) throws(StorageError) -> Bool {
    precondition(!isInteger, "this table's keys are integers")
    if key.byteCount == 0 { return try first() }
    var foundKey = MDB_val()
    var value = MDB_val()
    let handle = handle
    let code = key.withUnsafeBytes { bytes in
      foundKey = MDB_val(reading: bytes)
      return mdb_cursor_get(handle, &foundKey, &value, MDB_SET_RANGE)
    }
    return try arrive(code, foundKey, value)
  }

  @inlinable
  package mutating func seek(_ key: [UInt8]) throws(StorageError) -> Bool {
    try seek(key.span.bytes)
  }

  /// The entry behind the current one, the first one of all from nowhere; `false` at the end.
  @inlinable
  package mutating func next() throws(StorageError) -> Bool { try move(MDB_NEXT) }

  /// The entry before the current one, the last one of all from nowhere; `false` at the start.
  @inlinable
  package mutating func previous() throws(StorageError) -> Bool { try move(MDB_PREV) }

  @inlinable
  package mutating func first() throws(StorageError) -> Bool { try move(MDB_FIRST) }

  @inlinable
  package mutating func last() throws(StorageError) -> Bool { try move(MDB_LAST) }

  /// The key of the current entry. Only after a move that arrived.
  @inlinable
  package var key: UInt64 {
    precondition(isInteger && currentKey.mv_size == 8, "the cursor stands at no integer key")
    return currentKey.mv_data.unsafelyUnwrapped.loadUnaligned(as: UInt64.self)
  }

  /// The bytes of the key of the current entry. Only after a move that arrived.
  @inlinable
  package var keyBytes: RawSpan {
    @_lifetime(copy self)
    get { _overrideLifetime(RawSpan(_stored: currentKey), copying: self) }
  }

  /// The value of the current entry. Only after a move that arrived.
  @inlinable
  package var value: RawSpan {
    @_lifetime(copy self)
    get { _overrideLifetime(RawSpan(_stored: currentValue), copying: self) }
  }

  @inlinable
  mutating func move(_ operation: MDB_cursor_op) throws(StorageError) -> Bool {
    var key = MDB_val()
    var value = MDB_val()
    let code = mdb_cursor_get(handle, &key, &value, operation)
    return try arrive(code, key, value)
  }

  @inlinable
  mutating func arrive(_ code: Int32, _ key: MDB_val, _ value: MDB_val) throws(StorageError) -> Bool {
    if code == MDB_SUCCESS {
      currentKey = key
      currentValue = value
      return true
    }
    currentKey = MDB_val()
    currentValue = MDB_val()
    if code == MDB_NOTFOUND { return false }
    throw StorageError(code: code, operation: "mdb_cursor_get", transaction: transaction)
  }
}
