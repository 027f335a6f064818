import Storage

/// Every pair of a query feature and a posting whose signatures are near, as runs: pairs of one feature in one block.
struct MatchRuns {
  struct Run {
    let feature: UInt32
    /// The place of its word in the plan.
    let word: UInt32
    let start: Int
    let end: Int
  }

  private(set) var runs: [Run] = []
  /// Of each match, the picture, and by how many bits the signatures differ.
  private(set) var pictures: [UInt32] = []
  private(set) var distances: [UInt8] = []

  /// Runs in the order of features, those of one feature in the order of words: a counting sort, which keeps the order that they
  /// were found in.
  func runs(ofFeatures featureCount: Int) -> [Run] {
    var next = [Int](repeating: 0, count: featureCount + 1)
    for run in runs { next[Int(run.feature) + 1] += 1 }
    for feature in 0..<featureCount { next[feature + 1] += next[feature] }
    var order = [Int](repeating: 0, count: runs.count)
    for (place, run) in runs.enumerated() {
      order[next[Int(run.feature)]] = place
      next[Int(run.feature)] += 1
    }
    return order.map { runs[$0] }
  }
}

extension MatchRuns {
  /// Refuses pictures that the collection never had: damage, which must not be counted.
  func check(pictureCount: Int, in folder: String) throws(StorageError) {
    guard let highest = pictures.max(), highest >= pictureCount else { return }
    throw .damaged("a posting names picture \(highest), and there are \(pictureCount)", in: folder)
  }
}

extension MatchRuns {
  /// What one block after the other is decoded into.
  private struct Scratch: ~Copyable {
    let pictures = UnsafeMutablePointer<UInt32>.allocate(capacity: PostingBlock.mostPostings)
    let indices = UnsafeMutablePointer<UInt16>.allocate(capacity: PostingBlock.mostPostings)
    let distances = UnsafeMutablePointer<UInt8>.allocate(capacity: PostingBlock.mostPostings)

    deinit {
      pictures.deallocate()
      indices.deallocate()
      distances.deallocate()
    }
  }

  /// Walks the postings of all planned words.
  static func collect(
    _ query: QueryWords, plan: WordPlan, threshold: Int, in snapshot: borrowing IndexSnapshot
  ) throws(StorageError) -> MatchRuns {
    var matches = MatchRuns()
    let scratch = Scratch()
    var cursor = try snapshot.postingsCursor(.postings)
    var isThere = false
    for (place, word) in plan.words.enumerated() {
      try snapshot.forEachBlock(of: word.word, from: &cursor, &isThere) { (block) throws(InvertedFileError) in
        guard block.columnBytes == 8 else { throw .damaged("a block of postings has no signatures") }
        try block.decodePictures(into: scratch.pictures)
        for entry in word.entries {
          matches.compare(query.entries[entry], word: place, with: block, threshold, scratch)
        }
      }
    }
    return matches
  }

  private mutating func compare(
    _ entry: QueryWords.Entry, word: Int, with block: PostingBlock, _ threshold: Int,
    _ scratch: borrowing Scratch
  ) {
    let count = block.postings(
      near: entry.signature, threshold: threshold, indices: scratch.indices, distances: scratch.distances)
    guard count > 0 else { return }
    let start = pictures.count
    for match in 0..<count { pictures.append(scratch.pictures[Int(scratch.indices[match])]) }
    distances.append(contentsOf: UnsafeBufferPointer(start: scratch.distances, count: count))
    runs.append(Run(feature: entry.feature, word: UInt32(word), start: start, end: start + count))
  }
}
