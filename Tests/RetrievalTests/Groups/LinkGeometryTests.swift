import Testing

@testable import Retrieval
@testable import Verification

@Suite("Near-copies and other views") struct LinkGeometryTests {
  private static let size = (width: 400, height: 300)

  /// The geometry of a map between pictures of 400 × 300 pixels, whose points are off by `noise` pixels to the right.
  private func geometry(_ map: PlaneTransform, noise: Double = 0) throws -> LinkGeometry {
    var correspondences: [Correspondence] = []
    for place in 0..<48 {
      let (x, y) = (25 + 50 * Double(place % 8), 25 + 50 * Double(place / 8))
      let target = try #require(map.apply(x: x, y: y))
      correspondences.append(
        Correspondence(
          firstFeature: UInt32(place), secondFeature: UInt32(place), first: Self.frame(x, y),
          second: Self.frame(target.x + noise, target.y), closeness: 1))
    }
    let area = PictureArea(width: Self.size.width, height: Self.size.height)
    let agreement = Agreement(
      model: .homography, secondFromFirst: map, inliers: Array(0..<48), effectiveInlierCount: 40,
      evidence: 40, logChance: -40)
    let pair = PicturePair(first: area, second: area, correspondences: correspondences)
    let proof = try #require(Proof(agreement, of: pair, testCount: 10, maxNFA: 1e-3))
    return LinkGeometry(proof, query: Self.size, target: Self.size)
  }

  private static func frame(_ x: Double, _ y: Double) -> LocalFrame {
    LocalFrame(x: Float(x), y: Float(y), xx: 3, xy: 0, yx: 0, yy: 3)
  }

  private func scale(_ x: Double, _ y: Double, by factors: (Double, Double) = (1, 1)) -> PlaneTransform {
    PlaneTransform(xx: factors.0, xy: 0, x1: x, yx: 0, yy: factors.1, y1: y)
  }

  @Test("the same picture is a copy, when enough features have found their like")
  func same() throws {
    let geometry = try geometry(.identity)
    #expect(geometry.overlapOfQuery == 1 && geometry.overlapOfTarget == 1 && geometry.distortion < 1e-12)
    #expect(geometry.medianResidual < 1e-6)
    #expect(geometry.kind(matchedShare: 0.5) == .copy && geometry.kind(matchedShare: 0.2) == .scene)
  }

  @Test("what is cut off or moved out of sight counts on both sides")
  func overlap() throws {
    let moved = try geometry(scale(40, 0))
    #expect(abs(moved.overlapOfQuery - 0.9) < 1e-9 && abs(moved.overlapOfTarget - 0.9) < 1e-9)
    #expect(moved.kind(matchedShare: 0.5) == .copy)
    #expect(try geometry(scale(100, 0)).kind(matchedShare: 0.5) == .scene)
    // The whole query in the middle quarter of the target: all of one, little of the other.
    let within = try geometry(scale(100, 75, by: (0.5, 0.5)))
    #expect(within.overlapOfQuery > 0.999 && abs(within.overlapOfTarget - 0.25) < 1e-9)
    #expect(within.kind(matchedShare: 0.5) == .scene)
  }

  @Test("another aspect is a copy; slant, shear and loose points are not")
  func shapes() throws {
    let wide = try geometry(scale(0, 15, by: (1, 0.9)))
    #expect(wide.distortion < 1e-9 && wide.kind(matchedShare: 0.5) == .copy)
    let sheared = try geometry(PlaneTransform(xx: 1, xy: 0.05, x1: -8, yx: 0, yy: 1, y1: 0))
    #expect(abs(sheared.distortion - 0.05) < 1e-3 && sheared.kind(matchedShare: 0.5) == .scene)
    let slanted = try geometry(
      PlaneTransform(xx: 1, xy: 0, x1: 0, yx: 0, yy: 1, y1: 0, px: 2e-4))
    #expect(slanted.distortion > 0.02 && slanted.kind(matchedShare: 0.5) == .scene)
    // A picture's size is 346 pixels: the root of its area.
    let loose = try geometry(.identity, noise: 2)
    #expect(abs(loose.medianResidual - 2 / 346.4) < 1e-4 && loose.kind(matchedShare: 0.5) == .scene)
  }

  @Test("a copy may be turned or mirrored")
  func turned() throws {
    let half = PlaneTransform(xx: -1, xy: 0, x1: 399, yx: 0, yy: -1, y1: 299)
    let mirror = PlaneTransform(xx: -1, xy: 0, x1: 399, yx: 0, yy: 1, y1: 0)
    for map in [half, mirror] { #expect(try geometry(map).kind(matchedShare: 0.5) == .copy) }
  }
}
