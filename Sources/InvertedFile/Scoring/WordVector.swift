import Storage

/// A picture's words as a sparse vector of length 1: how often each is there times what it weighs. `bagOfWords(.cosine)` compares
/// such vectors.
package struct WordVector: Sendable, Equatable {
  /// Rising, each once.
  package let words: [UInt32]
  package let numbers: [Float]

  package init(words: [UInt32], numbers: [Float]) {
    self.words = words
    self.numbers = numbers
  }
}

extension IndexSnapshot {
  /// The vectors of some features' words each, in any order; a word that no picture has is in none.
  package func vectors(of lists: [[UInt32]]) throws(StorageError) -> [WordVector] {
    let frequencies = try documentFrequencies()
    let weights = InverseFrequency(pictureCount: Int(totals.pictures))
    return lists.map { list in
      WordVector(list) { word in
        Int(word) < frequencies.count ? weights[Int(frequencies[Int(word)])] : 0
      }
    }
  }
}

extension WordVector {
  fileprivate init(_ list: [UInt32], weight: (UInt32) -> Float) {
    var (words, numbers): ([UInt32], [Float]) = ([], [])
    for word in list.sorted() {
      let weight = weight(word)
      guard weight > 0 else { continue }
      if words.last == word {
        numbers[numbers.count - 1] += weight
      } else {
        words.append(word)
        numbers.append(weight)
      }
    }
    let norm = numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
    self.init(words: words, numbers: numbers.map { $0 / norm })
  }
}
