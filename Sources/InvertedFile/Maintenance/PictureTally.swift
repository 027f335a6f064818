/// What a check adds up of each picture, from its record and from the postings: equal sums of hashed words mean the same words.
struct PictureTally {
  struct Postings {
    /// Postings of each picture, removed ones too.
    private(set) var counts: [Int]
    /// Sums of hashed words.
    private(set) var sums: [UInt64]
    /// Living pictures of each word.
    private(set) var frequencies: [Int]

    init(pictureCount: Int, wordCount: Int) {
      counts = [Int](repeating: 0, count: pictureCount)
      sums = [UInt64](repeating: 0, count: pictureCount)
      frequencies = [Int](repeating: 0, count: wordCount)
    }

    /// Postings of one block, which holds all that its pictures have of the word.
    mutating func count(_ pictures: [UInt32], of word: UInt32, _ lengths: PictureLengths) {
      var last: UInt32?
      let hash = PictureTally.hash(word)
      for picture in pictures {
        counts[Int(picture)] += 1
        sums[Int(picture)] &+= hash
        if picture != last, !lengths.isRemoved(Int(picture)) { frequencies[Int(word)] += 1 }
        last = picture
      }
    }
  }

  var hasRecord: [Bool]
  var postings: Postings
  var aggregates: Postings
  private(set) var hasAggregates = false
  private(set) var expected: [UInt64]
  private(set) var expectedDistinct: [UInt64]

  init(pictureCount: Int, wordCount: Int, hasAggregates: Bool) {
    hasRecord = [Bool](repeating: false, count: pictureCount)
    expected = [UInt64](repeating: 0, count: pictureCount)
    expectedDistinct = expected
    postings = Postings(pictureCount: pictureCount, wordCount: wordCount)
    aggregates = hasAggregates ? postings : Postings(pictureCount: 0, wordCount: 0)
    self.hasAggregates = hasAggregates
  }

  /// Takes the words of a picture's record, which rise.
  mutating func expect(_ words: [UInt32], of picture: Int) {
    for (place, word) in words.enumerated() {
      expected[picture] &+= Self.hash(word)
      if place == 0 || words[place - 1] != word { expectedDistinct[picture] &+= Self.hash(word) }
    }
  }

  fileprivate static func hash(_ word: UInt32) -> UInt64 {
    let mixed = (UInt64(word) + 1) &* 0x9E37_79B9_7F4A_7C15
    return (mixed ^ mixed >> 29) &* 0xC2B2_AE3D_27D4_EB4F
  }
}
