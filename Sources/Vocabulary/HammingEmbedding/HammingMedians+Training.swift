import Core

/// Medians from training descriptors, word by word: only the descriptors of the words under work are projected at a
/// time, so that memory stays at four bytes a descriptor.
extension HammingMedians {
  /// A word's median counts as much as it has descriptors, the projection of its centre as much as this.
  ///
  /// The centre is the mean of the word's descriptors, and the mean of few is nearer to the middle of those to come than
  /// their median; that of many is not, as distributions lean to one side. How far from one half the share of unseen
  /// descriptors that set a bit is (root mean square; RootSIFT of photographs; noise of counting taken away):
  ///
  ///     training descriptors of the word    4–5     8–11    24–39   80–199  400–799  1600 and more
  ///     median alone                        0.199   0.127   0.086   0.050   0.025    0.0170
  ///     centre alone                        0.178   0.106   0.071   0.041   0.027    0.0245
  ///     both, the centre counting 200       0.178   0.106   0.071   0.041   0.024    0.0168
  static let weightOfCentre = 200
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
        medians(of: samples[word], in: descriptors, and: centres.rows, row: word, projection: projection)
      }
    }
    return HammingMedians(rounding: Array(chunks.joined()))
  }

  /// The 64 exact thresholds of one word.
  private static func medians(
    of rows: ArraySlice<UInt32>, in descriptors: Matrix<UInt8>, and centres: Matrix<UInt8>, row word: Int,
    projection: HammingProjection
  ) -> [Int32] {
    let centre = coordinates(of: CollectionOfOne(word), in: centres, projection: projection)
    let count = min(rows.count, mostSamples)
    guard count > 0 else { return centre }
    let chosen = (0..<count).map { Int(rows[rows.startIndex + $0 * rows.count / count]) }
    let all = coordinates(of: chosen, in: descriptors, projection: projection)
    let bits = HammingProjection.bitCount
    var column = [Int32](repeating: 0, count: count)
    return (0..<bits).map { bit in
      for sample in 0..<count { column[sample] = all[sample * bits + bit] }
      let sum = count * Int(middle(of: &column)) + weightOfCentre * Int(centre[bit])
      return Int32(sum / (count + weightOfCentre))
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
