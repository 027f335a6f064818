import Core
import Glibc
import Storage

/// Vectors of words: a picture's number for a word is how often the word is in it times the word's weight, the whole brought to
/// norm 1. Only words that both have are looked at, which is what an inverted file is good at: for vectors a and b of norm 1
///
///     cosine       Σ a b
///     Minkowski    Σ |a − b|ᵖ = 2 + Σ over common words (|a − b|ᵖ − aᵖ − bᵖ)
///
/// The score of the second kind is 1 − half of that sum: 1 for equal vectors, 0 for those without a common word
/// (Nistér & Stewénius 2006).
struct BagOfWordsScoring {
  let distance: ShortlistOptions.VectorDistance

  /// Calls `body` with each picture and word (its place in the plan) in common, and its share of the score.
  func forEachContribution(
    plan: WordPlan, in snapshot: borrowing IndexSnapshot,
    _ body: (_ picture: Int, _ word: Int, _ share: Float) -> Void
  ) throws(StorageError) {
    let norms = try snapshot.norms(exponent: distance.exponent)
    // A feature that has several words counts in each of them.
    let ours = plan.words.map { Float($0.entries.count) * $0.weight }
    let norm = Self.norm(of: ours, exponent: distance.exponent)
    guard norm > 0 else { return }
    var cursor = try snapshot.postingsCursor(.postings)
    var isThere = false
    for (place, word) in plan.words.enumerated() {
      let a = ours[place] / norm
      try snapshot.forEachBlock(of: word.word, from: &cursor, &isThere) { (block) throws(InvertedFileError) in
        try block.forEachPicture { picture, occurrences in
          guard picture < norms.count, norms[picture] > 0 else { return }
          body(picture, place, common(a, Float(occurrences) * word.weight / norms[picture]))
        }
      }
    }
  }

  private static func norm(of numbers: [Float], exponent: Double) -> Float {
    Float(pow(numbers.reduce(0.0) { $0 + pow(Double($1), exponent) }, 1 / exponent))
  }

  /// What a word in common adds to the score.
  private func common(_ a: Float, _ b: Float) -> Float {
    switch distance {
    case .cosine: return a * b
    case .minkowski(1): return min(a, b)
    case .minkowski(let p):
      let (a, b) = (Double(a), Double(b))
      return Float((pow(a, p) + pow(b, p) - pow(abs(a - b), p)) / 2)
    }
  }
}

extension IndexSnapshot {
  /// The norm of every picture's vector; computed from all postings once for each state of the index. Words of no weight add
  /// nothing; removed pictures' norms mean nothing.
  func norms(exponent: Double) throws(StorageError) -> [Float] {
    try index.cache.norms(transaction: transaction.number, exponent: exponent) { () throws(StorageError) in
      let frequencies = try documentFrequencies()
      let weights = InverseFrequency(pictureCount: Int(totals.pictures))
      var sums = [Double](repeating: 0, count: idCount)
      try forEachBlock(in: .postings) { (word, block) throws(InvertedFileError) in
        let weight = Int(word) < frequencies.count ? weights[Int(frequencies[Int(word)])] : 0
        guard weight > 0 else { return }
        try block.forEachPicture { picture, occurrences in
          guard picture < sums.count else { return }
          let number = Double(Float(occurrences) * weight)
          sums[picture] += exponent == 2 ? number * number : exponent == 1 ? number : pow(number, exponent)
        }
      }
      return sums.map { Float(exponent == 2 ? $0.squareRoot() : pow($0, 1 / exponent)) }
    }
  }
}

extension PostingBlock {
  /// Calls `body` with each picture and how many postings it has here, which are all it has in this word.
  func forEachPicture(
    _ body: (_ picture: Int, _ occurrences: Int) -> Void
  ) throws(InvertedFileError) {
    let pictures = try pictures()
    var start = 0
    while start < pictures.count {
      var end = start + 1
      while end < pictures.count, pictures[end] == pictures[start] { end += 1 }
      body(Int(pictures[start]), end - start)
      start = end
    }
  }
}
