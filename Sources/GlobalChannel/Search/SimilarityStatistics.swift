/// How similar a query is to all vectors: what an outstanding similarity is measured against.
package struct SimilarityStatistics: Sendable, Equatable {
  package private(set) var count = 0
  private var sum = SIMD8<Double>.zero
  private var squares = SIMD8<Double>.zero

  package init() {}

  /// 0 when there is no vector.
  package var mean: Double { count > 0 ? Self.total(sum) / Double(count) : 0 }

  /// The standard deviation; 0 when there is no vector.
  package var deviation: Double {
    guard count > 0 else { return 0 }
    let mean = mean
    return max(0, Self.total(squares) / Double(count) - mean * mean).squareRoot()
  }

  /// Eight sums in a fixed order: the same for any number of threads.
  private static func total(_ lanes: SIMD8<Double>) -> Double {
    let four = lanes.lowHalf + lanes.highHalf
    return (four[0] + four[2]) + (four[1] + four[3])
  }

  /// Adds similarities; −∞ says that there is no vector.
  package mutating func add(_ similarities: UnsafeBufferPointer<Float>) {
    var index = 0
    while index + 8 <= similarities.count {
      var eight = SIMD8<Float>()
      for lane in 0..<8 { eight[lane] = similarities[index &+ lane] }
      add(eight)
      index += 8
    }
    guard index < similarities.count else { return }
    var last = SIMD8<Float>(repeating: -.infinity)
    for lane in 0..<similarities.count - index { last[lane] = similarities[index + lane] }
    add(last)
  }

  private mutating func add(_ eight: SIMD8<Float>) {
    let present = eight .> -Float.infinity
    let values = SIMD8<Double>(eight.replacing(with: 0, where: .!present))
    sum += values
    squares += values * values
    let counted = SIMD8<Int32>.zero.replacing(with: 1, where: present)
    count += Int(counted.wrappedSum())
  }

  mutating func add(_ other: SimilarityStatistics) {
    count += other.count
    sum += other.sum
    squares += other.squares
  }
}
