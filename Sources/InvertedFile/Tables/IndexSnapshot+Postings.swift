import Storage

/// Walking over postings.
extension IndexSnapshot {
  @_lifetime(borrow self)
  func postingsCursor(_ table: IndexTable) throws(StorageError) -> Cursor {
    try transaction.cursor(environment.table(table))
  }

  /// The blocks of a word, in the order of pictures, from a cursor of the table of postings or that of aggregates.
  ///
  /// Words come in rising order. `isThere` is kept from one to the next, false to begin with: it says whether the cursor stands at
  /// an entry, so that a word that is near is reached by some steps, of which each costs a tenth of a search.
  func forEachBlock(
    of word: UInt32, from cursor: inout Cursor, _ isThere: inout Bool,
    _ body: (PostingBlock) throws(InvertedFileError) -> Void
  ) throws(StorageError) {
    try Self.approach(word, &cursor, &isThere)
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

  /// Steps that are tried before a search.
  private static let mostSteps = 8

  /// Goes to the first block of a word, or to where it would be. A cursor that stands at an entry stands at the first of its
  /// word, behind all blocks of the words that were asked for before.
  private static func approach(
    _ word: UInt32, _ cursor: inout Cursor, _ isThere: inout Bool
  ) throws(StorageError) {
    if isThere {
      for _ in 0..<mostSteps {
        guard PostingBlock.word(ofKey: cursor.key) < word else { return }
        isThere = try cursor.next()
        guard isThere else { return }
      }
    }
    isThere = try cursor.seek(PostingBlock.key(word: word, firstPicture: 0))
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
