import Core

/// Triangulation embedding with democratic weights (Jégou & Zisserman 2014).
///
/// A descriptor becomes the directions in which it sees all centres, one behind the other; these are whitened by what a sample of them showed,
/// without the few strongest components. The vectors of a picture's descriptors are then added up with weights that let each contribute
/// equally much to the similarity of the picture with itself.
package struct TriangulationEmbedding: Sendable, Equatable {
  package let centres: Matrix<Float>
  /// From all directions to the whitened ones.
  package let whitening: LinearMap
  package let power: Float

  /// Descriptors that are weighed; the first ones of a picture, which are the strongest. The products of all pairs are needed.
  package static let mostDescriptors = 1000
  private static let weightRounds = 10

  /// - Precondition: the whitening takes as many numbers as the centres have.
  package init(centres: Matrix<Float>, whitening: LinearMap, power: Float = 0.5) {
    precondition(centres.rowCount > 0 && whitening.inputCount == centres.elements.count)
    self.centres = centres
    self.whitening = whitening
    self.power = power
  }

  package var outputCount: Int { whitening.outputCount }

  package func vector(of rows: Matrix<Float>) -> [Float]? {
    let embedded = embed(rows)
    guard embedded.rowCount > 0 else { return nil }
    let weights = DemocraticWeights.of(embedded, rounds: Self.weightRounds)
    var sum = [Float](repeating: 0, count: outputCount)
    for row in 0..<embedded.rowCount {
      for (column, value) in embedded[row].enumerated() { sum[column] += weights[row] * value }
    }
    return sum.raised(toSignedPower: power).normalised()
  }

  /// The whitened directions of the first descriptors, each row of length 1.
  private func embed(_ rows: Matrix<Float>) -> Matrix<Float> {
    let count = min(rows.rowCount, Self.mostDescriptors)
    let directions = RowWork.map(rowCount: count, columnCount: centres.elements.count, jobs: 1) {
      Self.writeDirections(of: rows, row: $0, from: centres, into: $1)
    }
    var elements = whitening.apply(toRowsOf: directions).elements
    elements.withUnsafeMutableBufferPointer { elements in
      guard let start = elements.baseAddress else { return }
      for row in 0..<count { VectorNorms.normalise(start + row * outputCount, count: outputCount) }
    }
    return Matrix(columnCount: outputCount, elements: elements)
  }

  /// (x − c) / |x − c| for all centres c; zeros where x is the centre.
  static func writeDirections(
    of rows: Matrix<Float>, row: Int, from centres: Matrix<Float>, into out: UnsafeMutablePointer<Float>
  ) {
    let dimension = centres.columnCount
    rows.withUnsafeElements { rows in
      centres.withUnsafeElements { centres in
        for centre in 0..<centres.count / dimension {
          let direction = out + centre * dimension
          for column in 0..<dimension {
            direction[column] = rows[row * dimension + column] - centres[centre * dimension + column]
          }
          VectorNorms.normalise(direction, count: dimension)
        }
      }
    }
  }
}

/// Weights λ for vectors φ with λᵢ Σⱼ λⱼ max(0, φᵢ·φⱼ) the same for all i, by the steps λᵢ ← λᵢ / √(that sum), after Sinkhorn.
enum DemocraticWeights {
  static func of(_ vectors: Matrix<Float>, rounds: Int) -> [Float] {
    let count = vectors.rowCount
    let products = products(vectors)
    var weights = [Float](repeating: 1, count: count)
    for _ in 0..<rounds {
      let sums = products.withUnsafeBufferPointer { products in
        weights.withUnsafeBufferPointer { weights -> [Float] in
          guard let products = products.baseAddress, let start = weights.baseAddress else { return [] }
          return (0..<count).map {
            weights[$0] * VectorNorms.product(products + $0 * count, start, count: count)
          }
        }
      }
      for index in 0..<count where sums[index] > 0 { weights[index] /= sums[index].squareRoot() }
    }
    return weights
  }

  private static func products(_ vectors: Matrix<Float>) -> [Float] {
    let (count, dimension) = (vectors.rowCount, vectors.columnCount)
    var products = [Float](repeating: 0, count: count * count)
    vectors.withUnsafeElements { elements in
      guard let start = elements.baseAddress else { return }
      for a in 0..<count {
        for b in 0...a {
          let product = max(
            0, VectorNorms.product(start + a * dimension, start + b * dimension, count: dimension))
          products[a * count + b] = product
          products[b * count + a] = product
        }
      }
    }
    return products
  }
}
