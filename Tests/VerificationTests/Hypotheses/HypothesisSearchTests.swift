import Core
import Testing

@testable import Verification

@Suite("the search for hypotheses") struct HypothesisSearchTests {
  private static let fewest = HypothesisSearch(keptCount: 3, mostHypotheses: 32)

  /// What is found, as maps of pixels.
  private static func found(
    _ pair: PicturePair, _ search: HypothesisSearch = fewest, mayMirror: Bool = true
  ) -> [PlaneTransform] {
    let columns = CorrespondenceColumns(pair)
    return search.best(of: pair, columns, mayMirror: mayMirror).compactMap {
      columns.units.pixels($0.map.transform)
    }
  }

  @Test(
    "with many more correspondences than are compared, the planted map is the first",
    arguments: [
      PlaneTransform.identity, .slanted, PlaneTransform(xx: 0.5, xy: 0, x1: 80, yx: 0, yy: 0.5, y1: 99),
    ],
    0..<3 as Range<UInt64>)
  func planted(map: PlaneTransform, seed: UInt64) throws {
    var planted = PlantedPair(seed: seed)
    (planted.noise, planted.shapeNoise) = (1, 0.05)
    planted.scatter(count: 150)
    planted.plant(map, count: 100)
    planted.scatter(count: 150)
    planted.shuffle()
    let best = try #require(Self.found(planted.pair).first)
    // Shapes are off by five per cent, so corners are by as much of the picture's size.
    #expect(best.distance(to: map, at: PlantedPair.area) < 50)
  }

  @Test("two maps in one pair are both found, the one with more support first, and nothing twice")
  func two() throws {
    var planted = PlantedPair(seed: 5)
    let small = PlaneTransform(xx: 0.4, xy: 0, x1: 10, yx: 0, yy: 0.4, y1: 10)
    planted.plant(small, count: 20)
    planted.plant(.slanted, count: 40)
    planted.scatter(count: 30)
    let best = Self.found(planted.pair, HypothesisSearch(keptCount: 3, mostHypotheses: 1000))
    try #require(best.count == 3)
    #expect(best[0].distance(to: .slanted, at: PlantedPair.area) < 0.1)
    #expect(best[1].distance(to: small, at: PlantedPair.area) < 0.1)
    #expect(best[2].distance(to: .slanted, at: PlantedPair.area) > 10)
    #expect(best[2].distance(to: small, at: PlantedPair.area) > 10)
  }

  @Test("support falls, and of equal hypotheses the earlier is kept")
  func order() throws {
    var planted = PlantedPair(seed: 6)
    planted.scatter(count: 80)
    let pair = planted.pair
    let search = HypothesisSearch(keptCount: 20, mostHypotheses: 1000)
    let found = search.best(of: pair, CorrespondenceColumns(pair), mayMirror: true)
    #expect(found.count == 20)
    #expect(zip(found, found.dropFirst()).allSatisfy { $0.support >= $1.support })
    var twice = pair
    twice.correspondences += pair.correspondences
    let again = search.best(of: twice, CorrespondenceColumns(twice), mayMirror: true)
    #expect(again.map(\.correspondence) == found.map(\.correspondence))
  }

  @Test("mirrored maps are looked at only where they may be")
  func mirrored() throws {
    let mirror = PlaneTransform(xx: -1, xy: 0, x1: 399, yx: 0, yy: 1, y1: 0)
    var planted = PlantedPair(seed: 7)
    planted.plant(mirror, count: 10)
    #expect(Self.found(planted.pair, mayMirror: false).isEmpty)
    let found = try #require(Self.found(planted.pair).first)
    #expect(found.distance(to: mirror, at: PlantedPair.area) < 0.1)
  }

  @Test("no correspondences, or only such that no view explains, give no hypotheses")
  func none() {
    #expect(Self.found(PlantedPair(seed: 1).pair).isEmpty)
    var planted = PlantedPair(seed: 1)
    for size: Float in [0, .nan, .infinity, 400] {
      planted.append(LocalFrame(x: 9, y: 9, size: 3), LocalFrame(x: 90, y: 9, size: size))
    }
    #expect(Self.found(planted.pair).isEmpty)
  }
}

