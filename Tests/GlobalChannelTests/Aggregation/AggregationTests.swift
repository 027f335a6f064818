import Core
import Testing

@testable import GlobalChannel

/// Vectors of a few descriptors, worked out by hand.
@Suite struct AggregationTests {
  private func expect(_ vector: [Float]?, _ expected: [Float], _ tolerance: Float = 1e-5) throws {
    let vector = try #require(vector)
    #expect(vector.count == expected.count)
    for (value, goal) in zip(vector, expected) {
      #expect(abs(value - goal) < tolerance, "\(vector), not \(expected)")
    }
  }

  private static let centres = Matrix<Float>(columnCount: 2, elements: [0, 0, 10, 0])
  private static let rows = Matrix<Float>(columnCount: 2, elements: [3, 4, 0, 1, 10, 2])

  @Test("VLAD: plain residuals, each word of length 1, signed roots, all of length 1")
  func vlad() throws {
    // Word 0: (3, 4) + (0, 1) = (3, 5) of length √34; word 1: (0, 2) → (0, 1).
    let plain = ResidualSums(
      centres: Self.centres, normalisesResiduals: false, normalisesWords: true, power: 1)
    let length = Float(34).squareRoot()
    let half = Float(0.5).squareRoot()
    try expect(plain.vector(of: Self.rows), [3 / length * half, 5 / length * half, 0, half])
    // Residuals of length 1: (0.6, 0.8) + (0, 1) = (0.6, 1.8), and (0, 1); roots; length.
    let usual = ResidualSums(centres: Self.centres)
    let roots = [Float(0.6).squareRoot(), Float(1.8).squareRoot(), 0, 1]
    try expect(usual.vector(of: Self.rows), try #require(roots.normalised()))
    let word = Float(0.36 + 3.24).squareRoot()
    let intra = [(0.6 / word).squareRoot(), (1.8 / word).squareRoot(), 0, 1]
    try expect(
      ResidualSums(centres: Self.centres, normalisesWords: true).vector(of: Self.rows),
      try #require(intra.normalised()))
  }

  @Test("VLAD: a descriptor that is a centre says nothing, and a sign stays")
  func vladEdges() throws {
    let sums = ResidualSums(centres: Self.centres)
    #expect(sums.vector(of: Matrix(columnCount: 2, elements: [0, 0, 10, 0])) == nil)
    try expect(sums.vector(of: Matrix(columnCount: 2, elements: [-4, 0])), [-1, 0, 0, 0])
    // Equally near ones go to the first word.
    try expect(sums.vector(of: Matrix(columnCount: 2, elements: [5, 0])), [1, 0, 0, 0])
  }

  private static let mixture = GaussianMixture(
    means: Matrix(columnCount: 1, elements: [0, 4]), variances: Matrix(columnCount: 1, elements: [1, 4]),
    shares: [0.25, 0.75])

  @Test("Fisher: the gradients of two Gaussians of one number, by their formulas")
  func fisher() throws {
    let rows = Matrix<Float>(columnCount: 1, elements: [1, 3])
    var expected = [Double](repeating: 0, count: 4)
    for x in [1.0, 3.0] {
      let densities = [
        0.25 * exponential(-0.5 * x * x) / (2 * Double.pi).squareRoot(),
        0.75 * exponential(-(x - 4) * (x - 4) / 8) / (8 * Double.pi).squareRoot(),
      ]
      for (k, (mean, deviation, share)) in [(0.0, 1.0, 0.25), (4.0, 2.0, 0.75)].enumerated() {
        let own = densities[k] / (densities[0] + densities[1])
        let away = (x - mean) / deviation
        expected[k] += own * away / (2 * share.squareRoot())
        expected[2 + k] += own * (away * away - 1) / (2 * (2 * share).squareRoot())
      }
    }
    let goal = expected.map(Float.init)
    try expect(
      FisherVector(mixture: Self.mixture, power: 1).vector(of: rows), try #require(goal.normalised()))
    try expect(
      FisherVector(mixture: Self.mixture).vector(of: rows),
      try #require(goal.raised(toSignedPower: 0.5).normalised()))
  }

  @Test("a mixture's shares add up to 1, also far from all Gaussians")
  func shares() {
    for x in [Float(-1000), -3, 0, 2, 50, 1e6] {
      var shares = [Float](repeating: 0, count: 2)
      Self.mixture.shares(of: [x, x * x], into: &shares)
      #expect(abs(shares[0] + shares[1] - 1) < 1e-5, "\(x): \(shares)")
    }
    var shares: [Float] = [1, 1]
    Self.mixture.shares(of: [.nan, .nan], into: &shares)
    #expect(shares == [0, 0])
  }

  @Test("expectation–maximisation finds planted Gaussians, its likelihood rises, and jobs change nothing")
  func training() throws {
    var generator = SeededGenerator(seed: 4)
    var elements: [Float] = []
    for row in 0..<6000 {
      // Two thirds around (0, 0) with deviations 1 and 3, a third around (5, 5) with ½ and ½.
      let isFirst = row % 3 < 2
      elements.append(Float(isFirst ? generator.normal() : 5 + 0.5 * generator.normal()))
      elements.append(Float(isFirst ? 3 * generator.normal() : 5 + 0.5 * generator.normal()))
    }
    let rows = Matrix(columnCount: 2, elements: elements)
    let clusters = FloatClustering(of: rows, count: 2, rounds: 10, seed: 1, jobs: 1)
    func train(jobs: Int) -> GaussianMixture.Trained {
      GaussianMixture.train(
        on: rows, centres: clusters.centres, assignment: clusters.assignment, rounds: 60, jobs: jobs)
    }
    let trained = train(jobs: 1)
    let logarithms = trained.meanLogarithms
    #expect(zip(logarithms, logarithms.dropFirst()).allSatisfy { $1 > $0 - 1e-5 }, "\(logarithms)")
    let mixture = trained.mixture
    let first = abs(mixture.means.elements[0]) < 2 ? 0 : 1
    #expect(abs(mixture.shares[first] - 0.667) < 0.03)
    #expect(abs(mixture.variances.elements[2 * first] - 1) < 0.1)
    #expect(abs(mixture.variances.elements[2 * first + 1] - 9) < 0.7)
    #expect(abs(mixture.means.elements[2 * (1 - first)] - 5) < 0.1)
    #expect(abs(mixture.variances.elements[2 * (1 - first)] - 0.25) < 0.05)
    #expect(train(jobs: 2).mixture == mixture)
  }

  @Test("sparse codes: a word is itself, what is between two is shared, and the largest weights stay")
  func sparse() throws {
    let dictionary = Matrix<Float>(columnCount: 1, elements: [0, 10, 100])
    let codes = SparseCodes(dictionary: dictionary, neighbourCount: 2, power: 1)
    var weights: [[Float]] = []
    codes.forEachCode(of: Matrix(columnCount: 1, elements: [10])) { weights.append([Float($0), $1]) }
    #expect(weights.count == 2 && weights[0][0] == 1 && abs(weights[0][1] - 1) < 1e-2)
    // 3 = 0.7 · 0 + 0.3 · 10, but for what keeps the weights small.
    weights = []
    codes.forEachCode(of: Matrix(columnCount: 1, elements: [3])) { weights.append([Float($0), $1]) }
    #expect(weights.map { Int($0[0]) } == [0, 1])
    #expect(abs(weights[0][1] - 0.7) < 0.01 && abs(weights[1][1] - 0.3) < 0.01, "\(weights)")
    #expect(abs(weights[0][1] + weights[1][1] - 1) < 1e-6)
    let pooled = codes.vector(of: Matrix(columnCount: 1, elements: [3, 5]))
    try expect(pooled, try #require([0.7, 0.5, 0].normalised()), 0.01)
  }

  @Test("the nearest centres are those of a plain search, in order", arguments: [1, 3, 8])
  func nearest(wanted: Int) {
    var generator = SeededGenerator(seed: 9)
    let centres = Matrix<Float>(columnCount: 3, elements: (0..<60).map { _ in Float(generator.normal()) })
    let search = NearestCentres(centres)
    for _ in 0..<50 {
      let x = (0..<3).map { _ in Float(generator.normal()) }
      var scratch = [Float](repeating: 0, count: 20)
      var places = [Int](repeating: -1, count: wanted)
      search.nearest(wanted, to: x, scratch: &scratch, into: &places)
      let distances = (0..<20).map { centre in
        zip(centres[centre], x).reduce(Float(0)) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
      let expected = (0..<20).sorted { distances[$0] < distances[$1] }.prefix(wanted)
      #expect(places == Array(expected))
      #expect(search.nearest(to: x, scratch: &scratch) == expected[0])
    }
  }

  @Test("democratic weights make every descriptor contribute equally")
  func democracy() {
    // Three equal descriptors and one of its own: together the three weigh as much as the one.
    let vectors = Matrix<Float>(columnCount: 2, elements: [1, 0, 1, 0, 1, 0, 0, 1])
    let weights = DemocraticWeights.of(vectors, rounds: 30)
    #expect(abs(weights[3] - 1) < 1e-4)
    for row in 0..<3 { #expect(abs(weights[row] * weights[row] * 3 - 1) < 1e-3, "\(weights)") }
  }

  @Test("triangulation: directions to the centres, whitened, by hand for one descriptor")
  func triangulation() throws {
    let whitening = LinearMap(
      directions: Matrix(columnCount: 4, elements: [1, 0, 0, 0, 0, 0, 0, 2]), mean: [0.1, 0, 0, 0.2])
    let embedding = TriangulationEmbedding(centres: Self.centres, whitening: whitening, power: 1)
    // From (3, 4): (3, 4) / 5 and (−7, 4) / √65.
    let expected: [Float] = [0.6 - 0.1, 2 * (4 / Float(65).squareRoot() - 0.2)]
    try expect(
      embedding.vector(of: Matrix(columnCount: 2, elements: [3, 4])), try #require(expected.normalised()))
  }

  @Test("nothing comes of no descriptors, and the order of descriptors changes nothing but roundings")
  func order() throws {
    var generator = SeededGenerator(seed: 2)
    let elements = (0..<400).map { _ in Float(4 * generator.normal()) }
    let rows = Matrix(columnCount: 2, elements: elements)
    let reversed = Matrix(
      columnCount: 2, elements: (0..<200).reversed().flatMap { [elements[2 * $0], elements[2 * $0 + 1]] })
    let whitening = LinearMap(
      directions: Matrix(columnCount: 4, elements: [1, 0, 0, 0, 0, 1, 0, 0]), mean: [0, 0, 0, 0])
    let all: [Aggregation] = [
      .vlad(ResidualSums(centres: Self.centres)), .sparse(SparseCodes(dictionary: Self.centres)),
      .fisher(
        FisherVector(
          mixture: GaussianMixture(
            means: Self.centres, variances: Matrix(columnCount: 2, elements: [1, 1, 4, 4]),
            shares: [0.5, 0.5]))),
      .triangulation(TriangulationEmbedding(centres: Self.centres, whitening: whitening)),
    ]
    for aggregation in all {
      #expect(aggregation.vector(of: Matrix(columnCount: 2)) == nil)
      let one = try #require(aggregation.vector(of: rows))
      #expect(one.count == aggregation.outputCount)
      try expect(aggregation.vector(of: reversed), one, 1e-3)
      #expect(abs(one.reduce(0) { $0 + $1 * $1 } - 1) < 1e-4)
    }
  }
}
