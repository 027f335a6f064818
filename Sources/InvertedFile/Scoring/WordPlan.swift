import Core

/// Which words of a query are looked up, and what each weighs.
struct WordPlan {
  struct Word {
    let word: UInt32
    /// Its entries in the query.
    let entries: Range<Int>
    /// ln((N + 1) / n) / ln(N + 1) for n of N pictures: 1 for a word that hardly any picture has, 0 for one that all have.
    let weight: Float
  }

  /// Rising.
  let words: [Word]
  /// Words of the query that are too common, or more than the cap allows.
  let leftOutCount: Int

  init(_ query: QueryWords, frequencies: [UInt32], pictureCount: Int, options: ShortlistOptions) {
    let weights = InverseFrequency(pictureCount: pictureCount)
    let mostPictures = max(Double(ShortlistOptions.fewPictures), options.stopShare * Double(pictureCount))
    var chosen: [(word: Word, frequency: Int)] = []
    var known = 0
    for entries in query.groups {
      let word = query.entries[entries.lowerBound].word
      guard Int(word) < frequencies.count, frequencies[Int(word)] > 0 else { continue }
      known += 1
      let frequency = Int(frequencies[Int(word)])
      guard Double(frequency) <= mostPictures else { continue }
      chosen.append((Word(word: word, entries: entries, weight: weights[frequency]), frequency))
    }
    if options.mostPostings > 0 { chosen = Self.rarest(of: chosen, options.mostPostings) }
    words = chosen.map(\.word)
    leftOutCount = known - words.count
  }

  /// The rarest words whose frequencies sum up to the cap, in the order of words.
  private static func rarest(
    of words: [(word: Word, frequency: Int)], _ cap: Int
  ) -> [(word: Word, frequency: Int)] {
    var left = cap
    let byFrequency = words.sorted { ($0.frequency, $0.word.word) < ($1.frequency, $1.word.word) }
    let rarest = byFrequency.prefix { entry in
      left -= entry.frequency
      return left >= 0
    }
    return rarest.sorted { $0.word.word < $1.word.word }
  }
}

/// How much a word tells: see `WordPlan.Word.weight`.
struct InverseFrequency {
  private let pictureCount: Int

  init(pictureCount: Int) {
    self.pictureCount = pictureCount
  }

  subscript(frequency: Int) -> Float {
    guard frequency > 0, pictureCount > 0 else { return 0 }
    let all = Double(pictureCount + 1)
    return Float(max(0, binaryLogarithm(all / Double(frequency)) / binaryLogarithm(all)))
  }
}
