import Testing

@testable import Verification

@Suite("maps that no view brings about") struct PlausibilityTests {
  private static func allows(
    _ xx: Float, _ xy: Float, _ yx: Float, _ yy: Float, mayMirror: Bool = true
  ) -> Bool {
    Plausibility.allows(
      AffineHypothesis(xx: xx, xy: xy, yx: yx, yy: yy, x1: 0, y1: 0), mayMirror: mayMirror)
  }

  private static func allows(
    _ map: PlaneTransform, around points: [(Double, Double)] = [(0, 0)], mirrors: Bool = false
  ) -> Bool {
    let points = points.map { LeastSquares.Point(x: $0.0, y: $0.1, toX: 0, toY: 0, weight: 1) }
    return Plausibility.allows(map, around: points, mirrors: mirrors)
  }

  private static func map(
    _ xx: Double, _ xy: Double, _ yx: Double, _ yy: Double, px: Double = 0, py: Double = 0
  ) -> PlaneTransform {
    PlaneTransform(xx: xx, xy: xy, x1: 0.3, yx: yx, yy: yy, y1: -0.2, px: px, py: py)
  }

  @Test("turns and scales up to ten are views, beyond they are not")
  func scales() {
    for scale: Float in [0.11, 0.5, 1, 3, 9.9] {
      #expect(Self.allows(scale, 0, 0, scale) && Self.allows(0, -scale, scale, 0), "\(scale)")
    }
    for scale: Float in [0, 1e-20, 0.09, 10.1, 1e15] {
      #expect(!Self.allows(scale, 0, 0, scale) && !Self.allows(0, -scale, scale, 0), "\(scale)")
    }
  }

  @Test("a circle becomes an ellipse of at most 6 : 1, in whatever direction")
  func stretch() {
    #expect(Self.allows(5.9, 0, 0, 1) && Self.allows(1, 0, 0, 5.9) && Self.allows(0, 1, -5.9, 0))
    #expect(!Self.allows(6.1, 0, 0, 1) && !Self.allows(1, 0, 0, 6.1) && !Self.allows(0, 1, -6.1, 0))
    // Turned by a cosine of 0.8: the stretch stays what it is.
    #expect(Self.allows(5.9 * 0.8, -0.6, 5.9 * 0.6, 0.8))
    #expect(!Self.allows(6.1 * 0.8, -0.6, 6.1 * 0.6, 0.8))
  }

  @Test("a mirrored map is one only where it may be")
  func mirrored() {
    #expect(Self.allows(-1, 0, 0, 1) && !Self.allows(-1, 0, 0, 1, mayMirror: false))
    #expect(Self.allows(-1, 0, 0, -1, mayMirror: false))
    #expect(Self.allows(Self.map(-1, 0, 0, 1), mirrors: true))
    #expect(!Self.allows(Self.map(-1, 0, 0, 1), mirrors: false))
    #expect(!Self.allows(Self.map(1, 0, 0, 1), mirrors: true))
  }

  @Test("collapsed maps and numbers that are none are no views")
  func broken() {
    #expect(!Self.allows(1, 1, 1, 1) && !Self.allows(0, 0, 0, 0))
    #expect(!Self.allows(.nan, 0, 0, 1) && !Self.allows(.infinity, 0, 0, 1))
    #expect(!Self.allows(Self.map(1, 1, 1, 1)) && !Self.allows(Self.map(.nan, 0, 0, 1)))
    #expect(!Self.allows(Self.map(1, 1, 1, 1), mirrors: true))
    #expect(!Self.allows(Self.map(1, 0, 0, 1, px: .nan)))
    #expect(!Self.allows(Self.map(1, 0, 0, 1, py: .infinity)))
  }

  @Test("affine maps are judged by the same limits as those of single correspondences")
  func affine() {
    #expect(Self.allows(Self.map(9.9, 0, 0, 9.9)) && !Self.allows(Self.map(10.1, 0, 0, 10.1)))
    #expect(Self.allows(Self.map(0.11, 0, 0, 0.11)) && !Self.allows(Self.map(0.09, 0, 0, 0.09)))
    #expect(Self.allows(Self.map(5.9, 0, 0, 1)) && !Self.allows(Self.map(6.1, 0, 0, 1)))
  }

  @Test("the first picture's corners stay clear of the horizon, and so do the points")
  func horizon() {
    // The depth at the corners is 1 ± (|px| + |py|) / 2.
    #expect(Self.allows(Self.map(1, 0, 0, 1, px: 1)) && Self.allows(Self.map(1, 0, 0, 1, px: 0.8, py: -0.8)))
    #expect(!Self.allows(Self.map(1, 0, 0, 1, px: 1.8)) && !Self.allows(Self.map(1, 0, 0, 1, px: 1, py: 1)))
    #expect(!Self.allows(Self.map(1, 0, 0, 1, py: -1.8)))
    #expect(!Self.allows(Self.map(1, 0, 0, 1, px: 1), around: [(0, 0), (-1.01, 0)]))
  }

  @Test("a homography is judged at its points: magnified out of all measure it is no view")
  func local() {
    // At (0.48, 0) the depth is 0.19: areas are 200 times as great there.
    let map = Self.map(1, 0, 0, 1, px: -1.68)
    #expect(Self.allows(map, around: [(0, 0), (-0.4, 0.1)]))
    #expect(!Self.allows(map, around: [(0, 0), (-0.4, 0.1), (0.48, 0)]))
  }

  @Test("points on a line, in a spot, or too few say nothing about a plane")
  func degenerate() {
    let line = (0..<20).map { (x: -0.4 + 0.04 * Double($0), y: 0.1 - 0.02 * Double($0)) }
    #expect(Plausibility.areDegenerate(line))
    #expect(Plausibility.areDegenerate(Array(repeating: (x: 0.2, y: 0.3), count: 50)))
    #expect(Plausibility.areDegenerate([]) && Plausibility.areDegenerate([(x: 0, y: 0), (x: 0.4, y: 0.1)]))
    #expect(!Plausibility.areDegenerate([(x: 0, y: 0), (x: 0.4, y: 0), (x: 0, y: 0.4)]))
  }

  @Test("the limits are deviations of 0.015 along and 0.006 across, in whatever direction")
  func extents() {
    // Four corners of a rectangle 2a × 2b: the deviations are a and b.
    func isDegenerate(_ a: Double, _ b: Double) -> Bool {
      let corners = [(a, b), (-a, b), (a, -b), (-a, -b)]
      let turned = corners.map { (x: 0.3 + 0.8 * $0.0 - 0.6 * $0.1, y: 0.2 + 0.6 * $0.0 + 0.8 * $0.1) }
      return Plausibility.areDegenerate(turned)
    }
    #expect(!isDegenerate(0.4, 0.0061) && isDegenerate(0.4, 0.0059))
    #expect(!isDegenerate(0.0061, 0.4) && isDegenerate(0.0059, 0.4))
    #expect(!isDegenerate(0.0151, 0.0149) && isDegenerate(0.0149, 0.0149))
  }
}
