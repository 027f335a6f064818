import Core
import Storage

/// Puts pictures into the tables. What belongs to one picture goes behind what belongs to the others, so no other picture's record
/// is touched; postings of all of them are sorted by word first, so each word's last block is opened once.
struct Addition {
  let index: InvertedIndex

  private var environment: Environment { index.environment }

  func add(
    _ pictures: [NewPicture], in transaction: inout WriteTransaction, _ totals: inout IndexTotals
  ) throws(StorageError) -> Range<UInt32> {
    let first = try firstID(for: pictures.count, totals)
    guard !pictures.isEmpty else { return first..<first }
    try addRecords(pictures, first: first, in: &transaction, &totals)
    try addLengths(pictures, first: Int(first), in: &transaction)
    try addPostings(pictures, first: first, in: &transaction)
    if index.settings.keepsAggregates { try addAggregates(pictures, first: first, in: &transaction) }
    totals.nextPicture += UInt64(pictures.count)
    totals.pictures += UInt64(pictures.count)
    totals.features += UInt64(pictures.reduce(0) { $0 + $1.features.count })
    return first..<first + UInt32(pictures.count)
  }

  private func firstID(for count: Int, _ totals: IndexTotals) throws(StorageError) -> UInt32 {
    guard let end = UInt32(exactly: totals.nextPicture + UInt64(count)) else {
      throw StorageError(
        .full, operation: "add", path: environment.folder,
        "all \(UInt32.max) picture numbers are used; compact the collection to use those of removed pictures again"
      )
    }
    return end - UInt32(count)
  }

  /// Everything that is stored for each picture alone.
  private func addRecords(
    _ pictures: [NewPicture], first: UInt32, in transaction: inout WriteTransaction,
    _ totals: inout IndexTotals
  ) throws(StorageError) {
    var stream = try RecordStreamWriter(
      environment: environment, end: Int(totals.recordBytes), in: transaction)
    for (place, picture) in pictures.enumerated() {
      let id = PictureID(rawValue: first + UInt32(place))
      let record = FeatureRecord.encoded(
        words: picture.features.words, geometry: picture.features.geometry, kind: index.geometryKind,
        table: IndexTable.features.rawValue, picture: id.rawValue)
      let entry = PictureEntry(
        summary: PictureSummary(picture), record: try stream.append(record, in: &transaction))
      try addEntry(entry, id, in: &transaction)
    }
    try stream.finish(in: &transaction)
    totals.recordBytes = UInt64(stream.end)
  }

  private func addEntry(
    _ entry: PictureEntry, _ id: PictureID, in transaction: inout WriteTransaction
  ) throws(StorageError) {
    let name = entry.summary.name
    precondition(!name.isEmpty && !name.utf8.contains(0), "a name has bytes, and none that is zero")
    try transaction.putSealed(.pictures, of: environment, UInt64(id.rawValue), entry.encoded, atEnd: true)
    try transaction.putSealed(.names, of: environment, NameKey.of(name), id.rawValue.littleEndianBytes)
    try transaction.putSealed(.contents, of: environment, ContentKey.of(entry.summary.content, id), [])
  }

  private func addLengths(
    _ pictures: [NewPicture], first: Int, in transaction: inout WriteTransaction
  ) throws(StorageError) {
    let numbers = pictures.flatMap { [UInt32($0.features.count), UInt32($0.features.distinctWordCount)] }
    try index.lengths.change(at: Array(2 * first..<2 * first + numbers.count), in: &transaction) {
      $1 = numbers[$0]
    }
  }

  private func addPostings(
    _ pictures: [NewPicture], first: UInt32, in transaction: inout WriteTransaction
  ) throws(StorageError) {
    let sorted = SortedPostings(
      words: pictures.map(\.features.words), columns: pictures.map(\.features.signatures),
      signatureWords: index.columnBytes / 8, first: first, wordCount: index.settings.wordCount)
    try PostingsAppending(table: .postings, columnBytes: index.columnBytes, environment: environment)
      .append(sorted, in: &transaction)
    let words = sorted.words
    try index.frequencies.change(at: words, in: &transaction) { place, frequency in
      frequency += UInt32(sorted.pictureCount(ofWord: words[place]))
    }
  }

  private func addAggregates(
    _ pictures: [NewPicture], first: UInt32, in transaction: inout WriteTransaction
  ) throws(StorageError) {
    let sorted = SortedPostings(
      words: pictures.map(\.features.distinctWords),
      columns: pictures.map { $0.aggregates.flatMap { [$0.low, $0.high] } }, signatureWords: 2, first: first,
      wordCount: index.settings.wordCount)
    try PostingsAppending(table: .aggregates, columnBytes: 16, environment: environment)
      .append(sorted, in: &transaction)
  }
}
