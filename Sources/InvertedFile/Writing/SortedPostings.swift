/// The postings of some pictures, sorted by word, within a word by picture: a counting sort, since words are small numbers and
/// pictures come in order.
struct SortedPostings {
  /// Where the postings of each word begin, and at the end where they all end.
  private let starts: [Int]
  private let pictures: [UInt32]
  /// `signatureWords` for each posting, in the byte order of the file.
  private let signatures: [UInt64]
  private let signatureWords: Int

  /// `words` has an entry for each picture, the first of which has the id `first`; `columns` too, with `signatureWords` numbers
  /// for each of the picture's words.
  init(words: [[UInt32]], columns: [[UInt64]], signatureWords: Int, first: UInt32, wordCount: Int) {
    var starts = [Int](repeating: 0, count: wordCount + 1)
    for word in words.joined() { starts[Int(word) + 1] += 1 }
    for word in 0..<wordCount { starts[word + 1] += starts[word] }
    let count = starts[wordCount]
    var next = starts
    var pictures = [UInt32](repeating: 0, count: count)
    var signatures = [UInt64](repeating: 0, count: count * signatureWords)
    for (place, words) in words.enumerated() {
      let column = columns[place]
      precondition(column.count == words.count * signatureWords, "every posting has its signature")
      for (feature, word) in words.enumerated() {
        let posting = next[Int(word)]
        next[Int(word)] = posting + 1
        pictures[posting] = first + UInt32(place)
        for part in 0..<signatureWords {
          signatures[posting * signatureWords + part] = column[feature * signatureWords + part].littleEndian
        }
      }
    }
    self.starts = starts
    self.pictures = pictures
    self.signatures = signatures
    self.signatureWords = signatureWords
  }

  /// Words with postings, rising.
  var words: [Int] { (0..<starts.count - 1).filter { starts[$0] < starts[$0 + 1] } }

  func append(word: Int, to builder: inout PostingBlock.Builder) {
    let range = starts[word]..<starts[word + 1]
    pictures.withUnsafeBufferPointer { pictures in
      signatures.withUnsafeBufferPointer { signatures in
        let parts = range.lowerBound * signatureWords..<range.upperBound * signatureWords
        builder.append(
          pictures: UnsafeBufferPointer(rebasing: pictures[range]),
          signatures: UnsafeBufferPointer(rebasing: signatures[parts]))
      }
    }
  }

  /// How many different pictures have the word.
  func pictureCount(ofWord word: Int) -> Int {
    (starts[word]..<starts[word + 1]).count { $0 == starts[word] || pictures[$0] != pictures[$0 - 1] }
  }
}
