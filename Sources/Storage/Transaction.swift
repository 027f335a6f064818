import CLMDB

/// What both kinds of transactions can do: read one unchanging state of all tables.
///
/// Values are spans right into the mapped file; they cannot outlive the transaction nor, in a write transaction, the
/// next change, which the compiler watches over. Values begin at even addresses and promise no other
/// alignment. A transaction belongs to one task at a time.
@usableFromInline
package protocol Transaction: ~Copyable {
  /// LMDB's transaction; valid as long as this value.
  var handle: OpaquePointer { get }
}

extension Transaction where Self: ~Copyable {
  /// The number of the state that is read, or is being written: each commit that changes something counts one up.
  package var number: UInt64 { UInt64(mdb_txn_id(handle)) }

  /// The value of a key of a table of integers, `nil` when there is none.
  @inlinable @_lifetime(borrow self)
  package func get(_ table: Table, _ key: UInt64) throws(StorageError) -> RawSpan? {
    assert(table.keys == .integers, "this table's keys are bytes")
    var value = MDB_val()
    var key = key
    let code = withUnsafeMutableBytes(of: &key) { bytes in
      var key = MDB_val(mv_size: bytes.count, mv_data: bytes.baseAddress)
      return mdb_get(handle, table.handle, &key, &value)
    }
    guard try isFound(code, "mdb_get") else { return nil }
    return _overrideLifetime(RawSpan(_stored: value), borrowing: self)
  }

  /// The value of a key of a table of bytes, `nil` when there is none, as for keys that cannot be stored.
  @inlinable @_lifetime(borrow self)
  package func get(_ table: Table, _ key: RawSpan) throws(StorageError) -> RawSpan? {
    precondition(table.keys == .bytes, "this table's keys are integers")
    if key.byteCount == 0 { return nil }
    var value = MDB_val()
    let code = key.withUnsafeBytes { bytes in
      var key = MDB_val(reading: bytes)
      return mdb_get(handle, table.handle, &key, &value)
    }
    guard try isFound(code, "mdb_get") else { return nil }
    return _overrideLifetime(RawSpan(_stored: value), borrowing: self)
  }

  @inlinable @_lifetime(borrow self)
  package func get(_ table: Table, _ key: [UInt8]) throws(StorageError) -> RawSpan? {
    let value = try get(table, key.span.bytes)
    return _overrideLifetime(value, borrowing: self)
  }

  /// How many keys a table has.
  package func entryCount(_ table: Table) throws(StorageError) -> Int {
    Int(try statistics(of: table).ms_entries)
  }

  /// The bytes of the pages that a table takes in the file, those of its search tree included.
  package func storedByteCount(_ table: Table) throws(StorageError) -> Int {
    let status = try statistics(of: table)
    return (Int(status.ms_branch_pages) + Int(status.ms_leaf_pages) + Int(status.ms_overflow_pages))
      * Int(status.ms_psize)
  }

  /// A cursor that stands nowhere yet.
  @_lifetime(borrow self)
  package func cursor(_ table: Table) throws(StorageError) -> Cursor {
    let cursor = try Cursor(transaction: handle, table: table)
    return _overrideLifetime(cursor, borrowing: self)
  }

  private func statistics(of table: Table) throws(StorageError) -> MDB_stat {
    var status = MDB_stat()
    let code = mdb_stat(handle, table.handle, &status)
    // A state from before the table was created.
    if code == MDB_NOTFOUND { return MDB_stat() }
    try checkCall(code, "mdb_stat")
    return status
  }

  @inlinable
  package func isFound(_ code: Int32, _ operation: StaticString) throws(StorageError) -> Bool {
    if code == MDB_SUCCESS { return true }
    if code == MDB_NOTFOUND { return false }
    throw StorageError(code: code, operation: operation, transaction: handle)
  }

  @inlinable
  package func checkCall(_ code: Int32, _ operation: StaticString) throws(StorageError) {
    if code != MDB_SUCCESS { throw StorageError(code: code, operation: operation, transaction: handle) }
  }
}

extension MDB_val {
  /// For keys and values that the library only reads.
  @inlinable
  init(reading bytes: UnsafeRawBufferPointer) {
    self.init(mv_size: bytes.count, mv_data: UnsafeMutableRawPointer(mutating: bytes.baseAddress))
  }
}

extension RawSpan {
  /// Bytes in the mapped file. The caller binds them to the transaction.
  @inlinable @_lifetime(immortal)
  init(_stored value: MDB_val) {
    let bytes = UnsafeRawBufferPointer(start: value.mv_data, count: value.mv_size)
    let span = RawSpan(_unsafeBytes: bytes)
    self = _overrideLifetime(span, borrowing: ())
  }
}
