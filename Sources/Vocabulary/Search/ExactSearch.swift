import Core

/// Compares each descriptor with every word. The fastest way up to some four thousand words, and the truth that other ways are
/// held against.
package final class ExactSearch: WordSearch {
  private let centres: PackedCentres

  package init(_ centres: Centres) {
    self.centres = PackedCentres(centres.rows)
  }

  package var dimension: Int { centres.dimension }
  package var wordCount: Int { centres.count }

  /// Rows whose distances to all words are held at a time.
  private static let rowsAtOnce = 12

  package func nearest(
    _ rows: UnsafePointer<UInt8>, rowCount: Int, wordsPerRow: Int, words: UnsafeMutablePointer<UInt32>,
    squaredDistances: UnsafeMutablePointer<Int32>?
  ) {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: rowCount * wordsPerRow) { own in
      guard let distances = squaredDistances ?? own.baseAddress else { return }
      if wordsPerRow == 1 {
        centres.nearest(rows, rowCount: rowCount, words: words, squaredDistances: distances)
      } else {
        several(rows, rowCount, wordsPerRow, words, distances)
      }
    }
  }

  private func several(
    _ rows: UnsafePointer<UInt8>, _ rowCount: Int, _ wordsPerRow: Int, _ words: UnsafeMutablePointer<UInt32>,
    _ squaredDistances: UnsafeMutablePointer<Int32>
  ) {
    let pitch = centres.pitch
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.rowsAtOnce * pitch) { all in
      guard let all = all.baseAddress else { return }
      for first in stride(from: 0, to: rowCount, by: Self.rowsAtOnce) {
        let here = min(Self.rowsAtOnce, rowCount - first)
        centres.distances(rows + first * dimension, rowCount: here, into: all)
        for row in 0..<here {
          let place = (first + row) * wordsPerRow
          let list = NearestList(
            words: words + place, squaredDistances: squaredDistances + place, capacity: wordsPerRow)
          list.clear()
          let from = all + row * pitch
          for word in 0..<wordCount { list.offer(UInt32(truncatingIfNeeded: word), from[word]) }
        }
      }
    }
  }
}
