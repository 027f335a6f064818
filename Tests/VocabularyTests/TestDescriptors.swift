import Core

@testable import Vocabulary

/// Descriptors of known structure.
enum TestDescriptors {
  /// `count` rows scattered around `groups` middles: row r belongs to group r % groups.
  static func grouped(
    _ count: Int, groups: Int, dimension: Int = 32, scatter: Double = 6, seed: UInt64 = 1
  ) -> (rows: Matrix<UInt8>, middles: Matrix<UInt8>) {
    var random = SeededGenerator(seed: seed)
    let middles = (0..<groups * dimension).map { _ in UInt8(random.index(below: 200) + 28) }
    let rows = (0..<count * dimension).map { i -> UInt8 in
      let middle = Double(middles[(i / dimension) % groups * dimension + i % dimension])
      return UInt8(max(0, min(255, middle + scatter * random.normal())))
    }
    return (
      Matrix(columnCount: dimension, elements: rows), Matrix(columnCount: dimension, elements: middles)
    )
  }

  /// What every search must find: all distances, sorted.
  static func nearest(_ row: ArraySlice<UInt8>, in centres: Centres, _ count: Int) -> [UInt32] {
    let all = (0..<centres.count).map { word -> (distance: Int, word: UInt32) in
      let sum = zip(row, centres.rows[word]).reduce(0) {
        $0 + (Int($1.0) - Int($1.1)) * (Int($1.0) - Int($1.1))
      }
      return (sum, UInt32(word))
    }
    return all.sorted { $0.distance != $1.distance ? $0.distance < $1.distance : $0.word < $1.word }
      .prefix(count).map(\.word)
  }
}
