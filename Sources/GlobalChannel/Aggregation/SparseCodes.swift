import Core

/// Sparse codes with max pooling: each descriptor as a combination of its few nearest words whose weights add up to 1 (locality-constrained
/// linear coding; Wang, Yang, Yu, Lv, Huang & Gong 2010), and of each word the largest weight that any descriptor gave it.
///
/// The weights w of the neighbours c₁ … c_m make |x − Σ wᵢ cᵢ|² + λ|w|² least under Σ wᵢ = 1: they solve (G + λ · trace G · I) w = 1 up to a
/// factor, G being the products of all (cᵢ − x). Weights below 0 say what a descriptor is not, and pool as nothing.
package struct SparseCodes: Sendable, Equatable {
  package let dictionary: Matrix<Float>
  /// Words that a descriptor is combined of.
  package let neighbourCount: Int
  package let power: Float
  private let search: NearestCentres

  package static let usualNeighbourCount = 5
  private static let regularisation = 1e-4

  /// - Precondition: there is at least one word.
  package init(
    dictionary: Matrix<Float>, neighbourCount: Int = SparseCodes.usualNeighbourCount, power: Float = 0.5
  ) {
    precondition(dictionary.rowCount > 0 && neighbourCount > 0)
    self.dictionary = dictionary
    self.neighbourCount = min(neighbourCount, dictionary.rowCount)
    self.power = power
    search = NearestCentres(dictionary)
  }

  package var outputCount: Int { dictionary.rowCount }

  package func vector(of rows: Matrix<Float>) -> [Float]? {
    var pooled = [Float](repeating: 0, count: outputCount)
    forEachCode(of: rows) { word, weight in pooled[word] = max(pooled[word], weight) }
    return pooled.raised(toSignedPower: power).normalised()
  }

  /// The weights of all descriptors, one neighbour at a time.
  func forEachCode(of rows: Matrix<Float>, _ body: (_ word: Int, _ weight: Float) -> Void) {
    let (count, dimension) = (neighbourCount, dictionary.columnCount)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: search.count + count * dimension) { floats in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: count) { words in
        withUnsafeTemporaryAllocation(of: Double.self, capacity: count * count + count) { numbers in
          rows.withUnsafeElements { elements in
            guard let scratch = floats.baseAddress, let words = words.baseAddress,
              let products = numbers.baseAddress, let start = elements.baseAddress
            else { return }
            let weights = products + count * count
            for row in 0..<rows.rowCount {
              let x = start + row * dimension
              search.nearest(count, to: x, scratch: scratch, into: words)
              solve(x, words, differences: scratch + search.count, products, weights)
              for place in 0..<count { body(words[place], Float(weights[place])) }
            }
          }
        }
      }
    }
  }

  /// Writes the weights of the words at `words`, whose sum is 1.
  private func solve(
    _ x: UnsafePointer<Float>, _ words: UnsafePointer<Int>, differences: UnsafeMutablePointer<Float>,
    _ products: UnsafeMutablePointer<Double>, _ weights: UnsafeMutablePointer<Double>
  ) {
    let (count, dimension) = (neighbourCount, dictionary.columnCount)
    dictionary.withUnsafeElements { centres in
      for neighbour in 0..<count {
        let centre = words[neighbour] * dimension
        let difference = differences + neighbour * dimension
        for column in 0..<dimension { difference[column] = centres[centre + column] - x[column] }
      }
    }
    var trace = 0.0
    for a in 0..<count {
      for b in 0...a {
        let product = VectorNorms.product(
          differences + a * dimension, differences + b * dimension, count: dimension)
        products[a * count + b] = Double(product)
        if a == b { trace += Double(product) }
      }
    }
    for place in 0..<count { products[place * count + place] += Self.regularisation * trace + 1e-12 }
    PositiveSystem.solve(products, size: count, into: weights)
    var sum = 0.0
    for place in 0..<count { sum += weights[place] }
    for place in 0..<count { weights[place] /= sum }
  }
}

/// Small systems A w = (1, …, 1) with A symmetric and positive definite, by Cholesky's decomposition.
private enum PositiveSystem {
  /// Takes the lower half of the matrix, which becomes its decomposition.
  static func solve(
    _ matrix: UnsafeMutablePointer<Double>, size: Int, into solution: UnsafeMutablePointer<Double>
  ) {
    for row in 0..<size {
      for column in 0...row {
        var sum = matrix[row * size + column]
        for k in 0..<column { sum -= matrix[row * size + k] * matrix[column * size + k] }
        matrix[row * size + column] =
          row == column ? max(sum, 1e-300).squareRoot() : sum / matrix[column * size + column]
      }
    }
    for row in 0..<size {
      solution[row] = 1
      for k in 0..<row { solution[row] -= matrix[row * size + k] * solution[k] }
      solution[row] /= matrix[row * size + row]
    }
    for row in (0..<size).reversed() {
      for k in row + 1..<max(row + 1, size) { solution[row] -= matrix[k * size + row] * solution[k] }
      solution[row] /= matrix[row * size + row]
    }
  }
}
