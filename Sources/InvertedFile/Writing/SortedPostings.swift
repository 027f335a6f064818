/// The postings of some pictures, sorted by word, within a word by picture: a counting sort, since words are small numbers and
/// pictures come in order.
struct SortedPostings<Signature: BitwiseCopyable> {
  /// Where the postings of each word begin, and at the end where they all end.
  private let starts: [Int]
  private let pictures: [UInt32]
  /// Empty when there are no signatures.
  private let signatures: [Signature]

  /// `words` and `columns` have an entry for each picture, the first of which has the id `first`. Columns are empty where
  /// no signatures are kept.
  init(words: [[UInt32]], columns: [[Signature]], first: UInt32, wordCount: Int, filler: Signature) {
    var starts = [Int](repeating: 0, count: wordCount + 1)
    for word in words.joined() { starts[Int(word) + 1] += 1 }
    for word in 0..<wordCount { starts[word + 1] += starts[word] }
    let count = starts[wordCount]
    var next = starts
    var pictures = [UInt32](repeating: 0, count: count)
    let hasSignatures = columns.contains { !$0.isEmpty }
    var signatures = [Signature](repeating: filler, count: hasSignatures ? count : 0)
    for (place, words) in words.enumerated() {
      let column = columns[place]
      precondition(
        column.count == (hasSignatures ? words.count : 0), "one signature for each posting, or none at all")
      for (feature, word) in words.enumerated() {
        let posting = next[Int(word)]
        next[Int(word)] = posting + 1
        pictures[posting] = first + UInt32(place)
        if hasSignatures { signatures[posting] = column[feature] }
      }
    }
    self.starts = starts
    self.pictures = pictures
    self.signatures = signatures
  }

  /// Words with postings, rising.
  var words: [Int] { (0..<starts.count - 1).filter { starts[$0] < starts[$0 + 1] } }

  func pictures(ofWord word: Int) -> ArraySlice<UInt32> { pictures[starts[word]..<starts[word + 1]] }

  /// Empty when there are none.
  func signatures(ofWord word: Int) -> ArraySlice<Signature> {
    signatures.isEmpty ? [] : signatures[starts[word]..<starts[word + 1]]
  }

  /// How many different pictures have the word.
  func pictureCount(ofWord word: Int) -> Int {
    var (count, last) = (0, UInt32?.none)
    for picture in pictures(ofWord: word) where picture != last {
      count += 1
      last = picture
    }
    return count
  }
}
