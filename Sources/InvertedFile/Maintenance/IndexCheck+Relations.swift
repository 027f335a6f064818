import Storage

/// What the tables say of each other.
extension IndexCheck {
  mutating func checkRelations(_ snapshot: borrowing IndexSnapshot) throws(StorageError) {
    let lengths = try snapshot.lengths()
    var tally = PictureTally(
      pictureCount: snapshot.idCount, wordCount: snapshot.index.settings.wordCount,
      hasAggregates: snapshot.index.settings.keepsAggregates)
    try checkPictures(snapshot, lengths, &tally)
    try checkNames(snapshot)
    try checkPostings(snapshot, .postings, lengths, &tally.postings)
    if snapshot.index.settings.keepsAggregates {
      try checkPostings(snapshot, .aggregates, lengths, &tally.aggregates)
    }
    compare(tally, lengths, try snapshot.documentFrequencies())
    compareTotals(snapshot.totals, lengths)
    for channel in VectorChannel.allCases { try checkVectors(of: channel, snapshot, lengths) }
  }

  /// Each picture's record, features and length.
  private mutating func checkPictures(
    _ snapshot: borrowing IndexSnapshot, _ lengths: PictureLengths, _ tally: inout PictureTally
  ) throws(StorageError) {
    var cursor = try snapshot.transaction.cursor(snapshot.environment.table(.pictures))
    var streamEnd = 0
    while try cursor.next() {
      guard let id = checkedID(cursor.key, lengths, "table pictures") else { continue }
      let entry = try cursor.value.withUnsafeBytes { (bytes) throws(StorageError) in
        try PictureEntry(sealed: bytes, in: snapshot.environment)
      }
      let summary = entry.summary
      if entry.record.offset < streamEnd || entry.record.end > Int(snapshot.totals.recordBytes) {
        report("the feature record of picture \(id.rawValue) lies where it cannot")
        continue
      }
      streamEnd = entry.record.end
      tally.hasRecord[Int(id.rawValue)] = true
      try checkFeatures(of: id, entry, snapshot, lengths, &tally)
      if try snapshot.picture(named: summary.name) != id {
        report("picture \(id.rawValue) is not found by its name \(summary.name)")
      }
      if try !snapshot.pictures(withContent: summary.content).contains(id) {
        report("picture \(id.rawValue) is not found by its content")
      }
    }
    let alive = (0..<lengths.count).filter { !lengths.isRemoved($0) }
    for picture in alive where !tally.hasRecord[picture] { report("picture \(picture) has no record") }
    let chunks = try snapshot.transaction.entryCount(snapshot.environment.table(.features))
    if chunks != RecordStream.chunkCount(of: Int(snapshot.totals.recordBytes)) {
      report("the feature records of \(snapshot.totals.recordBytes) bytes are in \(chunks) chunks")
    }
  }

  private mutating func checkedID(_ key: UInt64, _ lengths: PictureLengths, _ place: String) -> PictureID? {
    guard key < lengths.count, !lengths.isRemoved(Int(key)) else {
      report("\(place) has picture \(key), which was removed or never was")
      return nil
    }
    return PictureID(rawValue: UInt32(key))
  }

  private mutating func checkFeatures(
    of id: PictureID, _ entry: PictureEntry, _ snapshot: borrowing IndexSnapshot, _ lengths: PictureLengths,
    _ tally: inout PictureTally
  ) throws(StorageError) {
    let index = snapshot.index
    let problem = try snapshot.transaction.withRecord(at: entry.record, in: snapshot.environment) {
      bytes -> String? in
      guard EntryChecksum.verifies(bytes, table: IndexTable.features.rawValue, key: UInt64(id.rawValue))
      else {
        return "its feature record has another checksum than it says"
      }
      do throws(InvertedFileError) {
        let record = try FeatureRecord(bytes)
        try record.validate()
        let words = try record.words()
        let features = IndexedFeatures(words: words)
        guard record.geometryKind == index.geometryKind,
          words.last ?? 0 < UInt32(clamping: index.settings.wordCount)
        else { return "its feature record is not one of this collection" }
        guard words.count == entry.summary.featureCount,
          words.count == lengths.featureCount(Int(id.rawValue)),
          features.distinctWordCount == lengths.distinctWordCount(Int(id.rawValue))
        else { return "its feature record has another number of features than is said elsewhere" }
        tally.expect(words, of: Int(id.rawValue))
        return nil
      } catch {
        return "\(error)"
      }
    }
    if let problem { report("picture \(id.rawValue): \(problem)") }
  }

