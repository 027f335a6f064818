import Core

/// Weighted sums of vectors as directions: what query expansion and augmentation are made of.
package struct VectorSum: Sendable {
  private var sum: [Float]

  package init(dimension: Int) {
    sum = [Float](repeating: 0, count: dimension)
  }

  package mutating func add(_ vector: ByteVector, weight: Float) {
    precondition(vector.numbers.count == sum.count, "vectors of one dimension")
    let factor = vector.scale * weight
    for index in sum.indices { sum[index] += Float(vector.numbers[index]) * factor }
  }

  /// The sum at length 1; `nil` where everything cancels out.
  package var direction: ByteVector? { ByteVector(sum) }

  /// similarityᵖ; 0 where vectors point away from each other, which a power of the cosine would hide.
  package static func weight(_ similarity: Float, power: Double) -> Float {
    guard similarity > 0 else { return 0 }
    return power == 0 ? 1 : Float(powerOfTwo(power * binaryLogarithm(Double(similarity))))
  }
}