@Suite("votes for hypotheses") struct HoughVotingTests {
  private static func map(
    scale: Double, turn: Double, x: Double, y: Double, mirrors: Bool = false
  ) -> AffineHypothesis {
    let (c, s) = (Float(scale * cosine(turn)), Float(scale * sine(turn)))
    return AffineHypothesis(
      xx: mirrors ? -c : c, xy: -s, yx: mirrors ? -s : s, yy: c, x1: Float(x), y1: Float(y))
  }

  /// Of less than the size, so that they never vote where one of the size or more does.
  private static func strays(_ count: Int, seed: UInt64) -> [AffineHypothesis] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      map(
        scale: powerOfTwo(random.uniform(-2, -0.01)), turn: random.uniform(-3.1, 3.1),
        x: random.uniform(-2, 2), y: random.uniform(-2, 2))
    }
  }

  @Test("those that agree win against strays, wherever they stand; indices rise", arguments: [0, 40, 190])
  func crowd(start: Int) {
    var maps = Self.strays(190, seed: 2)
    // On both sides of a border between cells of position, at 0.25.
    let crowd = (0..<20).map { Self.map(scale: 1.5, turn: 0.5, x: 0.23 + 0.002 * Double($0), y: -0.25) }
    maps.insert(contentsOf: crowd, at: start)
    let voting = HoughVoting(maps, weights: [Float](repeating: 1, count: maps.count))
    #expect(voting.winners(20) == Array(start..<start + 20))
  }

  @Test("votes count by weight")
  func weights() {
    let (left, right) = (
      Self.map(scale: 1.5, turn: 0.5, x: -1.5, y: 0), Self.map(scale: 1.5, turn: 0.5, x: 1.5, y: 0)
    )
    let maps = [left, left, left, right, right]
    #expect(HoughVoting(maps, weights: [1, 1, 1, 1, 1]).winners(3) == [0, 1, 2])
    #expect(HoughVoting(maps, weights: [0.2, 0.2, 0.2, 1, 1]).winners(2) == [3, 4])
  }

  @Test("other scales, turns and mirrored maps vote elsewhere")
  func apart() {
    let map = Self.map(scale: 1.5, turn: 0.5, x: 0, y: 0)
    let others = [
      Self.map(scale: 3.5, turn: 0.5, x: 0, y: 0), Self.map(scale: 1.5, turn: 2.5, x: 0, y: 0),
      Self.map(scale: 1.5, turn: 0.5, x: 0, y: 0, mirrors: true), Self.map(scale: 1.5, turn: 0.5, x: 0, y: 3),
    ]
    for other in others {
      // Were both in one cell, the first would win by its order.
      #expect(HoughVoting([map, other, other], weights: [1, 1, 1]).winners(1) == [1])
    }
  }

  @Test("equal votes are decided by order, and no more win than there are")
  func few() {
    let maps = Self.strays(5, seed: 3)
    let voting = HoughVoting(maps, weights: [1, 1, 1, 1, 1])
    #expect(voting.winners(9) == [0, 1, 2, 3, 4] && voting.winners(0).isEmpty)
    let same = [AffineHypothesis](repeating: maps[0], count: 6)
    #expect(HoughVoting(same, weights: [Float](repeating: 1, count: 6)).winners(2) == [0, 1])
    #expect(HoughVoting([], weights: []).winners(3).isEmpty)
  }

  @Test("maps to far away and flat ones vote without harm")
  func absurd() {
    let maps = [
      AffineHypothesis(xx: 1, xy: 0, yx: 0, yy: 1, x1: 1e30, y1: -1e30),
      AffineHypothesis(xx: 0, xy: 0, yx: 0, yy: 0, x1: 1, y1: 0),
    ]
    #expect(HoughVoting(maps, weights: [1, 1]).winners(3) == [0, 1])
  }
}
