import Core
import Testing

@testable import GlobalChannel

@Suite("Diffusion")
struct DiffusionTests {
  /// Directions in a plane, so many degrees from each other.
  static func arc(_ degrees: [Double]) throws -> VectorList {
    let vectors = try degrees.map { degrees in
      let angle = degrees * .pi / 180
      return try #require(ByteVector([Float(Core.cosine(angle)), Float(Core.sine(angle))]))
    }
    return VectorList(ids: (0..<UInt32(degrees.count)).map { 100 + $0 }, vectors: vectors)
  }

  @Test("three vectors in a row get the heat that is worked out by hand")
  func chainOfThree() throws {
    // The middle is joined with both ends by weight w, the ends not with each other: S has 1/√2 for both pairs, whatever w.
    var diffusion = Diffusion()
    diffusion.neighbourCount = 1
    diffusion.alpha = 0.5
    let pair = try Self.arc([0, 20, 100])
    // Nearest of 0 is 20, of 20 is 0, of 100 is 20: only the first two choose each other, and S joins them by 1.
    let graph = diffusion.graph(of: pair, jobs: 1)
    #expect(graph.edgeCount == 1)
    // (1 −½; −½ 1) f = (1; 0): f = (4/3; 2/3).
    let heats = diffusion.heats(on: graph, seeds: [(0, 1)])
    #expect(abs(heats[0] - 4.0 / 3) < 1e-9 && abs(heats[1] - 2.0 / 3) < 1e-9 && heats[2] == 0)

    diffusion.neighbourCount = 2
    let wide = diffusion.graph(of: try Self.arc([0, 60, 120]), jobs: 1)
    // The ends are 120° apart: no weight. f = (I − S/2)⁻¹ e₁ = (7/6, √2/3, 1/6).
    #expect(wide.edgeCount == 2)
    let spread = diffusion.heats(on: wide, seeds: [(0, 1)])
    for (heat, known) in zip(spread, [7.0 / 6, 2.0.squareRoot() / 3, 1.0 / 6]) {
      #expect(abs(heat - known) < 2e-2)
    }
  }

  @Test("heat falls along a chain, and its far end is warmer than a vector that is nearer but on no path")
  func chain() throws {
    // Steps of 8° to one side up to 80°; alone on the other side at −60°.
    let vectors = try Self.arc((0...10).map { 8.0 * Double($0) } + [-60])
    var diffusion = Diffusion()
    diffusion.neighbourCount = 2
    diffusion.seedCount = 1
    let query = vectors.vector(0)
    let heats = diffusion.heats(
      on: diffusion.graph(of: vectors, jobs: 1), seeds: diffusion.seeds(of: query, among: vectors))
    // The first has one neighbour, so its own heat may be less than the second's.
    for place in 2...10 { #expect(heats[place] < heats[place - 1], "\(heats)") }
    #expect(vectors.similarities(to: query)[11] > vectors.similarities(to: query)[10])
    #expect(heats[10] > heats[11])
    #expect(heats[11] == 0)
  }

  /// Two half circles that reach into each other, on a cap of the sphere; the first `count` are one of them.
  static func moons(count: Int, seed: UInt64) throws -> VectorList {
    var random = SeededGenerator(seed: seed)
    let vectors = try (0..<2 * count).map { index in
      let angle = Double.pi * Double(index % count) / Double(count - 1)
      let (x, y) =
        index < count
        ? (Core.cosine(angle), Core.sine(angle)) : (1 - Core.cosine(angle), 0.5 - Core.sine(angle))
      let noise = (0.03 * random.normal(), 0.03 * random.normal())
      return try #require(ByteVector([Float(x + noise.0 - 0.5), Float(y + noise.1 - 0.25), 2]))
    }
    return VectorList(ids: (0..<UInt32(2 * count)).map { $0 }, vectors: vectors)
  }

  @Test(
    "on two moons diffusion follows the moon where the straight distance leaves it", arguments: [1, 2, 3])
  func twoMoons(seed: UInt64) throws {
    let count = 80
    let moons = try Self.moons(count: count, seed: seed)
    let query = moons.vector(0)
    let straight = moons.similarities(to: query).enumerated().sorted { $0.element > $1.element }
    let straightHits = straight.prefix(count).count { $0.offset < count }
    var diffusion = Diffusion()
    diffusion.neighbourCount = 8
    diffusion.seedCount = 3
    diffusion.power = 40
    diffusion.iterations = 200
    let ranking = diffusion.ranking(
      on: diffusion.graph(of: moons, jobs: 1), seeds: diffusion.seeds(of: query, among: moons))
    let hits = ranking.prefix(count).count { $0.id < UInt32(count) }
    #expect(straightHits < count * 85 / 100, "the straight distance finds \(straightHits)")
    #expect(hits >= count * 95 / 100, "diffusion finds \(hits) of \(count)")
  }

  @Test("known results that seed the diffusion lead it to their own kind")
  func seeds() throws {
    let count = 80
    let moons = try Self.moons(count: count, seed: 4)
    var diffusion = Diffusion()
    diffusion.neighbourCount = 8
    let graph = diffusion.graph(of: moons, jobs: 1)
    let ranking = diffusion.ranking(
      on: graph, seeds: [(count + 40, 1), (count + 41, 0.5), (3, .nan), (4, -1)])
    #expect(ranking.prefix(20).allSatisfy { $0.id >= UInt32(count) })
  }

  @Test("graph and heats are the same for any number of threads")
  func threads() throws {
    let moons = try Self.moons(count: 150, seed: 5)
    let diffusion = Diffusion()
    let seeds = diffusion.seeds(of: moons.vector(7), among: moons)
    let one = diffusion.heats(on: diffusion.graph(of: moons, jobs: 1), seeds: seeds)
    #expect(diffusion.heats(on: diffusion.graph(of: moons, jobs: 3), seeds: seeds) == one)
  }

  @Test("what is without neighbours or seeds stays cold")
  func nothing() {
    let diffusion = Diffusion()
    let graph = diffusion.graph(of: VectorList(ids: [], vectors: []), jobs: 1)
    #expect(diffusion.ranking(on: graph, seeds: []).isEmpty)
  }
}
