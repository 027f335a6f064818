import Storage

/// Walking over postings.
extension IndexSnapshot {
  @_lifetime(borrow self)
  func postingsCursor(_ table: IndexTable) throws(StorageError) -> Cursor {
    try transaction.cursor(environment.table(table))
  }

  /// The blocks of a word, in the order of pictures. `postings` is the table: that of features, or that of aggregates.
  func forEachBlock(
    of word: UInt32, in table: IndexTable = .postings, from cursor: inout Cursor,
    _ body: (PostingBlock) throws(InvertedFileError) -> Void
  ) throws(StorageError) {
    var isThere = try cursor.seek(PostingBlock.key(word: word, firstPicture: 0))
    while isThere {
      let key = cursor.key
      guard PostingBlock.word(ofKey: key) == word else { return }
      try cursor.value.withUnsafeBytes { (bytes) throws(StorageError) in
        do throws(InvertedFileError) {
          try body(try PostingBlock(bytes, firstPicture: PostingBlock.firstPicture(ofKey: key)))
        } catch {
          throw StorageError(error, in: environment.folder)
        }
      }
      isThere = try cursor.next()
    }
  }

  /// All blocks of all words.
  func forEachBlock(
    in table: IndexTable, _ body: (UInt32, PostingBlock) throws(InvertedFileError) -> Void
  ) throws(StorageError) {
    var cursor = try transaction.cursor(environment.table(table))
    while try cursor.next() {
      let key = cursor.key
      try cursor.value.withUnsafeBytes { (bytes) throws(StorageError) in
        do throws(InvertedFileError) {
          let block = try PostingBlock(bytes, firstPicture: PostingBlock.firstPicture(ofKey: key))
          try body(PostingBlock.word(ofKey: key), block)
        } catch {
          throw StorageError(error, in: environment.folder)
        }
      }
    }
  }
}

extension IndexSnapshot {
  /// The words and places of a picture's features; without their signatures. `nil` for a picture that is not there.
  package func features(of picture: PictureID) throws(StorageError) -> IndexedFeatures? {
    guard let entry = try transaction.entry(of: picture, in: environment) else { return nil }
    return try transaction.withRecord(at: entry.record, in: environment) {
      (bytes) throws(InvertedFileError) in
      let record = try FeatureRecord(bytes)
      return IndexedFeatures(
        words: try record.words(), geometry: (0..<record.count).compactMap(record.packedGeometry))
    }
  }

  /// The same with signatures, which are gathered from the postings of each word.
  package func featuresWithSignatures(of picture: PictureID) throws(StorageError) -> IndexedFeatures? {
    guard var features = try features(of: picture) else { return nil }
    guard index.settings.keepsSignatures else { return features }
    features.signatures = try columns(of: [(picture, features.words)], in: .postings, empty: UInt64(0))[0]
    return features
  }
}
