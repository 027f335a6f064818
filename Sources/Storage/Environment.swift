import CLMDB
import Glibc
import Synchronization

/// A folder with one file of sorted tables, open in this process: any number of readers at a time, each seeing one
/// unchanging state, and one writer whose changes become visible all at once or not at all.
///
/// The file is mapped into memory, not loaded. It may be open in several processes. It is closed with the
/// last reference; transactions hold one.
package final class Environment: Sendable {
  package enum Access: Sendable, Equatable {
    /// Nothing is changed. Also from disks and folders that cannot be written.
    case reading
    /// For changes too; tables that don't exist are created. `creates`: so are the folder and the file.
    case writing(creates: Bool)
  }

  /// What tests make small.
  package struct Limits: Sendable {
    /// The largest file. Costs address space, neither memory nor disk.
    package var mapByteCount = 1 << 40
    /// Read transactions at a time, of all processes together; settled by whoever opens the file first.
    package var readerCount = 1000

    package init() {}
  }

  /// The folder, as it was given when it was opened first.
  package let folder: String
  /// The file that holds everything.
  package var dataFile: String { Self.dataFile(inFolder: folder) }
  /// Whether this process may write to it.
  package let isWritable: Bool

  let handle: EnvironmentHandle
  let identity: EnvironmentRegistry.FileIdentity?
  private let tables = Mutex<[String: Table]>([:])
  private let writing = Mutex<Void>(())

  /// Opens the environment in `folder`, which has two files: `data.mdb` and `lock.mdb`. One that is open in this
  /// process already is the same object.
  package static func open(
    folder: String, tables: [TableDescription], access: Access, limits: Limits = Limits()
  ) throws(StorageError) -> Environment {
    let dataFile = dataFile(inFolder: folder)
    let environment = try EnvironmentRegistry.environment(dataFile: dataFile) {
      () throws(StorageError) in
      try Environment(folder: folder, access: access, limits: limits)
    }
    guard access == .reading || environment.isWritable else {
      throw StorageError(
        .readOnly, operation: "open", path: folder, "the collection can only be read here")
    }
    try environment.openTables(tables, creates: access != .reading)
    return environment
  }

  static func dataFile(inFolder folder: String) -> String { folder + "/data.mdb" }

  private init(folder: String, access: Access, limits: Limits) throws(StorageError) {
    let flags = try Self.prepare(folder: folder, access: access)
    self.folder = folder
    isWritable = flags & MDB_RDONLY == 0
    handle = try Self.openHandle(folder: folder, flags: UInt32(flags), limits: limits)
    identity = EnvironmentRegistry.FileIdentity(path: Self.dataFile(inFolder: folder))
    // Readers that died without a word keep old pages from being used again.
    clearStaleReaders()
    if isWritable { extendDataFile() }
  }

  deinit { EnvironmentRegistry.close(handle, identity: identity) }

  /// A table that was named when opening.
  package func table(_ name: String) -> Table {
    guard let table = tables.withLock({ $0[name] }) else {
      preconditionFailure("table \(name) was not opened")
    }
    return table
  }

  /// Whether a table was named when opening, and exists.
  package func hasTable(_ name: String) -> Bool {
    tables.withLock { $0[name] != nil }
  }

  /// The length of the data file, free pages in it included.
  package var fileByteCount: Int {
    var status = stat()
    return stat(dataFile, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Begins to read the state that was committed last.
  package func beginReading() throws(StorageError) -> ReadTransaction {
    try ReadTransaction(self)
  }

  /// Calls `body` with a transaction of its own, and commits what it changed, durably; an error that it throws undoes
  /// everything. Others in this process and elsewhere wait for their turn, so never write within `body`. It
  /// is synchronous, since LMDB wants beginning and end on one thread.
  package func write<Output, Failure: StorageFailure>(
    _ body: (inout WriteTransaction) throws(Failure) -> Output
  ) throws(Failure) -> Output {
    try writing.withLock { _ throws(Failure) in
      var transaction: WriteTransaction
      do throws(StorageError) { transaction = try WriteTransaction(self) } catch { throw Failure(error) }
      let output = try body(&transaction)
      do throws(StorageError) { try commit(&transaction) } catch { throw Failure(error) }
      return output
    }
  }

  /// The same for a body that throws errors of any kind.
  package func write<Output>(_ body: (inout WriteTransaction) throws -> Output) throws -> Output {
    do throws(AnyFailure) {
      return try write { (transaction) throws(AnyFailure) in
        do { return try body(&transaction) } catch { throw AnyFailure(of: error) }
      }
    } catch { throw error.error }
  }

  private struct AnyFailure: StorageFailure {
    let error: any Error

    init(of error: any Error) { self.error = error }
    init(_ error: StorageError) { self.error = error }
  }

  private func commit(_ transaction: inout WriteTransaction) throws(StorageError) {
    let needed = transaction.writtenByteCount
    let code = transaction.commit()
    guard code == MDB_SUCCESS else { throw commitFailure(code, neededByteCount: needed) }
    extendDataFile()
  }

  /// The tables' handles, each opened once. A handle that is opened within a transaction is known to others only after
  /// its commit, so this has one of its own, under the lock.
  private func openTables(_ descriptions: [TableDescription], creates: Bool) throws(StorageError) {
    let missing = tables.withLock { tables in descriptions.filter { tables[$0.name] == nil } }
    guard !missing.isEmpty else { return }
    if creates { return try addTables(missing) { _ in } }
    remember(try findTables(missing))
  }

  /// Creates those tables that are missing, and calls `body` in the same transaction, for what is to become visible with them. Does
  /// nothing where all of them are open.
  package func addTables(
    _ descriptions: [TableDescription], _ body: (inout WriteTransaction) throws(StorageError) -> Void
  ) throws(StorageError) {
    let missing = descriptions.filter { !hasTable($0.name) }
    guard !missing.isEmpty else { return }
    let opened = try write { (transaction) throws(StorageError) in
      var opened: [Table] = []
      for description in missing {
        let table = try openTable(description, in: transaction.handle, flags: UInt32(MDB_CREATE))
        if let table { opened.append(table) }
      }
      try body(&transaction)
      return opened
    }
    remember(opened)
  }

  private func remember(_ opened: [Table]) {
    tables.withLock { tables in
      for table in opened { tables[table.name] = table }
    }
  }

  private func findTables(_ descriptions: [TableDescription]) throws(StorageError) -> [Table] {
    try writing.withLock { _ throws(StorageError) in
      let transaction = try beginTransaction(flags: UInt32(MDB_RDONLY))
      var opened: [Table] = []
      do throws(StorageError) {
        for description in descriptions {
          if let table = try openTable(description, in: transaction, flags: 0) { opened.append(table) }
        }
      } catch {
        mdb_txn_abort(transaction)
        throw error
      }
      try check(mdb_txn_commit(transaction), "mdb_txn_commit", path: folder)
      return opened
    }
  }

  private func openTable(
    _ description: TableDescription, in transaction: OpaquePointer, flags: UInt32
  ) throws(StorageError) -> Table? {
    let keyFlag = description.keys == .integers ? UInt32(MDB_INTEGERKEY) : 0
    var tableHandle: UInt32 = 0
    let code = mdb_dbi_open(transaction, description.name, flags | keyFlag, &tableHandle)
    if code == MDB_NOTFOUND {
      if description.isOptional { return nil }
      throw StorageError(
        .missing, operation: "mdb_dbi_open", path: folder, "it has no table named \(description.name)")
    }
    try check(code, "mdb_dbi_open", path: folder)
    var found: UInt32 = 0
    try check(mdb_dbi_flags(transaction, tableHandle, &found), "mdb_dbi_flags", path: folder)
    guard found == keyFlag else {
      throw StorageError(
        .damaged, operation: "mdb_dbi_flags", path: folder,
        "table \(description.name) has keys of another kind")
    }
    return Table(description, handle: tableHandle)
  }
}
