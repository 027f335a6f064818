import Core
import Testing

@testable import Verification

@Suite("agreement of pairs") struct PairVerifierTests {
  private static let verifier = PairVerifier()

  /// A planted map among features that have nothing to do with each other.
  private static func pair(
    _ map: PlaneTransform, inliers: Int, outliers: Int, seed: UInt64
  ) -> PlantedPair {
    var planted = PlantedPair(seed: seed)
    (planted.noise, planted.shapeNoise) = (0.3, 0.05)
    planted.plant(map, count: inliers)
    planted.scatter(count: outliers)
    return planted
  }

  /// The part of a picture that a map takes into the second one's: where the map is known.
  private static let middle = PictureArea(x: 100, y: 75, width: 200, height: 150)

  @Test(
    "a planted affine map is recovered within a pixel among 60 and 80 per cent of outliers",
    arguments: [90, 240], 0..<4 as Range<UInt64>)
  func affine(outliers: Int, seed: UInt64) throws {
    let planted = Self.pair(.slanted, inliers: 60, outliers: outliers, seed: seed)
    let agreement = try #require(Self.verifier.agreement(of: planted.pair))
    #expect(agreement.secondFromFirst.distance(to: .slanted, at: Self.middle) < 1)
    #expect(agreement.model != .epipolar && agreement.logChance < -6 && !agreement.isMirrored)
    #expect(agreement.inliers.count { $0 < 60 } >= 57 && agreement.inliers.count { $0 >= 60 } <= 3)
  }

  @Test(
    "a planted homography is recovered within a pixel among 60 and 80 per cent of outliers",
    arguments: [150, 400], 0..<4 as Range<UInt64>)
  func homography(outliers: Int, seed: UInt64) throws {
    let planted = Self.pair(.receding, inliers: 100, outliers: outliers, seed: seed)
    let agreement = try #require(Self.verifier.agreement(of: planted.pair))
    #expect(agreement.model == .homography)
    #expect(agreement.secondFromFirst.distance(to: .receding, at: PlantedPair.area) < 1)
    #expect(agreement.inliers.count { $0 < 100 } >= 95 && agreement.logChance < -6)
  }

  @Test("a similarity needs no richer map, and a turn by two right angles is one")
  func similarity() throws {
    let map = PlaneTransform(xx: -0.5, xy: 0, x1: 300, yx: 0, yy: -0.5, y1: 200)
    let planted = Self.pair(map, inliers: 40, outliers: 40, seed: 11)
    let agreement = try #require(Self.verifier.agreement(of: planted.pair))
    #expect(agreement.model == .similarity && !agreement.isMirrored)
    #expect(agreement.secondFromFirst.distance(to: map, at: PlantedPair.area) < 1)
  }

  @Test("a mirrored map is recovered and said to be one; where it may not be, it proves nothing")
  func mirrored() throws {
    let mirror = PlaneTransform(xx: -0.9, xy: 0.1, x1: 370, yx: 0.05, yy: 0.8, y1: 3)
    let planted = Self.pair(mirror, inliers: 50, outliers: 50, seed: 12)
    let agreement = try #require(Self.verifier.agreement(of: planted.pair))
    #expect(agreement.isMirrored && agreement.logChance < -6)
    #expect(agreement.secondFromFirst.distance(to: mirror, at: PlantedPair.area) < 1)
    var strict = Self.verifier
    strict.mayMirror = false
    #expect((strict.agreement(of: planted.pair)?.logChance ?? 0) > -2)
  }

  @Test("areas may lie anywhere and be of any size")
  func areas() throws {
    var planted = PlantedPair(seed: 13)
    planted.first = PictureArea(x: 700, y: 900, width: 120, height: 80)
    planted.second = PictureArea(x: -0.5, y: -0.5, width: 3000, height: 2000)
    let map = PlaneTransform(xx: 6, xy: 1, x1: -4000, yx: -2, yy: 7, y1: -4000)
    planted.plant(map, count: 30)
    planted.scatter(count: 60)
    let agreement = try #require(Self.verifier.agreement(of: planted.pair))
    #expect(agreement.secondFromFirst.distance(to: map, at: planted.first) < 1)
    #expect(Set(0..<30).isSubset(of: agreement.inliers))
  }

  @Test("a region that recedes towards the picture's origin is not taken for mirrored, nor refused")
  func recedingRegion() throws {
    // The depth is 0.71 to 1.29 in the region, and 0 at x = 100.
    var planted = PlantedPair(seed: 28)
    planted.first = PictureArea(x: 600, y: 0, width: 400, height: 300)
    let map = PlaneTransform(
      xx: 0.5, xy: 0, x1: -280, yx: 0, yy: 0.5, y1: 10, px: 1 / 700, py: 0, p1: -1.0 / 7)
    planted.plant(map, count: 100)
    planted.scatter(count: 100)
    let agreement = try #require(Self.verifier.agreement(of: planted.pair))
    #expect(agreement.model == .homography && !agreement.isMirrored)
    #expect(agreement.secondFromFirst.distance(to: map, at: planted.first) < 1)
  }

