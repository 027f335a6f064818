import Testing

@testable import Retrieval
@testable import Verification

@Suite("Proofs from agreements") struct ProofTests {
  /// Correspondences of a 5 × 5 lattice that a map explains, the last one the surest.
  private static func pair(
    _ map: PlaneTransform, first: PictureArea = PictureArea(width: 100, height: 80),
    second: PictureArea = PictureArea(width: 400, height: 300)
  ) throws -> PicturePair {
    var correspondences: [Correspondence] = []
    for place in 0..<25 {
      let (x, y) = (10 + 20 * Double(place % 5), 10 + 15 * Double(place / 5))
      let target = try #require(map.apply(x: x, y: y))
      correspondences.append(
        Correspondence(
          firstFeature: UInt32(place), secondFeature: UInt32(place), first: frame(x, y),
          second: frame(target.x, target.y), closeness: Float(place) / 25))
    }
    return PicturePair(first: first, second: second, correspondences: correspondences)
  }

  private static func frame(_ x: Double, _ y: Double) -> LocalFrame {
    LocalFrame(x: Float(x), y: Float(y), xx: 3, xy: 0, yx: 0, yy: 3)
  }

  private static func agreement(_ map: PlaneTransform, logChance: Double = -12) -> Agreement {
    Agreement(
      model: .affine, secondFromFirst: map, inliers: Array(0..<25), effectiveInlierCount: 20, evidence: 18,
      logChance: logChance)
  }

  private static func proof(
    _ map: PlaneTransform, testCount: Double = 1000, maxNFA: Double = 1e-3
  ) throws -> Proof {
    try #require(Proof(agreement(map), of: pair(map), testCount: testCount, maxNFA: maxNFA))
  }

  private static func isNear(_ points: [PicturePoint], _ expected: [(Double, Double)]) -> Bool {
    points.count == expected.count
      && zip(points, expected).allSatisfy { abs($0.x - $1.0) < 1e-9 && abs($0.y - $1.1) < 1e-9 }
  }

  @Test("a query of half the size, moved: its corners, the box, both maps")
  func moved() throws {
    let map = PlaneTransform(xx: 2, xy: 0, x1: 50.5, yx: 0, yy: 2, y1: 20.5)
    let proof = try Self.proof(map)
    // The picture's edge is half a pixel before the centre of its first one.
    #expect(Self.isNear(proof.quadrilateral, [(49.5, 19.5), (249.5, 19.5), (249.5, 179.5), (49.5, 179.5)]))
    #expect(proof.box == PictureRegion(x: 50, y: 20, width: 200, height: 160))
    let back = try #require(proof.queryFromTarget.apply(x: 50.5, y: 20.5))
    #expect(abs(back.x) < 1e-12 && abs(back.y) < 1e-12 && !proof.isMirrored)
    #expect(proof.inlierCount == 25 && proof.effectiveInlierCount == 20 && proof.model == .affine)
    // The lattice spans 80 × 60 of 100 × 80.
    #expect(abs(proof.coverage - 0.6) < 1e-9)
  }

  @Test("a query turned by a right angle, and a mirrored one: corners in the order of the query")
  func turnedAndMirrored() throws {
    let turned = try Self.proof(PlaneTransform(xx: 0, xy: -1, x1: 200, yx: 1, yy: 0, y1: 100))
    #expect(
      Self.isNear(turned.quadrilateral, [(200.5, 99.5), (200.5, 199.5), (120.5, 199.5), (120.5, 99.5)]))
    #expect(turned.box == PictureRegion(x: 121, y: 100, width: 80, height: 100) && !turned.isMirrored)
    let mirrored = try Self.proof(PlaneTransform(xx: -1, xy: 0, x1: 200, yx: 0, yy: 1, y1: 100))
    #expect(
      Self.isNear(mirrored.quadrilateral, [(200.5, 99.5), (100.5, 99.5), (100.5, 179.5), (200.5, 179.5)]))
    #expect(mirrored.box == PictureRegion(x: 101, y: 100, width: 100, height: 80) && mirrored.isMirrored)
  }

  @Test("the box ends where the picture does, the corners don't")
  func clipped() throws {
    let proof = try Self.proof(PlaneTransform(xx: 2, xy: 0, x1: 300.5, yx: 0, yy: 2, y1: -40.5))
    #expect(proof.box == PictureRegion(x: 300, y: 0, width: 100, height: 119))
    #expect(proof.quadrilateral[1].x == 499.5 && proof.quadrilateral[0].y == -41.5)
    // Of a diamond only what is inside counts: it leaves the picture at the left, where it is narrow.
    let diamond = try Self.proof(PlaneTransform(xx: 1, xy: 1, x1: -0.5, yx: -1, yy: 1, y1: 150))
    #expect(diamond.box.x == 0 && abs(diamond.box.y - 50.5) < 1e-9)
  }

  @Test("matches are points of both pictures, the surest first")
  func matches() throws {
    let map = PlaneTransform(xx: 2, xy: 0, x1: 50, yx: 0, yy: 2, y1: 20)
    let matches = try Self.proof(map).matches
    #expect(matches.count == 25 && matches.first?.query == PicturePoint(x: 90, y: 70))
    #expect(matches.first?.target == PicturePoint(x: 230, y: 160))
    #expect(matches.last?.query == PicturePoint(x: 10, y: 10))
  }

  @Test("the number of false alarms grows with the pictures searched, and decides")
  func significance() throws {
    #expect(abs(try Self.proof(.identity, testCount: 1).logNFA + 12) < 1e-12)
    #expect(abs(try Self.proof(.identity, testCount: 100_000).logNFA + 7) < 1e-9)
    for (allowed, isSame) in [(1e-8, false), (2e-7, true), (.infinity, true)] {
      #expect(try Self.proof(.identity, testCount: 100_000, maxNFA: allowed).isSame == isSame, "\(allowed)")
    }
  }

  @Test("a map that flattens is no proof, and a corner beyond the horizon is not shown")
  func degenerate() throws {
    let flat = PlaneTransform(xx: 1, xy: 1, x1: 0, yx: 1, yy: 1, y1: 0)
    #expect(Proof(Self.agreement(flat), of: try Self.pair(flat), testCount: 9, maxNFA: 1) == nil)
    let nan = PlaneTransform(xx: .nan, xy: 1, x1: 0, yx: 1, yy: 1, y1: 0)
    #expect(Proof(Self.agreement(nan), of: try Self.pair(.identity), testCount: 9, maxNFA: 1) == nil)
    let horizon = PlaneTransform(xx: 1, xy: 0, x1: 0, yx: 0, yy: 1, y1: 0, px: -0.0105)
    let proof = try Self.proof(horizon)
    // The hull of the matched points takes the place of the corners.
    let points = proof.matches.map(\.target)
    #expect(!proof.quadrilateral.isEmpty && proof.quadrilateral.allSatisfy(points.contains))
    #expect(proof.box.x >= 0 && proof.box.x + proof.box.width <= 400)
  }

  @Test("the area of a region is what of it lies within the picture")
  func area() {
    #expect(PictureArea(nil, width: 64, height: 48) == PictureArea(x: -0.5, y: -0.5, width: 64, height: 48))
    let region = PictureRegion(x: 60, y: -10, width: 20, height: 30)
    #expect(
      PictureArea(region, width: 64, height: 48) == PictureArea(x: 59.5, y: -0.5, width: 4, height: 20))
  }
}
