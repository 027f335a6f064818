/// What is looked for: the words of a picture's features, sorted by word, so that each word's postings are walked once.
package struct QueryWords: Sendable {
  /// One feature in one of its words.
  package struct Entry: Sendable {
    package let word: UInt32
    package let feature: UInt32
    /// Of the feature within this word.
    package let signature: UInt64
  }

  package let featureCount: Int
  /// By word, then by feature.
  package let entries: [Entry]
  /// The entries of each distinct word.
  let groups: [Range<Int>]

  /// `words` and `signatures` hold `wordsPerFeature` values for each feature, the nearest word first. `signatures` may be empty
  /// where nobody will compare them. Words that are `UInt32.max` stand for none.
  package init(words: [UInt32], signatures: [UInt64], wordsPerFeature: Int) {
    precondition(wordsPerFeature > 0 && words.count.isMultiple(of: wordsPerFeature))
    precondition(signatures.isEmpty || signatures.count == words.count, "one signature for each word")
    featureCount = words.count / wordsPerFeature
    // The word in the upper half, the place in the lower: numbers are sorted several times as fast as tuples.
    let keys = words.indices.lazy.filter { words[$0] != .max }.map { UInt64(words[$0]) << 32 | UInt64($0) }
      .sorted()
    entries = keys.map { key in
      let index = Int(key & 0xFFFF_FFFF)
      return Entry(
        word: words[index], feature: UInt32(index / wordsPerFeature),
        signature: signatures.isEmpty ? 0 : signatures[index])
    }
    groups = Self.groups(of: entries)
  }

  private init(featureCount: Int, entries: [Entry]) {
    self.featureCount = featureCount
    self.entries = entries
    groups = Self.groups(of: entries)
  }

  private static func groups(of entries: [Entry]) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    var start = 0
    for index in entries.indices
    where index + 1 == entries.count || entries[index + 1].word != entries[start].word {
      groups.append(start..<index + 1)
      start = index + 1
    }
    return groups
  }
}

extension QueryWords {
  /// The same with more features behind the others, of one word each.
  package func adding(words: [UInt32], signatures: [UInt64]) -> QueryWords {
    precondition(words.count == signatures.count, "one signature for each word")
    let more = words.indices.map {
      Entry(word: words[$0], feature: UInt32(featureCount + $0), signature: signatures[$0])
    }
    return QueryWords(
      featureCount: featureCount + words.count,
      entries: (entries + more).sorted { ($0.word, $0.feature) < ($1.word, $1.feature) })
  }
}
