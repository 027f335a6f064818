import Core
import Synchronization

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
          let shared = DisjointAccess((rows: from, words: toWords, distances: toDistances))
          Self.forEachChunk(of: rows.rowCount, jobs: jobs) { chunk in
            let (from, toWords, toDistances) = shared.pointers
            let place = chunk.lowerBound * wordsPerRow
            nearest(
              from + chunk.lowerBound * dimension, rowCount: chunk.count, wordsPerRow: wordsPerRow,
              words: toWords + place, squaredDistances: toDistances + place)
          }
        }
      }
    }
    return (words, distances)
  }

  /// The nearest word of each row, and the sum of all squared distances: no room is needed for each of them.
  package func assign(_ rows: Matrix<UInt8>, jobs: Int) -> (words: [UInt32], squaredError: Int) {
    precondition(rows.columnCount == dimension, "descriptors of another dimension than the words")
    let error = Atomic<Int>(0)
    var words = [UInt32](repeating: noWord, count: rows.rowCount)
    words.withUnsafeMutableBufferPointer { words in
      rows.withUnsafeElements { elements in
        guard let from = elements.baseAddress, let toWords = words.baseAddress else { return }
        let shared = DisjointAccess((rows: from, words: toWords))
        Self.forEachChunk(of: rows.rowCount, jobs: jobs) { chunk in
          let (from, toWords) = shared.pointers
          withUnsafeTemporaryAllocation(of: Int32.self, capacity: chunk.count) { distances in
            nearest(
              from + chunk.lowerBound * dimension, rowCount: chunk.count, wordsPerRow: 1,
              words: toWords + chunk.lowerBound, squaredDistances: distances.baseAddress)
            error.wrappingAdd(distances.reduce(0) { $0 + Int($1) }, ordering: .relaxed)
          }
        }
      }
    }
    return (words, error.load(ordering: .relaxed))
  }

  private static func forEachChunk(of rowCount: Int, jobs: Int, _ body: @Sendable (Range<Int>) -> Void) {
    let workers = max(1, min(jobs, rowCount))
    let size = min(chunkRows, max(1, (rowCount + workers - 1) / workers))
    Parallel.forEach(count: (rowCount + size - 1) / size, jobs: jobs) { index in
      body(index * size..<min(rowCount, (index + 1) * size))
    }
  }
}
