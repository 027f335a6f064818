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
    let dimension = dictionary.columnCount
    var differences = [Double](repeating: 0, count: neighbourCount * dimension)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: search.count) { scratch in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: neighbourCount) { words in
        rows.withUnsafeElements { elements in
          guard let scratch = scratch.baseAddress, let words = words.baseAddress,
            let start = elements.baseAddress
          else { return }
          for row in 0..<rows.rowCount {
            let x = start + row * dimension
            search.nearest(neighbourCount, to: x, scratch: scratch, into: words)
            for (word, weight) in zip(0..., weights(of: x, words, &differences)) { body(words[word], weight) }
          }
        }
      }
    }
  }

  private func weights(
    of x: UnsafePointer<Float>, _ words: UnsafePointer<Int>, _ differences: inout [Double]
  ) -> [Float] {
    let (count, dimension) = (neighbourCount, dictionary.columnCount)
    for neighbour in 0..<count {
      let centre = words[neighbour] * dimension
      for column in 0..<dimension {
        differences[neighbour * dimension + column] =
          Double(dictionary.elements[centre + column]) - Double(x[column])
      }
    }
    var products = [Double](repeating: 0, count: count * count)
    var trace = 0.0
    for a in 0..<count {
      for b in 0...a {
        var sum = 0.0
        for column in 0..<dimension {
          sum += differences[a * dimension + column] * differences[b * dimension + column]
        }
        products[a * count + b] = sum
        products[b * count + a] = sum
        if a == b { trace += sum }
      }
    }
    for place in 0..<count { products[place * count + place] += Self.regularisation * trace + 1e-12 }
    let solution = PositiveSystem.solve(products, size: count)
    let sum = solution.reduce(0, +)
    return solution.map { Float($0 / sum) }
  }
}

/// Small systems A w = (1, …, 1) with A symmetric and positive definite, by Cholesky's decomposition.
private enum PositiveSystem {
  static func solve(_ matrix: [Double], size: Int) -> [Double] {
    var lower = matrix
    for row in 0..<size {
      for column in 0...row {
        var sum = matrix[row * size + column]
        for k in 0..<column { sum -= lower[row * size + k] * lower[column * size + k] }
        lower[row * size + column] =
          row == column ? max(sum, 1e-300).squareRoot() : sum / lower[column * size + column]
      }
    }
    var solution = [Double](repeating: 1, count: size)
    for row in 0..<size {
      for k in 0..<row { solution[row] -= lower[row * size + k] * solution[k] }
      solution[row] /= lower[row * size + row]
    }
    for row in (0..<size).reversed() {
      for k in row + 1..<max(row + 1, size) { solution[row] -= lower[k * size + row] * solution[k] }
      solution[row] /= lower[row * size + row]
    }
    return solution
  }
}
