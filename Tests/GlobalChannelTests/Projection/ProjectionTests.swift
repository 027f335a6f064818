import Core
import Testing

@testable import GlobalChannel

@Suite struct ProjectionTests {
  /// Rows that vary by 8, 4, 2, … along the axes, around a mean.
  static func rows(_ count: Int, dimension: Int, seed: UInt64 = 1) -> Matrix<Float> {
    var generator = SeededGenerator(seed: seed)
    let elements = (0..<count * dimension).map { place in
      let column = place % dimension
      return Float(generator.normal() * 8 / Double(1 << min(column, 20)) + Double(column))
    }
    return Matrix(columnCount: dimension, elements: elements)
  }

  @Test("components are the axes of what was made to vary along them", arguments: [400, 5])
  func components(count: Int) {
    // More rows than numbers go through the covariance, fewer through the products of pairs.
    let rows = Self.rows(count, dimension: 6)
    let components = PrincipalComponents(of: .floats(rows), count: 2, jobs: 2)
    #expect(components.count == 2)
    #expect(zip(components.variances, components.variances.dropFirst()).allSatisfy(>=))
    guard count > 6 else { return }
    for axis in 0..<2 {
      #expect(abs(Array(components.directions[axis])[axis].magnitude - 1) < 0.02)
      #expect(abs(components.mean[axis] - Float(axis)) < 1)
    }
    #expect(abs(components.variances[0] - 64) < 15)
  }

  @Test("both ways give the same components")
  func ways() {
    // Rows in a space of 5 directions, once as 40 × 5 and once filled up with zeros to 40 × 50.
    let short = Self.rows(40, dimension: 5)
    var elements: [Float] = []
    for row in 0..<40 { elements += Array(short[row]) + [Float](repeating: 0, count: 45) }
    let long = Matrix(columnCount: 50, elements: elements)
    let a = PrincipalComponents(of: .floats(short), count: 3, jobs: 1)
    let b = PrincipalComponents(of: .floats(long), count: 3, jobs: 1)
    for row in 0..<3 {
      #expect(abs(a.variances[row] - b.variances[row]) < 1e-3 * a.variances[row])
      let along = zip(a.directions[row], b.directions[row].prefix(5)).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(along.magnitude - 1) < 1e-3, "\(along)")
    }
  }

  @Test("bytes and the same numbers as floats give the same, for any number of jobs")
  func bytes() {
    var generator = SeededGenerator(seed: 3)
    let bytes = (0..<5000 * 7).map { UInt8(generator.index(below: 20 + 30 * ($0 % 7))) }
    let rows = Matrix(columnCount: 7, elements: bytes)
    let floats = Matrix(columnCount: 7, elements: bytes.map(Float.init))
    let one = PrincipalComponents(of: .bytes(rows), count: 4, jobs: 1)
    let two = PrincipalComponents(of: .floats(floats), count: 4, jobs: 2)
    #expect(one.directions == two.directions && one.mean == two.mean && one.variances == two.variances)
  }

  @Test("a projection keeps directions, and whitening makes the components equally strong")
  func whitening() throws {
    let rows = Self.rows(2000, dimension: 4)
    var options = ProjectionOptions()
    options.dimension = 3
    for (whitening, expected) in [(Float(0), Float(16)), (1, 1), (0.5, 4)] {
      options.whitening = whitening
      let projection = Projection.learn(from: rows, options: options)
      let projected = projection.map.apply(toRowsOf: rows)
      let spread = (0..<3).map { column in
        (0..<2000).reduce(Float(0)) {
          $0 + projected.elements[$1 * 3 + column] * projected.elements[$1 * 3 + column]
        }
      }
      // Variances of 64 and 4 are 16 apart; the root of the deviations' ratio leaves 4.
      #expect(abs(spread[0] / spread[2] / expected - 1) < 0.2, "\(whitening): \(spread)")
      let vector = try #require(projection.project(Array(rows[0])))
      #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
    }
  }

  @Test("the mean itself has no direction")
  func mean() {
    let rows = Matrix<Float>(columnCount: 2, elements: [1, 0, -1, 0, 0, 2, 0, -2])
    var options = ProjectionOptions()
    options.dimension = 2
    let projection = Projection.learn(from: rows, options: options)
    #expect(projection.project([0, 0]) == nil)
    #expect(projection.project([5, 0]) != nil)
  }

  @Test("rows with fewer directions than asked for give a shorter vector")
  func few() {
    var options = ProjectionOptions()
    options.dimension = 128
    #expect(Projection.learn(from: Self.rows(6, dimension: 30), options: options).dimension == 5)
  }

  @Test("learning by margin finds the numbers that tell groups apart, where variance does not")
  func margin() throws {
    // Ten groups differ in the last two numbers; the others are louder, and say nothing.
    var generator = SeededGenerator(seed: 5)
    var elements: [Float] = []
    var groups: [Int] = []
    for row in 0..<300 {
      let group = row % 10
      groups.append(group)
      for _ in 0..<8 { elements.append(Float(generator.normal())) }
      let turn = 2 * Double.pi * Double(group) / 10
      elements.append(Float(0.7 * cosine(turn) + 0.05 * generator.normal()))
      elements.append(Float(0.7 * sine(turn) + 0.05 * generator.normal()))
    }
    let rows = Matrix(columnCount: 10, elements: elements)
    var options = ProjectionOptions()
    options.dimension = 3
    let plain = Projection.learn(from: rows, options: options)
    let learnt = Projection.learnByMargin(from: rows, groups: groups, options: options)
    let (before, after) = (nearestAgrees(rows, groups, plain), nearestAgrees(rows, groups, learnt.projection))
    #expect(after > 0.6 && after > 2 * before, "\(before) and \(after) of the nearest are of the same group")
    #expect(try #require(learnt.violations.last) < 0.7 * (try #require(learnt.violations.first)))
    options.jobs = 2
    #expect(
      Projection.learnByMargin(from: rows, groups: groups, options: options).projection == learnt.projection)
  }

  private func nearestAgrees(_ rows: Matrix<Float>, _ groups: [Int], _ projection: Projection) -> Double {
    let vectors = (0..<rows.rowCount).map { projection.project(Array(rows[$0])) ?? [] }
    let agreeing = vectors.indices.filter { a in
      let nearest = vectors.indices.filter { $0 != a }.max { b, c in
        product(vectors[a], vectors[b]) < product(vectors[a], vectors[c])
      }
      return nearest.map { groups[$0] == groups[a] } ?? false
    }
    return Double(agreeing.count) / Double(vectors.count)
  }

  private func product(_ a: [Float], _ b: [Float]) -> Float { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
}

