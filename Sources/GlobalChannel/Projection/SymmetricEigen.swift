import Core

/// All eigenvalues and eigenvectors of a symmetric matrix A: Householder reflections make it tridiagonal, A = H T Hᵀ, and QL steps with implicit
/// shifts make T diagonal (Golub & Van Loan, chapter 8). About 9 n³ operations, in double precision and one fixed order: the
/// same bits on every machine.
struct SymmetricEigen {
  /// Falling.
  let values: [Double]
  /// A row for each value, of length 1; the sign is such that the component of the largest size is above 0.
  let vectors: Matrix<Double>

  /// - Precondition: `matrix` is square, row after row, and all its numbers are finite.
  init(_ matrix: [Double], size: Int) {
    precondition(size > 0 && matrix.count == size * size, "a square matrix")
    precondition(matrix.allSatisfy(\.isFinite), "a matrix of finite numbers")
    var reduction = TridiagonalReduction(matrix, size: size)
    var vectors = [Double](repeating: 0, count: size * size)
    for row in 0..<size { vectors[row * size + row] = 1 }
    ImplicitQL.diagonalise(&reduction.diagonal, &reduction.beside, rotating: &vectors)
    reduction.reflect(rowsOf: &vectors)
    let diagonal = reduction.diagonal
    let order = (0..<size).sorted { (diagonal[$0], $1) > (diagonal[$1], $0) }
    values = order.map { diagonal[$0] }
    self.vectors = Matrix(
      columnCount: size,
      elements: order.flatMap { Self.oriented(vectors[$0 * size..<($0 + 1) * size]) })
  }

  private static func oriented(_ vector: ArraySlice<Double>) -> [Double] {
    var largest = 0.0
    for component in vector where component.magnitude > largest.magnitude { largest = component }
    return largest < 0 ? vector.map { -$0 } : Array(vector)
  }
}

/// A = H T Hᵀ with T tridiagonal; H is the product of reflections I − 2 v vᵀ.
private struct TridiagonalReduction {
  let size: Int
  var diagonal: [Double]
  /// beside[i] stands between places i and i + 1; the last is 0.
  var beside: [Double]
  /// One for each column but the last two, as long as the matrix; zeros for columns that needed none.
  private var reflections: [[Double]] = []

  init(_ matrix: [Double], size: Int) {
    self.size = size
    diagonal = [Double](repeating: 0, count: size)
    beside = diagonal
    var a = matrix
    for column in 0..<max(0, size - 2) { eliminate(column, of: &a) }
    for place in 0..<size {
      diagonal[place] = a[place * size + place]
      if place + 1 < size, place >= size - 2 { beside[place] = a[place * size + place + 1] }
    }
  }

  /// Makes row and column `column` zero beyond the places beside the diagonal.
  private mutating func eliminate(_ column: Int, of a: inout [Double]) {
    let size = size
    var v = [Double](repeating: 0, count: size)
    var squares = 0.0
    for row in column + 1..<size {
      v[row] = a[column * size + row]
      squares += v[row] * v[row]
    }
    let first = v[column + 1]
    let length = squares.squareRoot()
    let target = first > 0 ? -length : length
    beside[column] = target
    v[column + 1] = first - target
    let reflectionLength = (squares - first * first + v[column + 1] * v[column + 1]).squareRoot()
    guard reflectionLength > 0 else {
      reflections.append([Double](repeating: 0, count: size))
      return
    }
    for row in column + 1..<size { v[row] /= reflectionLength }
    Self.reflect(&a, by: v, from: column + 1, size: size)
    reflections.append(v)
  }

  /// A ← (I − 2vvᵀ) A (I − 2vvᵀ) in the rows and columns from `from`: with p = A v and w = p − (v·p) v that is A − 2 v wᵀ − 2 w vᵀ.
  private static func reflect(_ a: inout [Double], by v: [Double], from: Int, size: Int) {
    var w = [Double](repeating: 0, count: size)
    a.withUnsafeMutableBufferPointer { a in
      for row in from..<size where v[row] != 0 {
        let weight = v[row]
        let start = row * size
        for column in from..<size { w[column] += weight * a[start + column] }
      }
      var along = 0.0
      for row in from..<size { along += v[row] * w[row] }
      for row in from..<size { w[row] -= along * v[row] }
      for row in from..<size {
        let (twiceV, twiceW) = (2 * v[row], 2 * w[row])
        let start = row * size
        for column in from..<size { a[start + column] -= twiceV * w[column] + twiceW * v[column] }
      }
    }
  }

