import Storage

/// A linear function of a picture's vector of words: the scalar product of given weights with what `BagOfWordsScoring` compares in
/// `cosine`, a vector of length 1. Weights may be below zero, and so may scores.
struct LinearScoring {
  /// Words rise.
  let weights: [(word: UInt32, weight: Float)]

  /// Calls `body` with each picture and word (its place in the plan) in common, and its share of the score.
  func forEachContribution(
    plan: WordPlan, in snapshot: borrowing IndexSnapshot,
    _ body: (_ picture: Int, _ word: Int, _ share: Float) -> Void
  ) throws(StorageError) {
    let norms = try snapshot.norms(exponent: 2)
    var cursor = try snapshot.postingsCursor(.postings)
    var isThere = false
    for (place, word) in plan.words.enumerated() {
      let weight = weights[word.entries.lowerBound].weight * word.weight
      try snapshot.forEachBlock(of: word.word, from: &cursor, &isThere) { (block) throws(InvertedFileError) in
        try block.forEachPicture { picture, occurrences in
          guard picture < norms.count, norms[picture] > 0 else { return }
          body(picture, place, weight * Float(occurrences) / norms[picture])
        }
      }
    }
  }
}