  /// Names and contents lead to pictures that are there; since each picture is found by its own, equal counts mean that there are
  /// no others.
  private mutating func checkNames(_ snapshot: borrowing IndexSnapshot) throws(StorageError) {
    for table in [IndexTable.names, .contents, .pictures] {
      let count = try snapshot.transaction.entryCount(snapshot.environment.table(table))
      guard count != Int(snapshot.totals.pictures) else { continue }
      report("table \(table.name) has \(count) entries for \(snapshot.totals.pictures) pictures")
    }
  }

  /// Blocks one by one, and what they hold of each picture.
  private mutating func checkPostings(
    _ snapshot: borrowing IndexSnapshot, _ table: IndexTable, _ lengths: PictureLengths,
    _ tally: inout PictureTally.Postings
  ) throws(StorageError) {
    let columnBytes = table == .aggregates ? 16 : snapshot.index.columnBytes
    var last: (word: UInt32, picture: UInt32)?
    var cursor = try snapshot.transaction.cursor(snapshot.environment.table(table))
    while try cursor.next() {
      let key = cursor.key
      let (word, first) = (PostingBlock.word(ofKey: key), PostingBlock.firstPicture(ofKey: key))
      let found = cursor.value.withUnsafeBytes { bytes -> Result<[UInt32], InvertedFileError> in
        Result { () throws(InvertedFileError) in
          let block = try PostingBlock(bytes, firstPicture: first)
          try block.validate()
          guard block.columnBytes == columnBytes else { throw .damaged("has signatures of another length") }
          return try block.pictures()
        }
      }
      let place = "the block of word \(word) and picture \(first) in table \(table.name)"
      guard case .success(let pictures) = found else {
        report("\(place): \(found)")
        continue
      }
      if let last, last.word == word, last.picture >= first { report("\(place) overlaps the one before") }
      guard let end = pictures.last, end < lengths.count, word < snapshot.index.settings.wordCount else {
        report("\(place) names a picture or a word that never was")
        continue
      }
      last = (word, end)
      tally.count(pictures, of: word, lengths)
    }
  }

  private mutating func compare(_ tally: PictureTally, _ lengths: PictureLengths, _ frequencies: [UInt32]) {
    for picture in 0..<lengths.count {
      let isRemoved = lengths.isRemoved(picture)
      let isWhole =
        tally.postings.counts[picture] == lengths.featureCount(picture)
        && (isRemoved || tally.postings.sums[picture] == tally.expected[picture])
      if !isWhole { report("the postings of picture \(picture) are not those of its features") }
      guard tally.hasAggregates else { continue }
      let areAggregatesWhole =
        tally.aggregates.counts[picture] == lengths.distinctWordCount(picture)
        && (isRemoved || tally.aggregates.sums[picture] == tally.expectedDistinct[picture])
      if !areAggregatesWhole { report("the aggregates of picture \(picture) are not those of its words") }
    }
    for word in frequencies.indices where Int(frequencies[word]) != tally.postings.frequencies[word] {
      report(
        "word \(word) is said to be in \(frequencies[word]) pictures, and is in \(tally.postings.frequencies[word])"
      )
    }
  }

  private mutating func compareTotals(_ totals: IndexTotals, _ lengths: PictureLengths) {
    let alive = (0..<lengths.count).filter { !lengths.isRemoved($0) }
    let features = alive.reduce(0) { $0 + lengths.featureCount($1) }
    let allFeatures = (0..<lengths.count).reduce(0) { $0 + lengths.featureCount($1) }
    let isRight =
      totals.pictures == alive.count && totals.features == features
      && totals.removedPictures == lengths.count - alive.count
      && totals.removedFeatures == allFeatures - features
    if !isRight { report("the totals are not the sums of what is there") }
  }
}
