import Core

/// The rows of each word, in rising order: a counting sort of an assignment.
struct Members {
  private let starts: [UInt32]
  private let rows: [UInt32]

  init(of assignment: [UInt32], wordCount: Int) {
    // Where the words end; filled from there, each comes down to where it begins.
    var starts = [UInt32](repeating: 0, count: wordCount + 1)
    for word in assignment { starts[Int(word)] += 1 }
    var end: UInt32 = 0
    for word in starts.indices {
      end += starts[word]
      starts[word] = end
    }
    rows = [UInt32](unsafeUninitializedCapacity: assignment.count) { buffer, count in
      for row in assignment.indices.reversed() {
        let word = Int(assignment[row])
        starts[word] -= 1
        buffer[Int(starts[word])] = UInt32(truncatingIfNeeded: row)
      }
      count = assignment.count
    }
    self.starts = starts
  }

  func count(ofWord word: Int) -> Int { Int(starts[word + 1] - starts[word]) }

  func rows(ofWord word: Int) -> ArraySlice<UInt32> { rows[Int(starts[word])..<Int(starts[word + 1])] }

  /// The structure whose cells are these words.
  func structure(ofCells cells: Centres) -> TwoLevelStructure {
    TwoLevelStructure(cellCentres: cells.rows, cellStarts: starts, members: rows)
  }
}

extension Members {
  /// Words that a thread takes at a time.
  private static let wordsAtOnce = 64

  /// Moves each word to the mean of its rows, rounded to bytes; a word without rows stays. Sums are whole numbers, so their
  /// order does not matter.
  func moveToMeans(_ centres: inout Centres, of descriptors: Matrix<UInt8>, jobs: Int) {
    let (dimension, wordCount) = (centres.dimension, centres.count)
    centres.withElements { centres in
      centres.withUnsafeMutableBufferPointer { centres in
        descriptors.withUnsafeElements { descriptors in
          let shared = DisjointAccess((descriptors: descriptors, centres: centres))
          let chunks = (wordCount + Self.wordsAtOnce - 1) / Self.wordsAtOnce
          Parallel.forEach(count: chunks, jobs: jobs) { chunk in
            let (descriptors, centres) = shared.pointers
            var sums = [UInt64](repeating: 0, count: dimension)
            for word in chunk * Self.wordsAtOnce..<min(wordCount, (chunk + 1) * Self.wordsAtOnce) {
              let place = UnsafeMutableBufferPointer(
                rebasing: centres[word * dimension..<(word + 1) * dimension])
              writeMean(ofWord: word, from: descriptors, sums: &sums, to: place)
            }
          }
        }
      }
    }
  }

  private func writeMean(
    ofWord word: Int, from elements: UnsafeBufferPointer<UInt8>, sums: inout [UInt64],
    to place: UnsafeMutableBufferPointer<UInt8>
  ) {
    let dimension = sums.count
    let members = rows(ofWord: word)
    let count = UInt64(members.count)
    guard count > 0 else { return }
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
