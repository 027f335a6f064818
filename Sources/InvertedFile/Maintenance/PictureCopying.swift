import Storage

/// The part of a compaction that is about pictures: every table but those of postings, each in the order of its keys.
struct PictureCopying {
  let new: InvertedIndex
  let ids: CompactedIDs
  let checkpoint: () throws(StorageError) -> Void

  func run(from old: borrowing IndexSnapshot) throws(StorageError) {
    try copyRecords(from: old)
    try copyNames(from: old)
    try copyContents(from: old)
    try copyColumns(from: old)
  }

  /// Entries of pictures, and their feature records, which move together.
  private func copyRecords(from old: borrowing IndexSnapshot) throws(StorageError) {
    var cursor = try old.transaction.cursor(old.environment.table(.pictures))
    var isThere = try cursor.next()
    var isMore = true
    while isMore {
      try checkpoint()
      isMore = try new.write { (transaction, totals) throws(StorageError) in
        var stream = try RecordStreamWriter(
          environment: new.environment, end: Int(totals.recordBytes), in: transaction)
        while isThere, transaction.writtenByteCount < Compaction.bytesPerTransaction {
          guard let id = ids[UInt32(truncatingIfNeeded: cursor.key)] else {
            throw .damaged("a picture that was removed has an entry", in: old.environment.folder)
          }
          let entry = try cursor.value.withUnsafeBytes { (bytes) throws(StorageError) in
            try PictureEntry(sealed: bytes, in: old.environment)
          }
          let record = try old.transaction.withRecord(at: entry.record, in: old.environment) { bytes in
            var record = Array(bytes.dropLast(EntryChecksum.byteCount))
            EntryChecksum.append(to: &record, table: IndexTable.features.rawValue, key: UInt64(id))
            return record
          }
          let moved = PictureEntry(
            summary: entry.summary, record: try stream.append(record, in: &transaction))
          try transaction.putSealed(.pictures, of: new.environment, UInt64(id), moved.encoded, atEnd: true)
          isThere = try cursor.next()
        }
        try stream.finish(in: &transaction)
        totals.recordBytes = UInt64(stream.end)
        return isThere
      }
    }
  }

  private func copyNames(from old: borrowing IndexSnapshot) throws(StorageError) {
    try copyEntries(of: .names, from: old) { (key, value) throws(InvertedFileError) in
      guard value.count == 4, let id = ids[UInt32(littleEndian: value.loadUnaligned(as: UInt32.self))] else {
        throw .damaged("a name leads to no picture")
      }
      return (key, id.littleEndianBytes)
    }
  }

  private func copyContents(from old: borrowing IndexSnapshot) throws(StorageError) {
    try copyEntries(of: .contents, from: old) { (key, _) throws(InvertedFileError) in
      let number = key.suffix(4).reduce(0) { $0 << 8 | UInt32($1) }
      guard key.count == ContentID.byteCount + 4, let id = ids[number] else {
        throw .damaged("a content leads to no picture")
      }
      return (key.prefix(ContentID.byteCount) + id.bigEndianBytes, [])
    }
  }

  /// Entries whose keys are bytes and stay in their order, as `moved` makes them from key and payload.
  private func copyEntries(
    of table: IndexTable, from old: borrowing IndexSnapshot,
    _ moved: ([UInt8], UnsafeRawBufferPointer) throws(InvertedFileError) -> (key: [UInt8], payload: [UInt8])
  ) throws(StorageError) {
    let folder = old.environment.folder
    var cursor = try old.transaction.cursor(old.environment.table(table))
    var isThere = try cursor.next()
    try inTransactions { (transaction) throws(StorageError) in
      while isThere, transaction.writtenByteCount <= Compaction.bytesPerTransaction {
        let key = cursor.keyBytes.withUnsafeBytes { Array($0) }
        let entry = try cursor.value.withUnsafeBytes { (bytes) throws(StorageError) in
          do throws(InvertedFileError) {
            return try moved(key, UnsafeRawBufferPointer(rebasing: bytes.dropLast(EntryChecksum.byteCount)))
          } catch {
            throw StorageError(error, in: folder)
          }
        }
        try transaction.putSealed(table, of: new.environment, entry.key, entry.payload, atEnd: true)
        isThere = try cursor.next()
      }
      return isThere
    }
  }

  private func copyColumns(from old: borrowing IndexSnapshot) throws(StorageError) {
    let lengths = try old.lengths()
    let alive = (0..<lengths.count).filter { !lengths.isRemoved($0) }
    let numbers = alive.flatMap { [UInt32(lengths.featureCount($0)), UInt32(lengths.distinctWordCount($0))] }
    let frequencies = try old.documentFrequencies()
    let features = old.totals.features
    try new.write { (transaction, totals) throws(StorageError) in
      totals.nextPicture = UInt64(alive.count)
      totals.pictures = UInt64(alive.count)
      totals.features = features
      try new.lengths.change(at: Array(numbers.indices), in: &transaction) { $1 = numbers[$0] }
      let words = frequencies.indices.filter { frequencies[$0] > 0 }
      try new.frequencies.change(at: words, in: &transaction) { $1 = frequencies[words[$0]] }
    }
  }

  /// Calls `body` in one transaction after the other, as long as it says that there is more.
  private func inTransactions(
    _ body: (inout WriteTransaction) throws(StorageError) -> Bool
  ) throws(StorageError) {
    var isMore = true
    while isMore {
      try checkpoint()
      isMore = try new.write { (transaction, _) throws(StorageError) in try body(&transaction) }
    }
  }
}
