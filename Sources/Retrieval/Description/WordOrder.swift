import Vocabulary

/// Features sorted by word, those of one word by their place. A feature that has several words is there as often; one without
/// a word is not.
struct WordOrder: Sendable {
  /// The word in the upper half, the feature in the lower: sorting numbers is several times as fast as sorting pairs.
  private let keys: [UInt64]

  /// `words` holds `wordsPerFeature` words for each feature, `noWord` where there are fewer.
  init(_ words: [UInt32], wordsPerFeature: Int = 1) {
    var keys: [UInt64] = []
    keys.reserveCapacity(words.count)
    for (index, word) in words.enumerated() where word != noWord {
      keys.append(UInt64(word) << 32 | UInt64(index / wordsPerFeature))
    }
    keys.sort()
    self.keys = keys
  }

  var words: [UInt32] { keys.map { UInt32(truncatingIfNeeded: $0 >> 32) } }

  var features: [Int] { keys.map { Int($0 & 0xFFFF_FFFF) } }

  /// Calls `body` once for each distinct word, rising, with its features.
  func forEachWord(_ body: (_ word: UInt32, _ features: [Int]) -> Void) {
    var start = 0
    while start < keys.count {
      let word = keys[start] >> 32
      var end = start + 1
      while end < keys.count, keys[end] >> 32 == word { end += 1 }
      body(UInt32(truncatingIfNeeded: word), keys[start..<end].map { Int($0 & 0xFFFF_FFFF) })
      start = end
    }
  }
}