  @Test("inliers rise, are one to one, and no fewer than the places they are")
  func inliers() throws {
    var pair = Self.pair(.slanted, inliers: 80, outliers: 200, seed: 14).pair
    for index in pair.correspondences.indices { pair.correspondences[index].firstFeature %= 90 }
    let agreement = try #require(Self.verifier.agreement(of: pair))
    #expect(zip(agreement.inliers, agreement.inliers.dropFirst()).allSatisfy { $0 < $1 })
    let chosen = agreement.inliers.map { pair.correspondences[$0] }
    #expect(Set(chosen.map(\.firstFeature)).count == chosen.count)
    #expect(Set(chosen.map(\.secondFeature)).count == chosen.count)
    #expect(agreement.effectiveInlierCount <= Double(chosen.count) && agreement.effectiveInlierCount > 3)
  }

  @Test("correspondences that stand there several times count once")
  func repeated() throws {
    let once = Self.pair(.slanted, inliers: 30, outliers: 60, seed: 15).pair
    var often = once
    for _ in 0..<4 { often.correspondences += once.correspondences }
    let (a, b) = (
      try #require(Self.verifier.agreement(of: once)), try #require(Self.verifier.agreement(of: often))
    )
    #expect(a.inliers == b.inliers && a.effectiveInlierCount == b.effectiveInlierCount)
    #expect(abs(a.evidence - b.evidence) < 1e-6 * a.evidence)
  }

  @Test(
    "a feature that matches many others at the place where it should be counts once, alone it proves nothing")
  func oneToMany() throws {
    var planted = Self.pair(.identity, inliers: 12, outliers: 0, seed: 16)
    let alone = try #require(Self.verifier.agreement(of: planted.pair))
    for step in 0..<50 {
      planted.append(
        LocalFrame(x: 200, y: 150, size: 5), LocalFrame(x: 198 + 0.1 * Float(step), y: 150, size: 5),
        closeness: 0.9)
    }
    var pair = planted.pair
    for index in 12..<62 { pair.correspondences[index].firstFeature = 12 }
    let agreement = try #require(Self.verifier.agreement(of: pair))
    #expect(agreement.inliers.count <= 13 && agreement.effectiveInlierCount <= 13)
    #expect(agreement.evidence < alone.evidence + 2)
    pair.correspondences.removeFirst(12)
    #expect(Self.verifier.agreement(of: pair) == nil)
  }

  @Test("the same bits on repeat", arguments: [PlaneTransform.slanted, .receding])
  func repeatable(map: PlaneTransform) throws {
    let pair = Self.pair(map, inliers: 60, outliers: 300, seed: 17).pair
    let first = try #require(Self.verifier.agreement(of: pair))
    let second = try #require(Self.verifier.agreement(of: pair))
    #expect(first == second)
    #expect(
      first.secondFromFirst.rowMajor.map(\.bitPattern) == second.secondFromFirst.rowMajor.map(\.bitPattern))
  }

  // Sums of floating-point numbers depend on their order in the last bits, so maps and evidence are compared within a millionth;
  // which features agree must not change at all.
  @Test(
    "the same features agree when correspondences come in another order, and the map is the same but for rounding",
    arguments: 20..<26 as Range<UInt64>)
  func order(seed: UInt64) throws {
    var planted = Self.pair(.receding, inliers: 80, outliers: 160, seed: seed)
    let pair = planted.pair
    let first = try #require(Self.verifier.agreement(of: pair))
    planted.shuffle()
    let second = try #require(Self.verifier.agreement(of: planted.pair))
    let features = Set(second.inliers.map { planted.correspondences[$0].firstFeature })
    #expect(features == Set(first.inliers.map(UInt32.init)) && first.model == second.model)
    #expect(first.secondFromFirst.distance(to: second.secondFromFirst, at: PlantedPair.area) < 1e-3)
    #expect(abs(first.evidence - second.evidence) < 1e-5 * first.evidence)
    #expect(abs(first.logChance - second.logChance) < 1e-4)
  }

  @Test("the map from B to A is that from A to B backwards")
  func swapped() throws {
    let pair = Self.pair(.slanted, inliers: 60, outliers: 60, seed: 27).pair
    let swapped = PicturePair(
      first: pair.second, second: pair.first,
      correspondences: pair.correspondences.map {
        Correspondence(
          firstFeature: $0.secondFeature, secondFeature: $0.firstFeature, first: $0.second, second: $0.first,
          closeness: $0.closeness)
      })
    let forth = try #require(Self.verifier.agreement(of: pair))
    let back = try #require(Self.verifier.agreement(of: swapped)?.secondFromFirst.inverse)
    #expect(forth.secondFromFirst.distance(to: back, at: Self.middle) < 1)
  }
}
