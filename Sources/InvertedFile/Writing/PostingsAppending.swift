import Storage

/// Puts postings behind those that their words have already: into the room of a word's last block, then into new blocks.
struct PostingsAppending {
  let table: IndexTable
  let columnBytes: Int
  let environment: Environment

  func append(_ postings: SortedPostings, in transaction: inout WriteTransaction)
    throws(StorageError)
  {
    let isFresh = try transaction.entryCount(environment.table(table)) == 0
    var builder = PostingBlock.Builder(columnBytes: columnBytes)
    for word in postings.words {
      builder.removeAll()
      if !isFresh { try takeLastBlock(of: UInt32(word), into: &builder, in: transaction) }
      postings.append(word: word, to: &builder)
      try builder.store(
        word: UInt32(word), table: table, environment, budget: PostingBlock.appendingBudget,
        atEnd: isFresh, in: &transaction)
    }
  }

  /// Copies the postings of the word's last block, if it has room for more.
  private func takeLastBlock(
    of word: UInt32, into builder: inout PostingBlock.Builder, in transaction: borrowing WriteTransaction
  ) throws(StorageError) {
    var cursor = try transaction.cursor(environment.table(table))
    guard try Self.seekLast(of: word, &cursor), PostingBlock.word(ofKey: cursor.key) == word,
      cursor.value.byteCount + columnBytes < PostingBlock.appendingBudget
    else { return }
    let key = cursor.key
    try cursor.value.withUnsafeBytes { (bytes) throws(StorageError) in
      do throws(InvertedFileError) {
        try builder.append(try PostingBlock(bytes, firstPicture: PostingBlock.firstPicture(ofKey: key)))
      } catch {
        throw StorageError(error, in: environment.folder)
      }
    }
  }

  /// Goes to the last block whose word is this one or a lower one.
  private static func seekLast(of word: UInt32, _ cursor: inout Cursor) throws(StorageError) -> Bool {
    let behind = try cursor.seek(PostingBlock.key(word: word, firstPicture: .max))
    if behind, PostingBlock.word(ofKey: cursor.key) == word { return true }
    return try behind ? cursor.previous() : cursor.last()
  }
}

extension PostingBlock.Builder {
  /// Writes all postings as blocks of one word.
  func store(
    word: UInt32, table: IndexTable, _ environment: Environment, budget: Int, atEnd: Bool,
    in transaction: inout WriteTransaction
  ) throws(StorageError) {
    let surplus = try forEachBlock(budget: budget) { (postings, byteCount) throws(StorageError) in
      try storeBlock(
        postings, byteCount: byteCount, word: word, table: table, environment, atEnd: atEnd, in: &transaction)
    }
    precondition(surplus == nil, "a picture has at most 65,535 features of one word")
  }

  /// Writes some postings as one block.
  func storeBlock(
    _ postings: Range<Int>, byteCount: Int, word: UInt32, table: IndexTable, _ environment: Environment,
    atEnd: Bool, in transaction: inout WriteTransaction
  ) throws(StorageError) {
    let key = PostingBlock.key(word: word, firstPicture: pictures[postings.lowerBound])
    let placement = atEnd ? WriteTransaction.Placement.atEnd : .anywhere
    try transaction.reserve(environment.table(table), key, byteCount: byteCount, placement) { room in
      write(postings, table: table.rawValue, word: word, into: room)
    }
  }
}
