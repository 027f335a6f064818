import Core
import Storage

/// Reads every byte of a collection and says what is wrong where: the pages of the file, the checksum of every entry, and all that
/// the tables say of each other.
///
/// Must not run while another process writes: hold the writer's lock.
package struct IndexCheck {
  /// More sentences than anybody reads; the last one says that there are more.
  static let mostProblems = 100

  package private(set) var problems: [String] = []
  private var isFull = false

  package init() {}

  /// All problems of the collection in this folder; none for a sound one.
  package static func problems(of folder: IndexFolder) -> [String] {
    var check = IndexCheck()
    do throws(StorageError) {
      try check.run(folder)
    } catch {
      check.report(error.sentence)
    }
    return check.problems
  }

  mutating func report(_ problem: String) {
    guard !isFull else { return }
    problems.append(problem)
    guard problems.count == Self.mostProblems else { return }
    isFull = true
    problems.append("and more")
  }

  private mutating func run(_ folder: IndexFolder) throws(StorageError) {
    let number = try folder.currentNumber()
    let dataFile = folder.dataPath(number) + "/data.mdb"
    let structure = try FileStructure.check(dataFile: dataFile)
    structure.problems.forEach { report($0) }
    // Whatever reads through LMDB may crash on a file whose pages are wrong.
    guard structure.isSound else { return }
    try checkTransactions(structure, dataFile)
    guard problems.isEmpty else { return }
    let index = try folder.open(writable: false)
    let snapshot = try index.snapshot()
    try checkChecksums(snapshot)
    guard problems.isEmpty else { return }
    try checkRelations(snapshot)
  }

  /// Each of the two states that a file holds must have been written by the transaction that its head names: otherwise an old
  /// state passes for the newest.
  private mutating func checkTransactions(_ structure: FileStructure, _ dataFile: String) throws(StorageError)
  {
    let states: [(state: FileStructure.State, number: UInt64?)] = [
      (.newest, structure.transactions.max()), (.older, structure.transactions.min()),
    ]
    for (state, number) in states {
      guard let number else { continue }
      let value = try FileStructure.value(
        table: IndexTable.meta.name, key: Array("totals".utf8), in: state, dataFile: dataFile)
      let totals = value.flatMap { $0.dropLast(EntryChecksum.byteCount).withUnsafeBytes { IndexTotals($0) } }
      // The state before the first totals were written has none.
      if totals == nil, state == .older, number <= 2 { continue }
      guard totals?.transaction == number else {
        report(
          "the head of transaction \(number) leads to what transaction \(totals?.transaction ?? 0) wrote")
        continue
      }
    }
  }

  /// The checksum of every entry of every table.
  private mutating func checkChecksums(_ snapshot: borrowing IndexSnapshot) throws(StorageError) {
    for table in IndexTable.allCases where snapshot.environment.hasTable(table.name) {
      let stored = snapshot.environment.table(table)
      var cursor = try snapshot.transaction.cursor(stored)
      while try cursor.next() {
        let isSound = cursor.value.withUnsafeBytes { value in
          stored.keys == .integers
            ? EntryChecksum.verifies(value, table: table.rawValue, key: cursor.key)
            : cursor.keyBytes.withUnsafeBytes {
              EntryChecksum.verifies(value, table: table.rawValue, key: $0)
            }
        }
        guard !isSound else { continue }
        let key =
          stored.keys == .integers ? String(cursor.key) : cursor.keyBytes.withUnsafeBytes { "\(Array($0))" }
        report("the entry of key \(key) in table \(table.name) has another checksum than it says")
      }
    }
  }
}
