import Storage

/// One unchanging state of an index. Holds pages of the file, so it is for a query, not for an afternoon.
package struct IndexSnapshot: ~Copyable, Sendable {
  package let index: InvertedIndex
  package let totals: IndexTotals
  let transaction: ReadTransaction
  /// The channels whose tables were known before the transaction began, which sees no others.
  let readableChannels: [VectorChannel]

  init(_ index: InvertedIndex) throws(StorageError) {
    readableChannels = VectorChannel.allCases.filter { index.environment.hasTable($0.table.name) }
    let transaction = try index.environment.beginReading()
    let totals = try transaction.totals(of: index.environment)
    self.index = index
    self.transaction = transaction
    self.totals = totals
  }

  var environment: Environment { index.environment }

  /// How many ids were given so far.
  package var idCount: Int { Int(totals.nextPicture) }

  package func lengths() throws(StorageError) -> PictureLengths {
    try index.cache.lengths(transaction: transaction.number) { () throws(StorageError) in
      PictureLengths(numbers: try index.lengths.numbers(count: 2 * idCount, in: transaction))
    }
  }

  /// In how many pictures each word is.
  package func documentFrequencies() throws(StorageError) -> [UInt32] {
    try index.cache.frequencies(transaction: transaction.number) { () throws(StorageError) in
      try index.frequencies.numbers(count: index.settings.wordCount, in: transaction)
    }
  }

  /// Bytes of the file that each table takes.
  package func storedByteCounts() throws(StorageError) -> [(table: IndexTable, bytes: Int)] {
    var counts: [(table: IndexTable, bytes: Int)] = []
    for table in IndexTable.allCases where environment.hasTable(table.name) {
      counts.append((table, try transaction.storedByteCount(environment.table(table))))
    }
    return counts
  }
}