@Suite struct HalfFloatTests {
  @Test("all halves survive, and are what their definition says")
  func all() {
    for bits in UInt16.min...UInt16.max {
      let value = HalfFloat.value(bits)
      guard !value.isNaN else { continue }
      #expect(HalfFloat.bits(value) == bits)
    }
    #expect(HalfFloat.value(0x3C00) == 1 && HalfFloat.value(0xC000) == -2)
    #expect(HalfFloat.value(0x7BFF) == 65504 && HalfFloat.value(0x0001) == 0x1p-24)
    #expect(HalfFloat.bits(.nan) & 0x7C00 == 0x7C00 && HalfFloat.bits(.nan) & 0x3FF != 0)
  }

  @Test("numbers between go to the nearest, ties to the even one, and what is too large to infinity")
  func rounding() {
    #expect(HalfFloat.value(HalfFloat.bits(1 + 0x1p-11)) == 1)
    #expect(HalfFloat.value(HalfFloat.bits(1 + 0x1.8p-10)) == 1 + 0x1p-9)
    #expect(HalfFloat.value(HalfFloat.bits(1 + 0x1.2p-11)) == 1 + 0x1p-10)
    #expect(
      HalfFloat.value(HalfFloat.bits(0x1p-25)) == 0 && HalfFloat.value(HalfFloat.bits(0x1.1p-25)) == 0x1p-24)
    #expect(
      HalfFloat.value(HalfFloat.bits(65520)) == .infinity && HalfFloat.value(HalfFloat.bits(65519)) == 65504)
    #expect(HalfFloat.value(HalfFloat.bits(2047.9)) == 2048)
    #expect(HalfFloat.bits(-.infinity) == 0xFC00)
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<5000 {
      let value = Float(generator.normal())
      #expect(abs(HalfFloat.value(HalfFloat.bits(value)) - value) <= max(abs(value) * 0x1p-11, 0x1p-25))
    }
  }
}

@Suite struct LinearMapTests {
  @Test("a map is what its formula says, and a projection takes the mean away")
  func formula() {
    let map = LinearMap(weights: [1, 2, 3, 4], offsets: [10, 20])
    #expect(map.apply([1, 1]) == [14, 26])
    let directions = Matrix<Float>(columnCount: 2, elements: [1, 0, 0.5, 0.5])
    #expect(LinearMap(directions: directions, mean: [3, 5]).apply([4, 9]) == [1, 2.5])
  }

  @Test("products are those of a plain loop", arguments: [1, 7, 31, 32, 33, 64, 129])
  func product(count: Int) {
    var generator = SeededGenerator(seed: UInt64(count))
    let (a, b) = (
      (0..<count).map { _ in Float(generator.normal()) }, (0..<count).map { _ in Float(generator.normal()) }
    )
    let exact = zip(a, b).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    #expect(abs(Double(VectorNorms.product(a, b, count: count)) - exact) < 1e-4)
  }

  @Test("signed powers keep signs")
  func powers() {
    #expect([-4, 0, 9].raised(toSignedPower: 0.5) == [-2, 0, 3])
    let cubeRoots = [-8, 27].raised(toSignedPower: 1 / 3)
    #expect(abs(cubeRoots[0] + 2) < 1e-5 && abs(cubeRoots[1] - 3) < 1e-5)
    #expect([0, 0].normalised() == nil && [.infinity, 1].normalised() == nil && [.nan].normalised() == nil)
  }
}
