import Core

/// Finds the nearest words of descriptors. Safe to call from any number of threads.
package protocol WordSearch: Sendable {
  var dimension: Int { get }
  var wordCount: Int { get }

  /// The `wordsPerRow` nearest words of each of `rowCount` consecutive rows, nearest first, equally near ones by the lower
  /// word; squared distances too, unless that is `nil`. Nothing is allocated for a row.
  ///
  /// Where fewer words are found than asked for, the rest are `noWord`.
  func nearest(
    _ rows: UnsafePointer<UInt8>, rowCount: Int, wordsPerRow: Int, words: UnsafeMutablePointer<UInt32>,
    squaredDistances: UnsafeMutablePointer<Int32>?)
}

/// What stands where no word was found.
package let noWord = UInt32.max

extension WordSearch {
  /// Rows that a thread takes at a time: enough to share a cell's centres, few enough for the caches.
  private static var chunkRows: Int { 8192 }

  /// The nearest words of all rows of a matrix, and their squared distances, from several threads.
  package func nearest(
    _ rows: Matrix<UInt8>, wordsPerRow: Int = 1, jobs: Int
  ) -> (words: [UInt32], squaredDistances: [Int32]) {
    precondition(rows.columnCount == dimension, "descriptors of another dimension than the words")
    let count = rows.rowCount * wordsPerRow
    var words = [UInt32](repeating: noWord, count: count)
    var distances = [Int32](repeating: .max, count: count)
    words.withUnsafeMutableBufferPointer { words in
      distances.withUnsafeMutableBufferPointer { distances in
        rows.withUnsafeElements { elements in
          guard let from = elements.baseAddress, let toWords = words.baseAddress,
            let toDistances = distances.baseAddress
          else { return }
          let parts = SharedPointers(rows: from, words: toWords, distances: toDistances)
          let chunk = Self.chunkSize(rowCount: rows.rowCount, jobs: jobs)
          Parallel.forEach(count: (rows.rowCount + chunk - 1) / chunk, jobs: jobs) { index in
            let first = index * chunk
            nearest(
              parts.rows + first * dimension, rowCount: min(chunk, rows.rowCount - first),
              wordsPerRow: wordsPerRow,
              words: parts.words + first * wordsPerRow,
              squaredDistances: parts.distances + first * wordsPerRow)
          }
        }
      }
    }
    return (words, distances)
  }

  private static func chunkSize(rowCount: Int, jobs: Int) -> Int {
    let workers = max(1, min(jobs, rowCount))
    return min(chunkRows, max(1, (rowCount + workers - 1) / workers))
  }
}

/// Pointers that chunks of work share, because each chunk touches rows of its own only.
private struct SharedPointers: @unchecked Sendable {
  let rows: UnsafePointer<UInt8>
  let words: UnsafeMutablePointer<UInt32>
  let distances: UnsafeMutablePointer<Int32>
}
