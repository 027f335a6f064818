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

  /// Words that a thread takes at a time.
  private static let wordsAtOnce = 256
  /// The exact medians of up to so many words (32 MB) are kept while their scale is not known; those of more are found
  /// twice, since they would take twice the memory of the centres.
  static let mostWordsKept = 1 << 17

  /// `assignment` holds the word of each descriptor. The same for any number of jobs.
  package static func train(
    descriptors: Matrix<UInt8>, assignment: [UInt32], centres: Centres, projection: HammingProjection,
    jobs: Int, mostWordsKept: Int = mostWordsKept
  ) -> HammingMedians {
    precondition(assignment.count == descriptors.rowCount, "every descriptor has a word")
    precondition(descriptors.columnCount == projection.dimension && centres.dimension == projection.dimension)
    let words = TrainedWords(
      members: Members(of: assignment, wordCount: centres.count), descriptors: descriptors,
      centres: centres.rows, projection: projection)
    let chunks = stride(from: 0, to: centres.count, by: wordsAtOnce).map { first in
      first..<min(first + wordsAtOnce, centres.count)
    }
    let kept =
      centres.count <= mostWordsKept
      ? Parallel.map(count: chunks.count, jobs: jobs) { words.medians(ofWords: chunks[$0]) } : nil
    @Sendable func medians(_ chunk: Int) -> [Int32] { kept?[chunk] ?? words.medians(ofWords: chunks[chunk]) }

    let ranges = Parallel.map(count: chunks.count, jobs: jobs) { MedianRange(of: medians($0)) }
    let scale = MedianScale(spanning: ranges.dropFirst().reduce(ranges[0]) { $0.joined(with: $1) })
    let levels = [UInt8](unsafeUninitializedCapacity: centres.count * HammingProjection.bitCount) {
      buffer, count in
      count = buffer.count
      let shared = DisjointAccess(buffer)
      Parallel.forEach(count: chunks.count, jobs: jobs) { chunk in
        let place = shared.pointers[(chunks[chunk].lowerBound * HammingProjection.bitCount)...]
        _ = UnsafeMutableBufferPointer(rebasing: place).update(from: scale.levels(of: medians(chunk)))
      }
    }
    return HammingMedians(scale: scale, levels: levels)
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

/// What the medians of a word are found from.
private struct TrainedWords: Sendable {
  let members: Members
  let descriptors: Matrix<UInt8>
  let centres: Matrix<UInt8>
  let projection: HammingProjection

  /// The 64 exact thresholds of each of the words.
  func medians(ofWords words: Range<Int>) -> [Int32] {
    words.flatMap(medians(ofWord:))
  }

  private func medians(ofWord word: Int) -> [Int32] {
    let rows = members.rows(ofWord: word)
    let centre = coordinates(of: CollectionOfOne(word), in: centres)
    let count = min(rows.count, HammingMedians.mostSamples)
    guard count > 0 else { return centre }
    let chosen = (0..<count).map { Int(rows[rows.startIndex + $0 * rows.count / count]) }
    let all = coordinates(of: chosen, in: descriptors)
    let bits = HammingProjection.bitCount
    var column = [Int32](repeating: 0, count: count)
    return (0..<bits).map { bit in
      for sample in 0..<count { column[sample] = all[sample * bits + bit] }
      let weight = HammingMedians.weightOfCentre
      let sum = count * Int(HammingMedians.middle(of: &column)) + weight * Int(centre[bit])
      return Int32(sum / (count + weight))
    }
  }

  private func coordinates(of rows: some Collection<Int>, in matrix: Matrix<UInt8>) -> [Int32] {
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
}
