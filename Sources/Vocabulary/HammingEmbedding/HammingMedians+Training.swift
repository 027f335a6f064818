import Core

/// Medians from training descriptors, word by word: only the descriptors of the words under work are projected at a
/// time, so that memory stays at four bytes a descriptor.
extension HammingMedians {
  /// Words with fewer descriptors take the projection of their centre instead. The centre is the mean of the word's
  /// descriptors, and a mean of few is nearer to the true middle than their median (its variance is 2/π of
  /// it); medians over all words would be worse than either, as words lie further apart than their descriptors.
  static let fewestSamples = 8
  /// Of more descriptors than this so many are taken, evenly. The middle is then known to 2 % of the spread.
  static let mostSamples = 4096

  /// `assignment` holds the word of each descriptor. The same for any number of jobs.
  package static func train(
    descriptors: Matrix<UInt8>, assignment: [UInt32], centres: Centres, projection: HammingProjection,
    jobs: Int
  ) -> HammingMedians {
    precondition(assignment.count == descriptors.rowCount, "every descriptor has a word")
    precondition(descriptors.columnCount == projection.dimension && centres.dimension == projection.dimension)
    let samples = RowsOfWords(assignment: assignment, wordCount: centres.count)
    let wordsInChunk = 256
    let chunks = Parallel.map(count: (centres.count + wordsInChunk - 1) / wordsInChunk, jobs: jobs) { chunk in
      let first = chunk * wordsInChunk
      let words = first..<min(centres.count, first + wordsInChunk)
      return words.flatMap { word in
        medians(of: samples[word], in: descriptors, orOf: centres.rows, row: word, projection: projection)
      }
    }
    return HammingMedians(rounding: Array(chunks.joined()))
  }

  /// The 64 exact medians of one word.
  private static func medians(
    of rows: ArraySlice<UInt32>, in descriptors: Matrix<UInt8>, orOf centres: Matrix<UInt8>, row word: Int,
    projection: HammingProjection
  ) -> [Int32] {
    guard rows.count >= fewestSamples else {
      return coordinates(of: CollectionOfOne(word), in: centres, projection: projection)
    }
    let count = min(rows.count, mostSamples)
    let chosen = (0..<count).map { Int(rows[rows.startIndex + $0 * rows.count / count]) }
    let all = coordinates(of: chosen, in: descriptors, projection: projection)
    let bits = HammingProjection.bitCount
    var column = [Int32](repeating: 0, count: count)
    return (0..<bits).map { bit in
      for sample in 0..<count { column[sample] = all[sample * bits + bit] }
      return middle(of: &column)
    }
  }

  private static func coordinates(
    of rows: some Collection<Int>, in matrix: Matrix<UInt8>, projection: HammingProjection
  ) -> [Int32] {
    let bits = HammingProjection.bitCount
    return [Int32](unsafeUninitializedCapacity: rows.count * bits) { buffer, filled in
      matrix.withUnsafeElements { elements in
        guard let start = elements.baseAddress, var out = buffer.baseAddress else { return }
        for row in rows {
          projection.project(start + row * matrix.columnCount, into: out)
          out += bits
        }
      }
      filled = rows.count * bits
    }
  }

  /// The median, rounded down between the two in the middle of an even number: then exactly half of the
  /// numbers are above it, if these two differ. The numbers change their order.
  static func middle(of numbers: inout [Int32]) -> Int32 {
    let upper = Selection.moveToPlace(numbers.count / 2, in: &numbers)
    guard numbers.count.isMultiple(of: 2) else { return upper }
    let lower = numbers[..<(numbers.count / 2)].max() ?? upper
    return Int32((Int(lower) + Int(upper)) >> 1)
  }
}

/// The rows of each word, in rising order.
private struct RowsOfWords: Sendable {
  private let starts: [Int]
  private let rows: [UInt32]

  init(assignment: [UInt32], wordCount: Int) {
    var starts = [Int](repeating: 0, count: wordCount + 1)
    for word in assignment { starts[Int(word) + 1] += 1 }
    for word in 0..<wordCount { starts[word + 1] += starts[word] }
    var next = starts
    var rows = [UInt32](repeating: 0, count: assignment.count)
    for (row, word) in assignment.enumerated() {
      rows[next[Int(word)]] = UInt32(row)
      next[Int(word)] += 1
    }
    self.starts = starts
    self.rows = rows
  }

  subscript(word: Int) -> ArraySlice<UInt32> { rows[starts[word]..<starts[word + 1]] }
}
