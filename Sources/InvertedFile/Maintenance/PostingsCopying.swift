import Storage

/// The part of a compaction that is about postings: those of removed pictures are dropped, the others get new ids and go into
/// blocks that fill runs of four pages, as long as a word has enough for that.
struct PostingsCopying {
  let table: IndexTable
  let new: InvertedIndex
  let ids: CompactedIDs
  let checkpoint: () throws(StorageError) -> Void

  /// Postings of a word that are held before some of them are written.
  private static let mostHeld = 1 << 16

  func run(from old: borrowing IndexSnapshot) throws(StorageError) {
    var cursor = try old.transaction.cursor(old.environment.table(table))
    var builder = PostingBlock.Builder(columnBytes: table == .aggregates ? 16 : new.columnBytes)
    var word: UInt32?
    var isThere = try cursor.next()
    var isMore = true
    while isMore {
      try checkpoint()
      isMore = try new.write { (transaction, _) throws(StorageError) in
        while isThere {
          let next = PostingBlock.word(ofKey: cursor.key)
          if let last = word, last != next { try store(&builder, last, all: true, in: &transaction) }
          word = next
          try take(cursor, old.environment.folder, into: &builder)
          if builder.count >= Self.mostHeld { try store(&builder, next, all: false, in: &transaction) }
          isThere = try cursor.next()
          if transaction.writtenByteCount > Compaction.bytesPerTransaction { return true }
        }
        if let word { try store(&builder, word, all: true, in: &transaction) }
        return false
      }
    }
  }

  /// Takes the living postings of a block.
  private func take(
    _ cursor: borrowing Cursor, _ folder: String, into builder: inout PostingBlock.Builder
  ) throws(StorageError) {
    let key = cursor.key
    try cursor.value.withUnsafeBytes { (bytes) throws(StorageError) in
      do throws(InvertedFileError) {
        let block = try PostingBlock(bytes, firstPicture: PostingBlock.firstPicture(ofKey: key))
        try builder.append(block) { ids[$0] }
      } catch {
        throw StorageError(error, in: folder)
      }
    }
  }

  /// Writes postings of a word: full large blocks, and when these are `all` there will be, the rest in small ones.
  private func store(
    _ builder: inout PostingBlock.Builder, _ word: UInt32, all: Bool, in transaction: inout WriteTransaction
  ) throws(StorageError) {
    let large = try storeLarge(builder, word, in: &transaction)
    builder.removeFirst(large)
    guard all else { return }
    try builder.store(
      word: word, table: table, new.environment, budget: PostingBlock.appendingBudget, atEnd: true,
      in: &transaction)
    builder.removeAll()
  }

  /// Returns how many postings went into large blocks.
  private func storeLarge(
    _ builder: PostingBlock.Builder, _ word: UInt32, in transaction: inout WriteTransaction
  ) throws(StorageError) -> Int {
    var blocks: [(postings: Range<Int>, byteCount: Int)] = []
    _ = builder.forEachBlock(budget: PostingBlock.compactBudget) { blocks.append(($0, $1)) }
    // The last one is not full: what comes behind it belongs to it, or it goes into small blocks.
    for block in blocks.dropLast() {
      try builder.storeBlock(
        block.postings, byteCount: block.byteCount, word: word, table: table, new.environment, atEnd: true,
        in: &transaction)
    }
    return blocks.dropLast().last?.postings.upperBound ?? 0
  }
}
