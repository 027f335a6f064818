/// Eigenvectors of a small symmetric matrix, by Jacobi's rotations: exact to rounding, the same on every machine, and quick enough for
/// nine rows.
struct SymmetricEigen {
  /// In the order of their values, which rise; each has length 1.
  let vectors: [[Double]]

  private static let mostSweeps = 60

  /// `matrix` row by row.
  init(_ matrix: [Double], size: Int) {
    precondition(matrix.count == size * size, "a square matrix")
    var a = matrix
    var v = [Double](repeating: 0, count: size * size)
    for i in 0..<size { v[i * size + i] = 1 }
    for _ in 0..<Self.mostSweeps {
      guard Self.offDiagonal(a, size) > 1e-30 * max(1e-300, Self.trace(a, size)) else { break }
      for p in 0..<size - 1 {
        for q in p + 1..<size { Self.rotate(&a, &v, p, q, size) }
      }
    }
    let order = (0..<size).sorted { a[$0 * size + $0] < a[$1 * size + $1] }
    vectors = order.map { column in (0..<size).map { v[$0 * size + column] } }
  }

  private static func offDiagonal(_ a: [Double], _ size: Int) -> Double {
    var sum = 0.0
    for i in 0..<size {
      for j in 0..<size where i != j { sum += a[i * size + j] * a[i * size + j] }
    }
    return sum
  }

  /// The sum of the squares of the diagonal, which says how large the matrix is.
  private static func trace(_ a: [Double], _ size: Int) -> Double {
    (0..<size).reduce(0) { $0 + a[$1 * size + $1] * a[$1 * size + $1] }
  }

  /// Turns in the plane of p and q so that a[p, q] becomes 0.
  private static func rotate(_ a: inout [Double], _ v: inout [Double], _ p: Int, _ q: Int, _ size: Int) {
    let apq = a[p * size + q]
    guard apq != 0 else { return }
    let theta = (a[q * size + q] - a[p * size + p]) / (2 * apq)
    let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
    let c = 1 / (t * t + 1).squareRoot()
    let s = t * c
    for k in 0..<size {
      let (kp, kq) = (a[k * size + p], a[k * size + q])
      a[k * size + p] = c * kp - s * kq
      a[k * size + q] = s * kp + c * kq
    }
    for k in 0..<size {
      let (pk, qk) = (a[p * size + k], a[q * size + k])
      a[p * size + k] = c * pk - s * qk
      a[q * size + k] = s * pk + c * qk
      let (vp, vq) = (v[k * size + p], v[k * size + q])
      v[k * size + p] = c * vp - s * vq
      v[k * size + q] = s * vp + c * vq
    }
  }
}
