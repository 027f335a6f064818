import Core
import Testing

@testable import Vocabulary

@Suite("Signs of summed residuals") struct ResidualProjectionTests {
  @Test("128 numbers are taken as they are")
  func identity() {
    var generator = SeededGenerator(seed: 5)
    let sums = (0..<128).map { _ in Int32(generator.index(below: 9)) - 4 }
    let expected = sums.indices.filter { sums[$0] > 0 }
    #expect(Self.setBits(ResidualProjection(dimension: 128).signs(of: sums)) == expected)
  }

  /// The expected share of signs that differ is the angle by π; 128 signs of half-orthogonal directions leave a deviation below 0.045.
  @Test(
    "in any dimension the share of signs that differ tells the angle", arguments: [16, 64, 100, 192, 256])
  func angles(dimension: Int) {
    let projection = ResidualProjection(dimension: dimension)
    var generator = SeededGenerator(seed: 9)
    var errors: [Double] = []
    for step in 0...40 {
      let (a, b) = (normals(dimension, &generator), normals(dimension, &generator))
      let share = Double(step) / 20 - 1
      let mixed = zip(a, b).map { share * $0 + (1 - abs(share)) * $1 }
      let angle = Self.angle(a, mixed)
      let (one, other) = (projection.signs(of: rounded(a)), projection.signs(of: rounded(mixed)))
      let differing = (one.low ^ other.low).nonzeroBitCount + (one.high ^ other.high).nonzeroBitCount
      errors.append(Double(differing) / 128 - angle / .pi)
    }
    #expect(errors.allSatisfy { abs($0) < 0.15 }, "\(errors)")
    #expect(abs(errors.reduce(0, +) / Double(errors.count)) < 0.03)
  }

  @Test("nothing has no sign, and opposite sums share none")
  func opposites() {
    let projection = ResidualProjection(dimension: 64)
    #expect(projection.signs(of: [Int32](repeating: 0, count: 64)) == (0, 0))
    let sums = (0..<64).map { Int32($0 * $0 % 23) - 11 }
    let (one, other) = (projection.signs(of: sums), projection.signs(of: sums.map { -$0 }))
    #expect(one.low & other.low == 0 && one.high & other.high == 0)
    #expect((one.low | other.low).nonzeroBitCount + (one.high | other.high).nonzeroBitCount == 128)
  }

  @Test("it is the same projection for ever")
  func fixed() {
    let signs = ResidualProjection(dimension: 64).signs(of: (0..<64).map { Int32($0 % 7) - 3 })
    #expect(signs == (Self.knownLow, Self.knownHigh), "\(signs)")
  }

  private static let knownLow: UInt64 = 5_735_425_599_723_650_843
  private static let knownHigh: UInt64 = 1_589_432_866_015_295_171

  private func normals(_ count: Int, _ generator: inout SeededGenerator) -> [Double] {
    (0..<count).map { _ in generator.normal() }
  }

  private func rounded(_ numbers: [Double]) -> [Int32] { numbers.map { Int32(($0 * 1000).rounded()) } }

  private static func angle(_ a: [Double], _ b: [Double]) -> Double {
    func product(_ x: [Double], _ y: [Double]) -> Double { zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } }
    let cosine = product(a, b) / (product(a, a) * product(b, b)).squareRoot()
    return Core.angle(x: cosine, y: max(0, 1 - cosine * cosine).squareRoot())
  }

  private static func setBits(_ signs: (low: UInt64, high: UInt64)) -> [Int] {
    (0..<128).filter { ($0 < 64 ? signs.low >> $0 : signs.high >> ($0 - 64)) & 1 == 1 }
  }
}
