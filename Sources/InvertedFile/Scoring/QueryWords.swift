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
    entries = words.indices.lazy.filter { words[$0] != .max }.map { index in
      Entry(
        word: words[index], feature: UInt32(index / wordsPerFeature),
        signature: signatures.isEmpty ? 0 : signatures[index])
    }.sorted { ($0.word, $0.feature) < ($1.word, $1.feature) }
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