  /// Turns eigenvectors of T, the rows, into those of A: H z, the last reflection first.
  func reflect(rowsOf vectors: inout [Double]) {
    vectors.withUnsafeMutableBufferPointer { vectors in
      for row in 0..<size {
        let start = row * size
        for (column, v) in reflections.enumerated().reversed() {
          var along = 0.0
          for place in column + 1..<size { along += v[place] * vectors[start + place] }
          along *= 2
          for place in column + 1..<size { vectors[start + place] -= along * v[place] }
        }
      }
    }
  }
}

/// QL steps on a tridiagonal matrix, each with a shift that is an eigenvalue of the corner's 2 × 2 block, until nothing stands beside the
/// diagonal. Three or fewer steps a value are usual.
private enum ImplicitQL {
  private static let mostSteps = 100

  static func diagonalise(
    _ diagonal: inout [Double], _ beside: inout [Double], rotating vectors: inout [Double]
  ) {
    let size = diagonal.count
    for first in 0..<size {
      for _ in 0..<mostSteps {
        let last = endOfBlock(from: first, diagonal, beside)
        guard last > first else { break }
        step(first...last, &diagonal, &beside, &vectors)
      }
    }
  }

  /// The first place from `first` behind which nothing worth a rounding error stands.
  private static func endOfBlock(from first: Int, _ diagonal: [Double], _ beside: [Double]) -> Int {
    for place in first..<diagonal.count - 1 {
      let size = diagonal[place].magnitude + diagonal[place + 1].magnitude
      if beside[place].magnitude <= 0x1p-53 * size { return place }
    }
    return diagonal.count - 1
  }

  /// One step on a block: a rotation makes a bulge at its end, and others chase it to the beginning.
  private static func step(
    _ block: ClosedRange<Int>, _ diagonal: inout [Double], _ beside: inout [Double], _ vectors: inout [Double]
  ) {
    let (first, last) = (block.lowerBound, block.upperBound)
    let ratio = (diagonal[first + 1] - diagonal[first]) / (2 * beside[first])
    let root = hypotenuse(ratio, 1)
    var g = diagonal[last] - diagonal[first] + beside[first] / (ratio + (ratio < 0 ? -root : root))
    var (sine, cosine, shift) = (1.0, 1.0, 0.0)
    for place in (first..<last).reversed() {
      let (f, b) = (sine * beside[place], cosine * beside[place])
      let length = hypotenuse(f, g)
      beside[place + 1] = length
      guard length > 0 else {
        diagonal[place + 1] -= shift
        beside[last] = 0
        return
      }
      (sine, cosine) = (f / length, g / length)
      g = diagonal[place + 1] - shift
      let turned = (diagonal[place] - g) * sine + 2 * cosine * b
      shift = sine * turned
      diagonal[place + 1] = g + shift
      g = cosine * turned - b
      rotate(&vectors, rows: place, by: sine, cosine, size: diagonal.count)
    }
    diagonal[first] -= shift
    beside[first] = g
    beside[last] = 0
  }

  private static func rotate(_ vectors: inout [Double], rows place: Int, by s: Double, _ c: Double, size: Int)
  {
    vectors.withUnsafeMutableBufferPointer { buffer in
      guard let upper = buffer.baseAddress?.advanced(by: place * size) else { return }
      let lower = upper + size
      for column in 0..<size {
        let (a, b) = (upper[column], lower[column])
        lower[column] = s * a + c * b
        upper[column] = c * a - s * b
      }
    }
  }

  /// √(a² + b²) without overflow.
  private static func hypotenuse(_ a: Double, _ b: Double) -> Double {
    let (larger, smaller) = (max(a.magnitude, b.magnitude), min(a.magnitude, b.magnitude))
    guard larger > 0 else { return 0 }
    let ratio = smaller / larger
    return larger * (1 + ratio * ratio).squareRoot()
  }
}
