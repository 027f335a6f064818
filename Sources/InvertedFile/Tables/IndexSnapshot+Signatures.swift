import Storage

/// Fetching the signatures of pictures' features from the postings, where alone they are kept.
///
/// The features of all pictures are sorted by word, so each word's blocks are walked once, and only those that can hold one of
/// the pictures.
extension IndexSnapshot {
  /// A feature whose signature is wanted.
  private struct Want {
    let word: UInt32
    let picture: UInt32
    /// Its place in the result.
    let slot: Int
    let feature: Int
  }

  /// What the postings hold of each feature, as bytes of `Value`. `pictures` rise, and so do the words of each.
  func columns<Value: BitwiseCopyable>(
    of pictures: [(picture: PictureID, words: [UInt32])], in table: IndexTable, empty: Value
  ) throws(StorageError) -> [[Value]] {
    var columns = pictures.map { [Value](repeating: empty, count: $0.words.count) }
    let wants = Self.wants(of: pictures)
    var cursor = try transaction.cursor(environment.table(table))
    var ids: [UInt32] = []
    var next = 0
    while next < wants.count {
      guard try Self.seek(wants[next], &cursor) else { throw missing(wants[next]) }
      try cursor.value.withUnsafeBytes { (bytes) throws(StorageError) in
        do throws(InvertedFileError) {
          let block = try PostingBlock(bytes, firstPicture: PostingBlock.firstPicture(ofKey: cursor.key))
          guard block.columnBytes == MemoryLayout<Value>.size else {
            throw .damaged("a block of postings has signatures of another length")
          }
          ids = try block.pictures()
          let end = Self.take(wants, from: next, block, ids, into: &columns)
          guard end > next else { throw .damaged("a feature's posting is missing") }
          next = end
        } catch {
          throw StorageError(error, in: environment.folder)
        }
      }
    }
    return columns
  }

  private func missing(_ want: Want) -> StorageError {
    .damaged("picture \(want.picture) has no posting in word \(want.word)", in: environment.folder)
  }

  /// All features of all pictures, by word, then by picture, then in their own order.
  private static func wants(of pictures: [(picture: PictureID, words: [UInt32])]) -> [Want] {
    var wants: [Want] = []
    wants.reserveCapacity(pictures.reduce(0) { $0 + $1.words.count })
    for (slot, entry) in pictures.enumerated() {
      for (feature, word) in entry.words.enumerated() {
        wants.append(Want(word: word, picture: entry.picture.rawValue, slot: slot, feature: feature))
      }
    }
    guard pictures.count > 1 else { return wants }
    return wants.sorted { ($0.word, $0.picture, $0.feature) < ($1.word, $1.picture, $1.feature) }
  }

  /// Goes to the block that holds the wanted posting, if any does: the last one that begins with its picture or before.
  private static func seek(_ want: Want, _ cursor: inout Cursor) throws(StorageError) -> Bool {
    let found = try cursor.seek(PostingBlock.key(word: want.word, firstPicture: want.picture))
    if found, cursor.key == PostingBlock.key(word: want.word, firstPicture: want.picture) { return true }
    guard try found ? cursor.previous() : cursor.last() else { return false }
    return PostingBlock.word(ofKey: cursor.key) == want.word
  }

  /// Takes what this block has of the wants from `start` on, all of them of its word and in its order. Returns the first that
  /// it has not.
  private static func take<Value: BitwiseCopyable>(
    _ wants: [Want], from start: Int, _ block: PostingBlock, _ ids: [UInt32], into columns: inout [[Value]]
  ) -> Int {
    let word = wants[start].word
    var (want, posting) = (start, 0)
    while want < wants.count, wants[want].word == word, posting < ids.count {
      if ids[posting] < wants[want].picture {
        posting += 1
        continue
      }
      guard ids[posting] == wants[want].picture else { break }
      columns[wants[want].slot][wants[want].feature] = block.column.loadUnaligned(
        fromByteOffset: posting * MemoryLayout<Value>.size, as: Value.self)
      want += 1
      posting += 1
    }
    return want
  }
}
