import Core

/// A way of looking at a picture: turned, and perhaps in a mirror. Describing the same points under several turns lets an
/// upright collection answer a query that was turned.
public struct Turn: Sendable, Hashable {
  /// The picture is turned by this angle, from +x towards +y (clockwise as seen, since y points down), after mirroring.
  public var angleInRadians: Double
  /// Left and right are exchanged.
  public var isMirrored: Bool

  public init(angleInRadians: Double = 0, isMirrored: Bool = false) {
    self.angleInRadians = angleInRadians
    self.isMirrored = isMirrored
  }

  /// The picture as it is.
  public static let none = Turn()

  /// `count` turns evenly spread over a full one, the first being none.
  public static func evenly(_ count: Int, mirrored: Bool = false) -> [Turn] {
    (0..<count).map { Turn(angleInRadians: 2 * .pi * Double($0) / Double(count), isMirrored: mirrored) }
  }
}

extension Turn {
  /// The shape's ellipse with the orientation that is upright in the turned picture, in the coordinates of the picture as it
  /// is: T⁻¹ · upright(T · shape), T being the turn. A mirrored one has a negative determinant.
  func upright(_ shape: Shape) -> Shape {
    if self == .none { return shape.upright }
    let c = Float(cosine(angleInRadians))
    let s = Float(sine(angleInRadians))
    let mirror: Float = isMirrored ? -1 : 1
    let turn = Shape(xx: c * mirror, xy: -s, yx: s * mirror, yy: c)
    let inverse = Shape(xx: c * mirror, xy: s * mirror, yx: -s, yy: c)
    var seen = turn.multiplied(by: shape)
    // An ellipse is the same when its matrix is mirrored on the right; the determinant must be positive to stand upright.
    if isMirrored { seen = Shape(xx: -seen.xx, xy: seen.xy, yx: -seen.yx, yy: seen.yy) }
    return inverse.multiplied(by: seen.upright)
  }
}
