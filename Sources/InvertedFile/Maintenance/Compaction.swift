import Glibc
import Storage

/// Writes an index anew: without what is dead, ids counted from 0, keys in order so that pages are full, and postings in large
/// blocks. The old tables stay as they are until the new ones are complete and on the disk.
package struct Compaction {
  let folder: IndexFolder
  /// Called between transactions; may throw to give up, which leaves everything as it was.
  let checkpoint: () throws(StorageError) -> Void

  package init(folder: IndexFolder, checkpoint: @escaping () throws(StorageError) -> Void = {}) {
    self.folder = folder
    self.checkpoint = checkpoint
  }

  /// Bytes that a transaction writes before it is committed.
  static let bytesPerTransaction = 64 << 20

  /// Compacts, for the one process that may write.
  package func run() throws(StorageError) {
    let number = try folder.currentNumber()
    folder.removeOthers(than: number)
    let next = number + 1
    do throws(StorageError) {
      try write(from: try folder.open(writable: false), to: folder.dataPath(next))
      try folder.setCurrent(next)
    } catch {
      folder.remove(next)
      throw error
    }
    folder.remove(number)
  }

  private func write(from old: InvertedIndex, to path: String) throws(StorageError) {
    let new = try InvertedIndex.create(folder: path, settings: old.settings)
    let snapshot = try old.snapshot()
    let ids = CompactedIDs(try snapshot.lengths())
    try PictureCopying(new: new, ids: ids, checkpoint: checkpoint).run(from: snapshot)
    for channel in VectorChannel.allCases {
      try VectorCopying(channel: channel, new: new, ids: ids, checkpoint: checkpoint).run(from: snapshot)
    }
    for table in IndexTable.postingTables where old.environment.hasTable(table.name) {
      try PostingsCopying(table: table, new: new, ids: ids, checkpoint: checkpoint).run(from: snapshot)
    }
  }
}

/// New ids of old pictures: those that are alive, counted in their order.
struct CompactedIDs {
  /// `UInt32.max` for a picture that is not there any more.
  private let newIDs: [UInt32]

  init(_ lengths: PictureLengths) {
    var next: UInt32 = 0
    newIDs = (0..<lengths.count).map { picture in
      guard !lengths.isRemoved(picture) else { return .max }
      defer { next += 1 }
      return next
    }
  }

  subscript(old: UInt32) -> UInt32? {
    guard Int(old) < newIDs.count, newIDs[Int(old)] != .max else { return nil }
    return newIDs[Int(old)]
  }
}
