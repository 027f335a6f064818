import Testing

@testable import Verification

@Suite("evidence") struct EvidenceCounterTests {
  private static let map = PlaneTransform(xx: 0.9, xy: 0.1, x1: 0.02, yx: -0.1, yy: 0.8, y1: 0.03)

  /// Features that match several others: as many correspondences, a third as many features.
  private static func manyToMany(seed: UInt64) throws -> PicturePair {
    var planted = PlantedPair(seed: seed)
    planted.noise = 5
    planted.shapeNoise = 0.2
    planted.plant(try #require(PairUnits(planted.pair).pixels(map)), count: 150)
    planted.scatter(count: 50)
    var pair = planted.pair
    for index in pair.correspondences.indices {
      pair.correspondences[index].firstFeature = UInt32(index * 7 % 61)
      pair.correspondences[index].secondFeature = UInt32(1_000_000_000 + index * 11 % 67)
    }
    return pair
  }

  private static func frames(_ places: [(Float, Float)]) -> PicturePair {
    var planted = PlantedPair(seed: 1)
    (planted.first, planted.second) = (
      PictureArea(width: 100, height: 100), PictureArea(width: 100, height: 100)
    )
    for (x, y) in places {
      planted.append(LocalFrame(x: x, y: y, size: 5), LocalFrame(x: x, y: y, size: 5), closeness: 1)
    }
    return planted.pair
  }

  @Test(
    "the same as the slow reference, features in many correspondences", arguments: 0..<5, Tolerances.evidence)
  func reference(seed: UInt64, tolerance: Float) throws {
    let pair = try Self.manyToMany(seed: seed)
    var counter = EvidenceCounter(pair)
    let found = counter.count(Self.map, within: tolerance)
    let expected = EvidenceReference(pair).evidence(Self.map, within: Double(tolerance))
    #expect(found.inliers == expected.inliers)
    #expect(abs(found.effectiveCount - expected.effectiveCount) < 1e-9)
    #expect(abs(found.amount - expected.amount) < 1e-3 * (1 + expected.amount))
    #expect(found.tolerance == tolerance && (tolerance < 0.02 || found.inliers.count > 20))
  }

  @Test("counting one map leaves nothing behind for the next")
  func again() throws {
    let pair = try Self.manyToMany(seed: 9)
    var counter = EvidenceCounter(pair)
    let first = counter.count(Self.map, within: 0.06)
    _ = counter.count(.identity, within: 0.06)
    _ = counter.most(for: .identity)
    let second = counter.count(Self.map, within: 0.06)
    #expect(first.inliers == second.inliers && first.amount == second.amount && !first.inliers.isEmpty)
  }

  @Test("inliers are one to one, the weightiest first in steps of a 255th, of equal ones the earlier")
  func order() throws {
    var planted = PlantedPair(seed: 1)
    for (index, closeness): (Int, Float) in [0.5, 1, 0.25, 0.5005, 1, 0.7].enumerated() {
      let frame = LocalFrame(x: Float(20 + 60 * index), y: 99, size: 5)
      planted.append(frame, frame, closeness: closeness)
    }
    var counter = EvidenceCounter(planted.pair)
    // 0.5 and 0.5005 are of one step.
    #expect(counter.count(.identity, within: 0.01).inliers == [1, 4, 5, 0, 3, 2])
    var pair = planted.pair
    pair.correspondences[4].firstFeature = pair.correspondences[1].firstFeature
    pair.correspondences[3].secondFeature = pair.correspondences[5].secondFeature
    var strict = EvidenceCounter(pair)
    #expect(strict.count(.identity, within: 0.01).inliers == [1, 5, 0, 2])
  }

  @Test("n in one cell count as the root of n, those apart add up, worked by hand")
  func crowds() {
    // Cells of 5 pixels: from 0 to 4.5 and from 4.5 on.
    let crowd: [(Float, Float)] = [(1, 1), (2, 1), (1, 2), (2, 2)]
    var together = EvidenceCounter(Self.frames(crowd))
    let four = together.count(.identity, within: 0.06)
    #expect(four.inliers.count == 4 && abs(four.effectiveCount - 2) < 1e-12 && abs(four.amount - 2) < 1e-6)
    var apart = EvidenceCounter(Self.frames(crowd + [(60, 1), (60, 60), (1, 60)]))
    let seven = apart.count(.identity, within: 0.06)
    #expect(abs(seven.effectiveCount - 5) < 1e-12 && abs(seven.amount - 5) < 1e-6)
  }

  @Test("of the two cells of a correspondence the fuller one counts")
  func fullerCell() {
    // Nine places far apart in the first picture that are within one cell of the second, as a map of a tenth brings about.
    var planted = PlantedPair(seed: 1)
    (planted.first, planted.second) = (
      PictureArea(width: 100, height: 100), PictureArea(width: 100, height: 100)
    )
    for place in 0..<9 {
      let (x, y) = (Float(10 * (place % 3)), Float(10 * (place / 3)))
      planted.append(
        LocalFrame(x: 50 + x, y: 50 + y, size: 20), LocalFrame(x: 50 + x / 10, y: 50 + y / 10, size: 2),
        closeness: 1)
    }
    // (50, 50) is (0.005, 0.005) in units.
    let tenth = PlaneTransform(xx: 0.1, xy: 0, x1: 0.0045, yx: 0, yy: 0.1, y1: 0.0045)
    var counter = EvidenceCounter(planted.pair)
    let evidence = counter.count(tenth, within: 0.06)
    #expect(evidence.inliers.count == 9 && abs(evidence.effectiveCount - 3) < 1e-12)
  }

  @Test("exact points are worth most within the narrowest tolerance, by the logarithm of its area")
  func worth() {
    #expect(Tolerances.worth(of: 0.06) == 1)
    // log₂(π 0.0075²) / log₂(π 0.06²)
    #expect(abs(Tolerances.worth(of: 0.0075) - 1.927889) < 1e-4)
    var counter = EvidenceCounter(Self.frames([(10, 10), (60, 10), (10, 60)]))
    let most = counter.most(for: .identity)
    #expect(most.tolerance == 0.0075 && abs(most.amount - 3 * 1.927889) < 1e-3)
  }

  @Test("loose points are counted within the tolerance that makes most of them")
  func most() throws {
    var planted = PlantedPair(seed: 5)
    planted.noise = 4
    planted.plant(.identity, count: 60)
    var counter = EvidenceCounter(planted.pair)
    let most = counter.most(for: .identity)
    let all = Tolerances.evidence.map { counter.count(.identity, within: $0).amount }
    #expect(most.amount == all.max() && most.tolerance != 0.0075)
  }

  @Test("no correspondences and no agreement are no evidence")
  func none() {
    var empty = EvidenceCounter(Self.frames([]))
    #expect(empty.most(for: .identity).inliers.isEmpty)
    var elsewhere = EvidenceCounter(Self.frames([(10, 10), (60, 10), (10, 60)]))
    let far = PlaneTransform(xx: 1, xy: 0, x1: 5, yx: 0, yy: 1, y1: 0)
    let evidence = elsewhere.most(for: far)
    #expect(evidence.inliers.isEmpty && evidence.amount == 0 && evidence.effectiveCount == 0)
    let nan = elsewhere.most(for: PlaneTransform(xx: .nan, xy: 0, x1: 0, yx: 0, yy: 1, y1: 0))
    #expect(nan.inliers.isEmpty && nan.amount == 0)
  }

  @Test("places far outside of their pictures, and nowhere, are counted without harm")
  func outside() {
    let far: [(Float, Float)] = [(1e30, -1e30), (.nan, 3), (.infinity, 4), (50, 50)]
    var counter = EvidenceCounter(Self.frames(far))
    #expect(counter.count(.identity, within: 0.06).inliers.contains(3))
  }
}
