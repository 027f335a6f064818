import Storage

/// The aggregated selective match kernel with binary signatures (Tolias, Avrithis & Jégou 2013): the features of a picture that
/// share a word are one signature, the signs of their summed residuals. Two of them that differ in d of 128 bits have
/// u = 1 − 2 d / 128, and count u³ when u is above the threshold τ, weighted by the word.
///
/// Aggregation is what damps bursts here: a word counts once, however many features have it.
struct SelectiveMatchScoring {
  /// d of τ = 0: signatures farther apart are less alike than chance.
  static let threshold = 64

  /// The aggregated signatures of the query, one a word; words rise.
  let signatures: [(word: UInt32, signature: WideSignature)]

  /// Calls `body` with each picture and word (its place in the plan) in common, and its share of the score.
  func forEachContribution(
    plan: WordPlan, in snapshot: borrowing IndexSnapshot,
    _ body: (_ picture: Int, _ word: Int, _ share: Float) -> Void
  ) throws(StorageError) {
    let selectivity = (0...Self.threshold).map { Self.selectivity(distance: $0) }
    var indices = [UInt16](repeating: 0, count: PostingBlock.mostPostings)
    var distances = [UInt8](repeating: 0, count: PostingBlock.mostPostings)
    var cursor = try snapshot.postingsCursor(.aggregates)
    var isThere = false
    for (place, word) in plan.words.enumerated() {
      let query = signatures[word.entries.lowerBound].signature
      let weight = word.weight * word.weight
      try snapshot.forEachBlock(of: word.word, from: &cursor, &isThere) {
        (block) throws(InvertedFileError) in
        guard block.columnBytes == 16 else { throw .damaged("a block of aggregates has no signatures") }
        let pictures = try block.pictures()
        guard let last = pictures.last, last < snapshot.idCount else {
          throw .damaged("an aggregate names a picture that never was")
        }
        let found = block.postings(
          near: (query.low, query.high), threshold: Self.threshold, indices: &indices, distances: &distances)
        for match in 0..<found {
          body(Int(pictures[Int(indices[match])]), place, weight * selectivity[Int(distances[match])])
        }
      }
    }
  }

  private static func selectivity(distance: Int) -> Float {
    let u = 1 - Double(distance) / 64
    return Float(u * u * u)
  }
}
