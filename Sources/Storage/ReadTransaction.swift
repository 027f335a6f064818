import CLMDB

/// One unchanging state of the environment, however much is written meanwhile. It ends with its life.
///
/// Pages that it may look at are not used again while it lives, so one that is kept for hours lets the file grow.
/// May move from thread to thread (the environment is opened with `MDB_NOTLS`).
package struct ReadTransaction: Transaction, ~Copyable, @unchecked Sendable {
  // Sendable because LMDB binds a reader to its slot, not to a thread, and the value cannot be in two places.
  package let handle: OpaquePointer
  /// Keeps the map where it is.
  private let environment: Environment

  init(_ environment: Environment) throws(StorageError) {
    handle = try environment.beginTransaction(flags: UInt32(MDB_RDONLY))
    self.environment = environment
  }

  deinit { mdb_txn_abort(handle) }
}
