import Core

/// The rows of each word, in rising order: a counting sort of an assignment.
struct Members {
  let starts: [Int]
  let rows: [UInt32]

  init(of assignment: [UInt32], wordCount: Int) {
    var starts = [Int](repeating: 0, count: wordCount + 1)
    for word in assignment { starts[Int(word) + 1] += 1 }
    for word in 0..<wordCount { starts[word + 1] += starts[word] }
    var next = starts
    let rows = [UInt32](unsafeUninitializedCapacity: assignment.count) { buffer, count in
      for (row, word) in assignment.enumerated() {
        buffer[next[Int(word)]] = UInt32(truncatingIfNeeded: row)
        next[Int(word)] += 1
      }
      count = assignment.count
    }
    self.starts = starts
    self.rows = rows
  }

  func count(ofWord word: Int) -> Int { starts[word + 1] - starts[word] }

  func rows(ofWord word: Int) -> ArraySlice<UInt32> { rows[starts[word]..<starts[word + 1]] }
}

extension Members {
  /// Words that a thread takes at a time.
  private static let wordsAtOnce = 64

  /// The mean of each word's rows, rounded to bytes; `old` where a word has none. Sums are whole numbers, so their order does
  /// not matter.
  func means(of descriptors: Matrix<UInt8>, old: Centres, jobs: Int) -> Centres {
    let (dimension, wordCount) = (old.dimension, old.count)
    let elements = [UInt8](unsafeUninitializedCapacity: wordCount * dimension) { buffer, count in
      let out = UnsafeSendable(buffer)
      descriptors.withUnsafeElements { elements in
        let from = UnsafeSendable(elements)
        let chunks = (wordCount + Self.wordsAtOnce - 1) / Self.wordsAtOnce
        Parallel.forEach(count: chunks, jobs: jobs) { chunk in
          var sums = [UInt64](repeating: 0, count: dimension)
          for word in chunk * Self.wordsAtOnce..<min(wordCount, (chunk + 1) * Self.wordsAtOnce) {
            let place = UnsafeMutableBufferPointer(
              rebasing: out.value[word * dimension..<(word + 1) * dimension])
            mean(ofWord: word, from: from.value, old: old, sums: &sums, into: place)
          }
        }
      }
      count = wordCount * dimension
    }
    return Centres(rows: Matrix(columnCount: dimension, elements: elements))
  }

  private func mean(
    ofWord word: Int, from elements: UnsafeBufferPointer<UInt8>, old: Centres, sums: inout [UInt64],
    into place: UnsafeMutableBufferPointer<UInt8>
  ) {
    let dimension = sums.count
    let members = rows(ofWord: word)
    let count = UInt64(members.count)
    guard count > 0 else {
      _ = place.initialize(from: old.rows[word])
      return
    }
    sums.withUnsafeMutableBufferPointer { sums in
      sums.update(repeating: 0)
      for row in members {
        let start = Int(row) * dimension
        for i in 0..<dimension { sums[i] &+= UInt64(elements[start &+ i]) }
      }
      for i in 0..<dimension { place[i] = UInt8(truncatingIfNeeded: (sums[i] &+ count / 2) / count) }
    }
  }
}

/// A pointer that chunks of work share, because each chunk touches places of its own only.
struct UnsafeSendable<Value>: @unchecked Sendable {
  let value: Value

  init(_ value: Value) {
    self.value = value
  }
}
