/// A projective map of one picture's plane to another's: points (x, y, 1) are multiplied with a matrix of 3 × 3 numbers
/// and divided by the third. Similarities and affine maps are those with 0, 0, 1 in the last row.
///
/// Variables say the direction: `targetFromQuery` takes points of the query to the target.
public struct PlaneTransform: Sendable, Equatable, Codable {
  /// Row by row.
  public let xx, xy, x1, yx, yy, y1, px, py, p1: Double

  public init(
    xx: Double, xy: Double, x1: Double, yx: Double, yy: Double, y1: Double, px: Double = 0, py: Double = 0,
    p1: Double = 1
  ) {
    self.xx = xx
    self.xy = xy
    self.x1 = x1
    self.yx = yx
    self.yy = yy
    self.y1 = y1
    self.px = px
    self.py = py
    self.p1 = p1
  }

  public static let identity = PlaneTransform(xx: 1, xy: 0, x1: 0, yx: 0, yy: 1, y1: 0)

  /// The nine numbers, row by row.
  public var rowMajor: [Double] { [xx, xy, x1, yx, yy, y1, px, py, p1] }

  public var isAffine: Bool { px == 0 && py == 0 }

  /// Where a point goes; `nil` when it goes to the horizon or beyond it.
  public func apply(x: Double, y: Double) -> (x: Double, y: Double)? {
    let depth = px * x + py * y + p1
    guard depth > 1e-9 else { return nil }
    return ((xx * x + xy * y + x1) / depth, (yx * x + yy * y + y1) / depth)
  }

  /// The determinant of the matrix; its sign says whether the map mirrors what it doesn't refuse.
  public var determinant: Double {
    xx * (yy * p1 - y1 * py) - xy * (yx * p1 - y1 * px) + x1 * (yx * py - yy * px)
  }

  /// The map back, normalised; `nil` for a map that flattens the plane, or takes its horizon through the origin.
  public var inverse: PlaneTransform? {
    let determinant = determinant
    guard determinant.isFinite, determinant != 0 else { return nil }
    // The matrix of cofactors gives depths of the sign of the determinant; what was seen has to stay before the horizon.
    let back = PlaneTransform(
      xx: yy * p1 - y1 * py, xy: x1 * py - xy * p1, x1: xy * y1 - x1 * yy,
      yx: y1 * px - yx * p1, yy: xx * p1 - x1 * px, y1: x1 * yx - xx * y1,
      px: yx * py - yy * px, py: xy * px - xx * py, p1: xx * yy - xy * yx)
    return back.divided(by: determinant < 0 ? -abs(back.p1) : abs(back.p1))
  }

  /// The same map with 1 as its last number, or −1 where the origin lies beyond the horizon: other signs would take what is seen for
  /// what is not. `nil` where the last number is 0 or none.
  public var normalised: PlaneTransform? { divided(by: abs(p1)) }

  private func divided(by number: Double) -> PlaneTransform? {
    guard number != 0, number.isFinite else { return nil }
    return PlaneTransform(
      xx: xx / number, xy: xy / number, x1: x1 / number, yx: yx / number, yy: yy / number, y1: y1 / number,
      px: px / number, py: py / number, p1: p1 / number)
  }

  /// First the right one, then the left one.
  public static func * (a: PlaneTransform, b: PlaneTransform) -> PlaneTransform {
    PlaneTransform(
      xx: a.xx * b.xx + a.xy * b.yx + a.x1 * b.px, xy: a.xx * b.xy + a.xy * b.yy + a.x1 * b.py,
      x1: a.xx * b.x1 + a.xy * b.y1 + a.x1 * b.p1,
      yx: a.yx * b.xx + a.yy * b.yx + a.y1 * b.px, yy: a.yx * b.xy + a.yy * b.yy + a.y1 * b.py,
      y1: a.yx * b.x1 + a.yy * b.y1 + a.y1 * b.p1,
      px: a.px * b.xx + a.py * b.yx + a.p1 * b.px, py: a.px * b.xy + a.py * b.yy + a.p1 * b.py,
      p1: a.px * b.x1 + a.py * b.y1 + a.p1 * b.p1)
  }
}
