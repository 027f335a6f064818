import Core
import Testing

@testable import Verification

@Suite("pairs that prove nothing") struct PairVerifierRefusalTests {
  /// Whether nothing is found, or nothing that would be taken for a proof among a single picture.
  private static func provesNothing(_ pair: PicturePair, _ chance: ChanceModel = .sharedWords) -> Bool {
    (PairVerifier(chance: chance).agreement(of: pair)?.logChance ?? 0) > -3
  }

  private static func pair(_ places: [(Float, Float)]) -> PicturePair {
    var planted = PlantedPair(seed: 1)
    for (x, y) in places {
      planted.append(LocalFrame(x: x, y: y, size: 5), LocalFrame(x: x, y: y, size: 5), closeness: 1)
    }
    return planted.pair
  }

  @Test("no correspondence, one, and two have no agreement; three points of a plane have")
  func few() {
    let corners: [(Float, Float)] = [(20, 20), (380, 20), (200, 280)]
    for count in 0..<3 {
      #expect(PairVerifier().agreement(of: Self.pair(Array(corners.prefix(count)))) == nil)
    }
    #expect(PairVerifier().agreement(of: Self.pair(corners))?.inliers == [0, 1, 2])
  }

  @Test("all in one spot, all on one line, and two crowds have no agreement", arguments: [3, 50])
  func degenerate(count: Int) {
    var random = SeededGenerator(seed: 2)
    let spot = (0..<count).map { _ in
      (Float(random.uniform(200, 203)), Float(random.uniform(150, 153)))
    }
    #expect(PairVerifier().agreement(of: Self.pair(spot)) == nil)
    let line = (0..<count).map { _ -> (Float, Float) in
      let t = random.uniform(0, 300)
      return (Float(20 + t), Float(30 + 0.7 * t))
    }
    #expect(PairVerifier().agreement(of: Self.pair(line)) == nil)
    let crowds = spot + spot.map { ($0.0 - 150, $0.1 - 100) }
    #expect(Self.provesNothing(Self.pair(crowds)))
  }

  @Test("many points that all go to one spot, or come from one, have no agreement")
  func collapsed() {
    var planted = PlantedPair(seed: 3)
    var random = SeededGenerator(seed: 3)
    for _ in 0..<80 {
      planted.append(
        LocalFrame(x: Float(random.uniform(0, 400)), y: Float(random.uniform(0, 300)), size: 5),
        LocalFrame(x: 200, y: 150, size: 5))
    }
    #expect(Self.provesNothing(planted.pair))
    var swapped = planted.pair
    for index in swapped.correspondences.indices {
      let both = (swapped.correspondences[index].first, swapped.correspondences[index].second)
      (swapped.correspondences[index].second, swapped.correspondences[index].first) = both
    }
    #expect(Self.provesNothing(swapped))
  }

  @Test("features that have nothing to do with each other prove nothing", arguments: [10, 100, 1000])
  func strangers(count: Int) {
    for seed in 0..<(count < 1000 ? 20 : 3) {
      var planted = PlantedPair(seed: UInt64(seed))
      planted.scatter(count: count)
      #expect(Self.provesNothing(planted.pair, .uprightNeighbours), "\(seed)")
      #expect(Self.provesNothing(planted.pair, .orientedNeighbours), "\(seed)")
    }
  }

  @Test(
    "numbers that are none, endless and absurd ones prove nothing",
    arguments: [Float.nan, .infinity, -.infinity, .greatestFiniteMagnitude])
  func broken(number: Float) {
    let sound = LocalFrame(x: 100, y: 100, size: 5)
    let broken = [
      LocalFrame(x: number, y: 100, size: 5), LocalFrame(x: number, y: number, size: number),
      LocalFrame(x: 100, y: 100, size: number), LocalFrame(x: 100, y: 100, xx: 5, xy: number, yx: 0, yy: 5),
    ]
    var planted = PlantedPair(seed: 4)
    for frame in broken {
      for _ in 0..<5 {
        planted.append(frame, sound, closeness: 1)
        planted.append(sound, frame, closeness: 1)
        planted.append(frame, frame, closeness: number)
      }
    }
    #expect(Self.provesNothing(planted.pair))
  }

  @Test("among correspondences with numbers that are none the sound ones still agree")
  func soundAmongBroken() throws {
    var planted = PlantedPair(seed: 5)
    planted.plant(.slanted, count: 40)
    for number: Float in [.nan, .infinity] {
      for _ in 0..<10 {
        planted.append(LocalFrame(x: number, y: 3, size: 5), LocalFrame(x: 90, y: number, size: 5))
        planted.append(LocalFrame(x: 70, y: 3, size: number), LocalFrame(x: 90, y: 90, size: 5))
      }
    }
    planted.shuffle()
    let agreement = try #require(PairVerifier().agreement(of: planted.pair))
    #expect(agreement.secondFromFirst.distance(to: .slanted, at: PlantedPair.area) < 0.1)
    #expect(agreement.inliers.count == 40 && agreement.evidence.isFinite)
  }

  @Test("correspondences without any closeness prove nothing")
  func weightless() {
    var planted = PlantedPair(seed: 6)
    for place in 0..<40 {
      let (x, y) = (Float(20 + 50 * (place % 8)), Float(20 + 50 * (place / 8)))
      planted.append(LocalFrame(x: x, y: y, size: 5), LocalFrame(x: x, y: y, size: 5), closeness: 0)
    }
    #expect(Self.provesNothing(planted.pair))
  }

  @Test("pictures of no size, or of none that is a number, do no harm")
  func areas() {
    var planted = PlantedPair(seed: 7)
    planted.plant(.identity, count: 20)
    var pair = planted.pair
    let absurd = [
      PictureArea(x: 0, y: 0, width: 0, height: 0), PictureArea(x: .nan, y: 0, width: .nan, height: 3),
      PictureArea(x: 0, y: 0, width: .infinity, height: .infinity),
      PictureArea(x: 0, y: 0, width: 1e300, height: 1e300), PictureArea(x: 0, y: 0, width: -5, height: 5),
    ]
    for area in absurd {
      pair.first = area
      let found = PairVerifier().agreement(of: pair)
      #expect(found?.secondFromFirst.rowMajor.allSatisfy(\.isFinite) != false, "\(area)")
    }
  }
}
