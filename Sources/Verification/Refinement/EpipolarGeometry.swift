/// The fundamental matrix of two views of a scene in depth: corresponding points satisfy (x', y', 1) F (x, y, 1)ᵀ = 0, so that each point
/// of the first picture lies on a line of the second, wherever it is in depth.
struct EpipolarGeometry: Equatable {
  /// Row by row, of rank 2 and norm 1.
  let numbers: [Double]

  /// Numbers are in units of the pictures.
  init(numbers: [Double]) { self.numbers = numbers }

  static let leastPoints = 8

  /// The best fit to some points by weighted least squares (the normalised eight-point algorithm; Hartley 1997), the least singular value then
  /// set to 0. Points are spread over the units of their pictures, which is normalisation enough.
  init?(_ points: [LeastSquares.Point]) {
    guard points.count >= Self.leastPoints else { return nil }
    var normal = [Double](repeating: 0, count: 81)
    for p in points {
      let row = [p.toX * p.x, p.toX * p.y, p.toX, p.toY * p.x, p.toY * p.y, p.toY, p.x, p.y, 1]
      for i in 0..<9 {
        for j in 0..<9 { normal[9 * i + j] += p.weight * row[i] * row[j] }
      }
    }
    let f = SymmetricEigen(normal, size: 9).vectors[0]
    guard f.allSatisfy(\.isFinite) else { return nil }
    numbers = Self.flattened(f)
  }

  /// The nearest matrix of rank 2: without its part along the direction v that it shortens most, F − F v vᵀ.
  private static func flattened(_ f: [Double]) -> [Double] {
    var square = [Double](repeating: 0, count: 9)
    for i in 0..<3 {
      for j in 0..<3 { square[3 * i + j] = (0..<3).reduce(0) { $0 + f[3 * $1 + i] * f[3 * $1 + j] } }
    }
    let v = SymmetricEigen(square, size: 3).vectors[0]
    return (0..<9).map { index in
      let (i, j) = (index / 3, index % 3)
      let along = f[3 * i] * v[0] + f[3 * i + 1] * v[1] + f[3 * i + 2] * v[2]
      return f[index] - along * v[j]
    }
  }

  /// How far two points are from corresponding, to first order (Sampson's distance), in units of the pictures.
  func distance(_ p: LeastSquares.Point) -> Double {
    let f = numbers
    let (a, b, c) = (
      f[0] * p.x + f[1] * p.y + f[2], f[3] * p.x + f[4] * p.y + f[5], f[6] * p.x + f[7] * p.y + f[8]
    )
    let (d, e) = (f[0] * p.toX + f[3] * p.toY + f[6], f[1] * p.toX + f[4] * p.toY + f[7])
    let slope = a * a + b * b + d * d + e * e
    guard slope > 0 else { return .infinity }
    return abs(p.toX * a + p.toY * b + c) / slope.squareRoot()
  }

  /// The same between pixels.
  func pixels(_ units: PairUnits) -> [Double] {
    let (s, t) = (1 / units.first, 1 / units.second)
    let first = [s, 0, -units.firstX * s, 0, s, -units.firstY * s, 0, 0, 1]
    let second = [t, 0, -units.secondX * t, 0, t, -units.secondY * t, 0, 0, 1]
    let all = Self.product(Self.product(Self.transposed(second), numbers), first)
    let norm = all.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return norm > 0 ? all.map { $0 / norm } : all
  }

  private static func transposed(_ a: [Double]) -> [Double] { (0..<9).map { a[3 * ($0 % 3) + $0 / 3] } }

  private static func product(_ a: [Double], _ b: [Double]) -> [Double] {
    (0..<9).map { index in
      let (row, column) = (3 * (index / 3), index % 3)
      return a[row] * b[column] + a[row + 1] * b[3 + column] + a[row + 2] * b[6 + column]
    }
  }
}
