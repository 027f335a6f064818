/// Maps that no view of a thing brings about, and agreements that are none.
enum Plausibility {
  /// Lengths grow or shrink by at most this factor, both in units of the pictures.
  private static let greatestScale = 10.0
  /// A disc becomes an ellipse with axes of at most this ratio: a plane seen at 80°.
  private static let greatestStretch = 6.0
  /// Of the first picture, in its units, and how near the horizon they may come: at the centre the depth is about 1.
  private static let corners = [(x: -0.5, y: -0.5), (x: 0.5, y: -0.5), (x: -0.5, y: 0.5), (x: 0.5, y: 0.5)]
  private static let leastDepth = 0.15

  static func allows(_ map: AffineHypothesis, mayMirror: Bool) -> Bool {
    allows(Double(map.xx), Double(map.xy), Double(map.yx), Double(map.yy), mayMirror: mayMirror)
  }

  private static func allows(
    _ xx: Double, _ xy: Double, _ yx: Double, _ yy: Double, mayMirror: Bool
  ) -> Bool {
    let determinant = xx * yy - xy * yx
    guard determinant > 0 || mayMirror else { return false }
    let area = abs(determinant)
    guard area <= greatestScale * greatestScale, area * greatestScale * greatestScale >= 1 else {
      return false
    }
    // σ₁² + σ₂² is the sum of squares, σ₁ σ₂ the determinant: bounds their ratio.
    let squares = xx * xx + xy * xy + yx * yx + yy * yy
    return squares <= (greatestStretch + 1 / greatestStretch) * area
  }

  /// Whether a map could be a view, wherever the first picture's corners and the inliers are; `mirrors` says which way round it
  /// has to be.
  static func allows(_ map: PlaneTransform, around points: [LeastSquares.Point], mirrors: Bool) -> Bool {
    guard !map.isAffine else { return allows(map, atX: 0, y: 0, mirrors: mirrors) }
    return points.allSatisfy { allows(map, atX: $0.x, y: $0.y, mirrors: mirrors) }
      && corners.allSatisfy { map.px * $0.x + map.py * $0.y + map.p1 > leastDepth }
  }

  /// The affine map that is nearest at a point.
  private static func allows(_ map: PlaneTransform, atX x: Double, y: Double, mirrors: Bool) -> Bool {
    let depth = map.px * x + map.py * y + map.p1
    guard depth > 1e-6, let there = map.apply(x: x, y: y) else { return false }
    let (xx, xy) = ((map.xx - there.x * map.px) / depth, (map.xy - there.x * map.py) / depth)
    let (yx, yy) = ((map.yx - there.y * map.px) / depth, (map.yy - there.y * map.py) / depth)
    guard (xx * yy - xy * yx < 0) == mirrors else { return false }
    return allows(xx, xy, yx, yy, mayMirror: true)
  }

  /// Whether points lie on one line or in one spot, in units of their picture: then they say nothing about a plane.
  static func areDegenerate(_ points: [(x: Double, y: Double)]) -> Bool {
    guard points.count >= 3 else { return true }
    let n = Double(points.count)
    let (meanX, meanY) = (points.reduce(0) { $0 + $1.x } / n, points.reduce(0) { $0 + $1.y } / n)
    var (p, q, r) = (0.0, 0.0, 0.0)
    for point in points {
      let (dx, dy) = (point.x - meanX, point.y - meanY)
      p += dx * dx / n
      q += dx * dy / n
      r += dy * dy / n
    }
    let spread = ((p - r) / 2 * (p - r) / 2 + q * q).squareRoot()
    let (greater, less) = ((p + r) / 2 + spread, max(0, (p + r) / 2 - spread))
    return greater < leastExtent * leastExtent || less < leastBreadth * leastBreadth
  }

  /// Standard deviations along and across the direction of most spread.
  private static let leastExtent = 0.015
  private static let leastBreadth = 0.006
}
