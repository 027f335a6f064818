import Core

/// What a look at every page of a data file found, without LMDB's help. LMDB believes its file and crashes on a
/// damaged one; after a walk without problems no reading of that file through LMDB can.
///
/// The contents of values are not looked at: whoever wrote them knows what they should be. The file must not be written
/// meanwhile, so hold the writer's lock.
package struct FileStructure: Sendable, Equatable {
  /// Sentences with page numbers; empty for a sound file.
  package let problems: [String]
  /// Pages of trees and large values.
  package let usedPageCount: Int
  /// Pages that the next transactions will use before the file grows.
  package let freePageCount: Int
  /// The transactions that the heads in pages 0 and 1 name. The greater one is read.
  ///
  /// A damaged number can make an old state the newest without a contradiction in the structure. Let each
  /// transaction store its own number, and compare it: with `value(…, in: .newest)` and `.older`.
  package let transactions: [UInt64]

  package var isSound: Bool { problems.isEmpty }
  /// The transaction whose state is read.
  package var newestTransaction: UInt64 { transactions.max() ?? 0 }

  /// Looks at the file at `dataFile`. Throws when it cannot be read at all.
  ///
  /// `tables`: those that there should be, of their kinds; without them any will do.
  package static func check(
    dataFile: String, tables: [TableDescription] = []
  ) throws(StorageError) -> FileStructure {
    try map(dataFile).withBytes { check($0, tables: tables) }
  }

  /// The same for bytes in memory.
  package static func check(
    _ file: UnsafeRawBufferPointer, tables: [TableDescription] = []
  ) -> FileStructure {
    let headByteCount = Int(PageLayout.metaPageCount) * PageLayout.pageByteCount
    guard file.count >= headByteCount else {
      return FileStructure(
        problems: ["the file was cut: \(file.count) bytes are less than its two heads"], usedPageCount: 0,
        freePageCount: 0, transactions: [])
    }
    var walk = StructureWalk(file, expecting: tables)
    walk.walk()
    return FileStructure(
      problems: walk.problems, usedPageCount: walk.use.usedCount, freePageCount: walk.use.freeCount,
      transactions: [walk.metas.first.transaction, walk.metas.second.transaction])
  }

  fileprivate static func map(_ path: String) throws(StorageError) -> MappedBytes {
    do throws(FileError) {
      return MappedBytes(file: try MappedFile(path: path))
    } catch {
      throw StorageError(code: error.number, operation: "mmap", path: path)
    }
  }
}

/// A mapped file whose users cannot throw.
private struct MappedBytes {
  let file: MappedFile

  func withBytes<Output>(_ body: (UnsafeRawBufferPointer) -> Output) -> Output {
    withExtendedLifetime(file) { body(file.bytes) }
  }
}

extension FileStructure {
  /// One of the two states that a file holds.
  package enum State: Sendable {
    case newest
    /// What the transaction before left. Its pages are there still; they are given up, but not used again yet.
    case older
  }

  /// A stored value, found without LMDB in a file that may be damaged: `nil` when there is none, and when the way to it
  /// is damaged. A key that is a number is given as its 8 bytes.
  package static func value(
    table: String, key: [UInt8], in state: State, dataFile: String
  ) throws(StorageError) -> [UInt8]? {
    try map(dataFile).withBytes { value(table: table, key: key, in: state, of: $0) }
  }

  package static func value(
    table: String, key: [UInt8], in state: State, of file: UnsafeRawBufferPointer
  ) -> [UInt8]? {
    guard file.count >= Int(PageLayout.metaPageCount) * PageLayout.pageByteCount else { return nil }
    let metas = MetaPages(file)
    let main = state == .newest ? metas.newest.main : metas.older.main
    let record = StoredLookup(file, main).value(of: Array(table.utf8))
    guard let record, record.count == TableRecord.byteCount else { return nil }
    return StoredLookup(file, record.withUnsafeBytes { TableRecord($0) }).value(of: key)
  }
}
