import CKernels
import Core

/// The eigenvectors of the largest eigenvalues of a large symmetric matrix that has none below 0.
///
/// Small matrices are decomposed whole. For large ones a block of random vectors, a few more than are wanted, is multiplied by the matrix and
/// made orthonormal again, so often that what remains is the space of the largest eigenvalues (subspace iteration), and the block's own small problem
/// is solved at the end (Rayleigh–Ritz). The start is seeded: the same matrix gives the same vectors.
struct LeadingEigenvectors {
  /// Up to here all eigenvectors cost a few seconds at most.
  private static let mostForWhole = 640
  private static let moreVectors = 32
  private static let rounds = 24

  /// Falling.
  let values: [Double]
  /// A row for each value.
  let vectors: Matrix<Double>

  /// - Precondition: `matrix` is square, row after row; `count` is 1 to `size`.
  init(of matrix: [Float], size: Int, count: Int, jobs: Int) {
    precondition(matrix.count == size * size && (1...size).contains(count))
    let width = count + Self.moreVectors
    guard size > Self.mostForWhole, width < size / 2 else {
      let eigen = SymmetricEigen(matrix.map(Double.init), size: size)
      self.init(eigen, count: count)
      return
    }
    var block = Self.randomBlock(size: size, width: width)
    for _ in 0..<Self.rounds {
      block = Self.orthonormal(Self.product(matrix, block, size: size, jobs: jobs))
    }
    let image = Self.product(matrix, block, size: size, jobs: jobs)
    self.init(block: block, image: image, size: size, count: count)
  }

  private init(_ eigen: SymmetricEigen, count: Int) {
    let size = eigen.vectors.columnCount
    values = Array(eigen.values.prefix(count))
    vectors = Matrix(columnCount: size, elements: Array(eigen.vectors.elements.prefix(count * size)))
  }

  /// Rayleigh–Ritz: the eigenvectors of Vᵀ A V say how the block's vectors are to be combined.
  private init(block: Matrix<Float>, image: Matrix<Float>, size: Int, count: Int) {
    let width = block.rowCount
    var small = [Double](repeating: 0, count: width * width)
    for a in 0..<width {
      for b in a..<width {
        let product = zip(block[a], image[b]).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
        small[a * width + b] = product
        small[b * width + a] = product
      }
    }
    let eigen = SymmetricEigen(small, size: width)
    values = Array(eigen.values.prefix(count))
    var elements = [Double](repeating: 0, count: count * size)
    for wanted in 0..<count {
      for (row, weight) in eigen.vectors[wanted].enumerated() {
        let vector = block[row]
        for (place, component) in vector.enumerated() {
          elements[wanted * size + place] += weight * Double(component)
        }
      }
    }
    vectors = Matrix(columnCount: size, elements: elements)
  }

  private static func randomBlock(size: Int, width: Int) -> Matrix<Float> {
    var generator = SeededGenerator(seed: 1)
    let elements = (0..<width * size).map { _ in Float(generator.normal()) }
    return orthonormal(Matrix(columnCount: size, elements: elements))
  }

  /// The matrix times each row of the block. Works on the transposed block, whose rows are short and stay in the cache.
  private static func product(
    _ matrix: [Float], _ block: Matrix<Float>, size: Int, jobs: Int
  ) -> Matrix<Float> {
    let width = block.rowCount
    let transposed = transposed(block)
    guard let accumulate = kernels.accumulate else { return block }
    let result = RowWork.map(rowCount: size, columnCount: width, jobs: jobs) { row, out in
      matrix.withUnsafeBufferPointer { matrix in
        transposed.withUnsafeElements { columns in
          guard let columns = columns.baseAddress else { return }
          for place in 0..<size {
            accumulate(columns + place * width, matrix[row * size + place], width, out)
          }
        }
      }
    }
    return Self.transposed(result)
  }

  private static func transposed(_ matrix: Matrix<Float>) -> Matrix<Float> {
    let (rows, columns) = (matrix.rowCount, matrix.columnCount)
    var elements = [Float](repeating: 0, count: rows * columns)
    matrix.withUnsafeElements { from in
      for row in 0..<rows {
        for column in 0..<columns { elements[column * rows + row] = from[row * columns + column] }
      }
    }
    return Matrix(columnCount: rows, elements: elements)
  }

  /// Gram–Schmidt, twice for each row, as once leaves errors where much was taken away. A row that lies in the space of the others becomes
  /// zeros, which stay zeros.
  private static func orthonormal(_ block: Matrix<Float>) -> Matrix<Float> {
    let size = block.columnCount
    var elements = block.elements
    elements.withUnsafeMutableBufferPointer { elements in
      guard let start = elements.baseAddress, let accumulate = kernels.accumulate else { return }
      for row in 0..<block.rowCount {
        let vector = start + row * size
        let before = VectorNorms.length(vector, count: size)
        for _ in 0..<2 {
          for other in 0..<row {
            let share = VectorNorms.product(vector, start + other * size, count: size)
            accumulate(start + other * size, -share, size, vector)
          }
        }
        let length = VectorNorms.length(vector, count: size)
        guard length > 1e-6 * before, VectorNorms.normalise(vector, count: size) else {
          vector.update(repeating: 0, count: size)
          continue
        }
      }
    }
    return Matrix(columnCount: size, elements: elements)
  }
}
