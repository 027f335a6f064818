import Storage

/// The pictures that fit best, by words and signatures alone: what verification then looks at.
package struct Shortlist: Sendable {
  /// The best first; pictures of equal score in the order of ingestion. Only such with a score above 0, or of `linear`
  /// with one other than 0.
  package let pictures: [ScoredPicture]
  /// How many pictures had anything in common with the query.
  package let candidateCount: Int
  /// Words of the query that were left out for being too common, or more than the cap allows.
  package let leftOutWordCount: Int
  /// Words of the query that were looked up.
  package let usedWordCount: Int
}

/// What is looked for, in the form that a kernel wants.
package enum ShortlistQuery: Sendable {
  case words(QueryWords)
  /// One aggregated signature for each distinct word, words rising.
  case aggregates([(word: UInt32, signature: WideSignature)])
  /// What each word counts, words rising, each once.
  case weights([(word: UInt32, weight: Float)])
}

/// One word's part in a picture's score.
package struct WordContribution: Sendable, Equatable {
  package let word: UInt32
  package let score: Float
}

extension IndexSnapshot {
  /// Scores all pictures and returns the best. `allowed` says which pictures exist for this query; `nil`: all.
  ///
  /// - Precondition: the query is what the kernel works on, and the index keeps what the kernel needs.
  package func shortlist(
    for query: ShortlistQuery, options: ShortlistOptions, allowed: [Bool]? = nil
  ) throws(StorageError) -> Shortlist {
    let lengths = try lengths()
    let excluded = Self.excluded(lengths, allowed)
    var scores = [Float](repeating: 0, count: idCount)
    let plan = try forEachContribution(to: query, options, excluded: excluded) { picture, _, share in
      scores[picture] += share
    }
    var best = BestPictures(capacity: options.count)
    var candidates = 0
    let scale = options.scale(of: query)
    for picture in scores.indices where !excluded[picture] {
      guard options.kernel == .linear ? scores[picture] != 0 : scores[picture] > 0 else { continue }
      candidates += 1
      let score = scores[picture] * scale(lengths, picture)
      if score >= best.bar {
        best.offer(ScoredPicture(picture: PictureID(rawValue: UInt32(picture)), score: score))
      }
    }
    return Shortlist(
      pictures: best.sorted, candidateCount: candidates, leftOutWordCount: plan.leftOutCount,
      usedWordCount: plan.words.count)
  }

  /// Which words made the scores of some pictures, for each picture the weightiest first. They add up to its score.
  package func explanation(
    of pictures: [PictureID], for query: ShortlistQuery, options: ShortlistOptions, allowed: [Bool]? = nil
  ) throws(StorageError) -> [[WordContribution]] {
    let lengths = try lengths()
    var places = [Int](repeating: -1, count: idCount)
    for (place, picture) in pictures.enumerated() { places[Int(picture.rawValue)] = place }
    var shares = [[Int: Float]](repeating: [:], count: pictures.count)
    let excluded = Self.excluded(lengths, allowed)
    let plan = try forEachContribution(to: query, options, excluded: excluded) { picture, word, share in
      guard places[picture] >= 0 else { return }
      shares[places[picture]][word, default: 0] += share
    }
    let scale = options.scale(of: query)
    return pictures.indices.map { place in
      let factor = scale(lengths, Int(pictures[place].rawValue))
      return shares[place].map { WordContribution(word: plan.words[$0.key].word, score: $0.value * factor) }
        .sorted { $0.score != $1.score ? $0.score > $1.score : $0.word < $1.word }
    }
  }

  private static func excluded(_ lengths: PictureLengths, _ allowed: [Bool]?) -> [Bool] {
    (0..<lengths.count).map { lengths.isRemoved($0) || !(allowed?[$0] ?? true) }
  }

  /// Calls `body` with every contribution to any picture's score. Returns the plan whose places of words these mention.
  private func forEachContribution(
    to query: ShortlistQuery, _ options: ShortlistOptions, excluded: [Bool], _ body: (Int, Int, Float) -> Void
  ) throws(StorageError) -> WordPlan {
    let words = query.queryWords
    let plan = WordPlan(
      words, frequencies: try documentFrequencies(), pictureCount: Int(totals.pictures), options: options)
    switch (options.kernel, query) {
    case (.hamming, _):
      let matches = try MatchRuns.collect(words, plan: plan, threshold: options.threshold, in: self)
      try matches.check(pictureCount: idCount, in: environment.folder)
      HammingScoring(
        matches, featureCount: words.featureCount, plan: plan, options: options, excluded: excluded
      ).forEachContribution(body)
    case (.bagOfWords(let distance), _):
      try BagOfWordsScoring(distance: distance).forEachContribution(plan: plan, in: self, body)
    case (.selectiveMatch, .aggregates(let signatures)):
      try SelectiveMatchScoring(signatures: signatures).forEachContribution(plan: plan, in: self, body)
    case (.linear, .weights(let weights)):
      try LinearScoring(weights: weights).forEachContribution(plan: plan, in: self, body)
    case (.selectiveMatch, _), (.linear, _):
      preconditionFailure("this kernel compares something else")
    }
    return plan
  }
}

extension ShortlistQuery {
  /// The words to look up.
  fileprivate var queryWords: QueryWords {
    switch self {
    case .words(let words): words
    case .aggregates(let signatures):
      QueryWords(words: signatures.map(\.word), signatures: [], wordsPerFeature: 1)
    case .weights(let weights):
      QueryWords(words: weights.map(\.word), signatures: [], wordsPerFeature: 1)
    }
  }
}

extension ShortlistOptions {
  /// What a picture's sum of contributions is multiplied with, for the lengths of the query and of the picture.
  fileprivate func scale(of query: ShortlistQuery) -> (PictureLengths, Int) -> Float {
    let length = Float(query.length).squareRoot()
    switch kernel {
    case .bagOfWords, .linear: return { _, _ in 1 }
    case .hamming: return { 1 / (length * Float($0.featureCount($1)).squareRoot()) }
    case .selectiveMatch: return { 1 / (length * Float($0.distinctWordCount($1)).squareRoot()) }
    }
  }
}

extension ShortlistQuery {
  /// Features, or aggregates.
  fileprivate var length: Int {
    switch self {
    case .words(let words): words.featureCount
    case .aggregates(let signatures): signatures.count
    case .weights: 1
    }
  }
}
