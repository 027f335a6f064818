import Core
import Testing

@testable import Verification

@Suite("agreement of points without shape") struct PointVerificationTests {
  private static let verifier = PairVerifier(chance: .learnedNeighbours)
  /// Of a turn by 40° and a scale of 0.6.
  private static let similarity = PlaneTransform(xx: 0.46, xy: -0.39, x1: 150, yx: 0.39, yy: 0.46, y1: 10)

  private static func pair(_ map: PlaneTransform, inliers: Int, outliers: Int, seed: UInt64) -> PlantedPair {
    var planted = PlantedPair(seed: seed)
    (planted.noise, planted.frames) = (0.3, .points)
    planted.plant(map, count: inliers)
    planted.scatter(count: outliers)
    return planted
  }

  @Test(
    "a planted similarity is recovered within a pixel among 60, 80 and 90 per cent of outliers",
    arguments: [(40, 60), (60, 240), (60, 540)], 0..<4 as Range<UInt64>)
  func similarity(counts: (inliers: Int, outliers: Int), seed: UInt64) throws {
    let planted = Self.pair(Self.similarity, inliers: counts.inliers, outliers: counts.outliers, seed: seed)
    let agreement = try #require(Self.verifier.agreement(of: planted.pair))
    #expect(agreement.secondFromFirst.distance(to: Self.similarity, at: PlantedPair.area) < 1)
    #expect(agreement.inliers.count { $0 < counts.inliers } >= counts.inliers * 9 / 10)
    #expect(agreement.inliers.count { $0 >= counts.inliers } <= counts.outliers / 20)
    #expect(agreement.logChance < -3 && !agreement.isMirrored)
  }

  @Test(
    "a planted homography is recovered within a pixel among 60 and 80 per cent of outliers",
    arguments: [150, 400], 0..<4 as Range<UInt64>)
  func homography(outliers: Int, seed: UInt64) throws {
    let planted = Self.pair(.receding, inliers: 100, outliers: outliers, seed: seed)
    let agreement = try #require(Self.verifier.agreement(of: planted.pair))
    #expect(agreement.model == .homography)
    #expect(agreement.secondFromFirst.distance(to: .receding, at: PlantedPair.area) < 1)
  }

  @Test("one in twenty of two thousand is enough", arguments: 0..<3 as Range<UInt64>)
  func few(seed: UInt64) throws {
    let planted = Self.pair(Self.similarity, inliers: 100, outliers: 1900, seed: seed)
    let agreement = try #require(Self.verifier.agreement(of: planted.pair))
    #expect(agreement.secondFromFirst.distance(to: Self.similarity, at: PlantedPair.area) < 1)
  }

  @Test("sizes of points alone mean nothing; scales may differ by two octaves and not by three")
  func sizes() throws {
    func agreement(_ frames: FrameKind, _ size: Float) -> Agreement? {
      var planted = PlantedPair(seed: 3)
      planted.plant(.identity, count: 40)
      let correspondences = planted.correspondences.map { old in
        var new = old
        new.first = LocalFrame(x: old.first.x, y: old.first.y, size: 4)
        new.second = LocalFrame(x: old.second.x, y: old.second.y, size: 4 * size)
        return new
      }
      return Self.verifier.agreement(
        of: PicturePair(
          first: planted.first, second: planted.second, correspondences: correspondences, frames: frames))
    }
    #expect(agreement(.points, 8)?.inliers.count == 40)
    #expect(agreement(.scales, 3.5)?.inliers.count == 40)
    #expect((agreement(.scales, 8)?.inliers.count ?? 0) < 20)
    #expect((agreement(.regions, 3.5)?.inliers.count ?? 0) < 20)
  }

  @Test("of points and regions together, the sizes of regions count and those of points don't")
  func mixed() throws {
    var planted = PlantedPair(seed: 4)
    planted.plant(.identity, count: 40)
    var pair = planted.pair
    pair.frames = .mixed
    for index in pair.correspondences.indices {
      let (first, second) = (pair.correspondences[index].first, pair.correspondences[index].second)
      pair.correspondences[index].isPoint = index % 2 == 0
      pair.correspondences[index].first = LocalFrame(x: first.x, y: first.y, size: 4)
      pair.correspondences[index].second = LocalFrame(x: second.x, y: second.y, size: 4)
    }
    #expect(Self.verifier.agreement(of: pair)?.inliers == Array(0..<40))
    for index in pair.correspondences.indices {
      let second = pair.correspondences[index].second
      pair.correspondences[index].second = LocalFrame(x: second.x, y: second.y, size: 40)
    }
    let agreement = try #require(Self.verifier.agreement(of: pair))
    #expect(agreement.inliers == stride(from: 0, to: 40, by: 2).map { $0 })
    #expect(agreement.secondFromFirst.distance(to: .identity, at: PlantedPair.area) < 1)
  }

  @Test("frames say which picture is mirrored; where none is, or may be, a mirror image proves nothing")
  func mirrored() throws {
    let mirror = PlaneTransform(xx: -0.9, xy: 0, x1: 370, yx: 0, yy: 0.9, y1: 3)
    var planted = Self.pair(mirror, inliers: 60, outliers: 60, seed: 12)
    planted.mirrors = true
    let agreement = try #require(Self.verifier.agreement(of: planted.pair))
    #expect(agreement.isMirrored && agreement.logChance < -6)
    #expect(agreement.secondFromFirst.distance(to: mirror, at: PlantedPair.area) < 1)
    var strict = Self.verifier
    strict.mayMirror = false
    // What lies along the mirror's axis agrees a little.
    #expect((strict.agreement(of: planted.pair)?.logChance ?? 0) > -4)
    planted.mirrors = false
    #expect((Self.verifier.agreement(of: planted.pair)?.logChance ?? 0) > -4)
  }

  @Test("points by chance, on a line, in one spot or that are no numbers are no agreement")
  func degenerate() {
    for seed in 0..<8 as Range<UInt64> {
      let pair = Self.pair(.identity, inliers: 0, outliers: 300, seed: seed).pair
      #expect((Self.verifier.agreement(of: pair)?.logChance ?? 0) > -3)
    }
    func agreement(_ place: (Int) -> (x: Float, y: Float)) -> Agreement? {
      var planted = PlantedPair(seed: 1)
      planted.frames = .points
      for index in 0..<30 {
        let (x, y) = place(index)
        planted.append(LocalFrame(x: x, y: y, size: 1), LocalFrame(x: x, y: y, size: 1))
      }
      return Self.verifier.agreement(of: planted.pair)
    }
    #expect(agreement { (Float(10 * $0), Float(5 * $0)) } == nil)
    #expect(agreement { (200 + Float($0 % 2), 100 + Float($0 % 3)) } == nil)
    #expect(agreement { _ in (.nan, .infinity) } == nil)
  }

  @Test("the same pair has the same answer, and the order of correspondences hardly matters")
  func order() throws {
    var planted = Self.pair(Self.similarity, inliers: 60, outliers: 240, seed: 5)
    let first = try #require(Self.verifier.agreement(of: planted.pair))
    #expect(Self.verifier.agreement(of: planted.pair) == first)
    planted.shuffle()
    let shuffled = try #require(Self.verifier.agreement(of: planted.pair))
    #expect(shuffled.secondFromFirst.distance(to: first.secondFromFirst, at: PlantedPair.area) < 0.5)
  }
}
