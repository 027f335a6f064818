import Core

/// A vector of length 1 as signed bytes: `numbers[i] · scale` is component i.
package struct ByteVector: Sendable, Equatable {
  package let numbers: [Int8]
  /// Above 0.
  package let scale: Float

  package init(numbers: [Int8], scale: Float) {
    self.numbers = numbers
    self.scale = scale
  }

  /// The largest component becomes 127. `nil` for a vector without a direction: all zeros, or with a number that is none.
  package init?(_ vector: [Float]) {
    let length = vector.reduce(Double(0)) { $0 + Double($1) * Double($1) }.squareRoot()
    let largest = vector.reduce(Float(0)) { max($0, abs($1)) }
    guard length.isFinite, length > 0, largest.isFinite, largest > 0 else { return nil }
    let factor = 127 / largest
    numbers = vector.map { Int8(max(-127, min(127, ($0 * factor).rounded()))) }
    scale = Float(Double(largest) / 127 / length)
  }
}
