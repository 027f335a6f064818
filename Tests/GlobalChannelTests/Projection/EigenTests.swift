import Core
import Testing

@testable import GlobalChannel

@Suite struct EigenTests {
  /// A symmetric matrix of random numbers.
  static func random(_ size: Int, seed: UInt64) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    var matrix = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0...row {
        let value = generator.normal()
        matrix[row * size + column] = value
        matrix[column * size + row] = value
      }
    }
    return matrix
  }

  @Test("a matrix of two rows, by hand")
  func two() {
    let eigen = SymmetricEigen([2, 1, 1, 2], size: 2)
    #expect(abs(eigen.values[0] - 3) < 1e-12 && abs(eigen.values[1] - 1) < 1e-12)
    let half = 0.5.squareRoot()
    #expect(zip(eigen.vectors[0], [half, half]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(abs(abs(eigen.vectors[1].first ?? 0) - half) < 1e-12)
  }

  @Test(
    "A v = λ v for all, the vectors are orthonormal, and values fall", arguments: [1, 2, 3, 4, 7, 16, 33, 90])
  func random(size: Int) {
    let matrix = Self.random(size, seed: UInt64(size))
    let eigen = SymmetricEigen(matrix, size: size)
    #expect(zip(eigen.values, eigen.values.dropFirst()).allSatisfy(>=))
    for a in 0..<size {
      let vector = Array(eigen.vectors[a])
      for row in 0..<size {
        let product = (0..<size).reduce(0) { $0 + matrix[row * size + $1] * vector[$1] }
        #expect(abs(product - eigen.values[a] * vector[row]) < 1e-10 * Double(size))
      }
      for b in 0...a {
        let product = zip(vector, eigen.vectors[b]).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(product - (a == b ? 1 : 0)) < 1e-10)
      }
    }
  }

  @Test("equal values, zeros and a diagonal matrix end")
  func special() {
    #expect(SymmetricEigen([Double](repeating: 0, count: 25), size: 5).values == [0, 0, 0, 0, 0])
    let ones = SymmetricEigen([Double](repeating: 1, count: 36), size: 6)
    #expect(abs(ones.values[0] - 6) < 1e-12 && ones.values.dropFirst().allSatisfy { abs($0) < 1e-12 })
    #expect(SymmetricEigen([3, 0, 0, 0, 1, 0, 0, 0, 2], size: 3).values == [3, 2, 1])
  }

  @Test("the block finds the same leading vectors of a large matrix as all of it would give")
  func leading() throws {
    // A = Σ λᵢ vᵢ vᵢᵀ with known orthonormal v: pairs of cosines.
    let (size, count) = (700, 5)
    var matrix = [Float](repeating: 0, count: size * size)
    var planted: [[Double]] = []
    for wave in 1...40 {
      let raw = (0..<size).map { cosine(Double.pi * Double(wave) * (Double($0) + 0.5) / Double(size)) }
      let length = raw.reduce(0) { $0 + $1 * $1 }.squareRoot()
      let vector = raw.map { $0 / length }
      planted.append(vector)
      let value = 50 * powerOfTwo(-0.5 * Double(wave))
      for row in 0..<size {
        for column in 0..<size { matrix[row * size + column] += Float(value * vector[row] * vector[column]) }
      }
    }
    let one = LeadingEigenvectors(of: matrix, size: size, count: count, jobs: 1)
    let two = LeadingEigenvectors(of: matrix, size: size, count: count, jobs: 2)
    #expect(one.vectors == two.vectors && one.values == two.values)
    for wanted in 0..<count {
      let along = zip(one.vectors[wanted], planted[wanted]).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(abs(along) - 1) < 1e-4, "vector \(wanted): \(along)")
      let value = 50 * powerOfTwo(-0.5 * Double(wanted + 1))
      #expect(abs(one.values[wanted] - value) < 1e-3 * value)
    }
  }
}
