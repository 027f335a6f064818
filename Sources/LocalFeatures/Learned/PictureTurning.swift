import CKernels
import Core
import Raster

/// A turn of a whole picture, and the way back. Networks are trained on upright pictures and describe each place as it stands; so what is asked
/// under a turn is shown to them turned.
struct PictureTurning {
  let turn: Turn
  let width, height: Int
  /// The size of the turned picture, which holds all of the picture; the corners between repeat its border.
  let turnedWidth, turnedHeight: Int
  private let map: SLAffineMap

  /// Of a picture of `width` × `height` pixels.
  init(_ turn: Turn, width: Int, height: Int) {
    (self.turn, self.width, self.height) = (turn, width, height)
    let (c, s) = (cosine(turn.angleInRadians), sine(turn.angleInRadians))
    let (wide, high) = (Double(width), Double(height))
    turnedWidth = max(1, Int((abs(c) * wide + abs(s) * high).rounded()))
    turnedHeight = max(1, Int((abs(s) * wide + abs(c) * high).rounded()))
    // T⁻¹ = mirror · turn back, about the middles of both pictures.
    let mirror: Double = turn.isMirrored ? -1 : 1
    let (middleX, middleY) = (Double(turnedWidth - 1) / 2, Double(turnedHeight - 1) / 2)
    map = SLAffineMap(
      x: Float((wide - 1) / 2 - mirror * (c * middleX + s * middleY)),
      y: Float((high - 1) / 2 - (c * middleY - s * middleX)), xx: Float(mirror * c), xy: Float(mirror * s),
      yx: Float(-s), yy: Float(c))
  }

  /// The plane of the picture, turned.
  func turned(_ plane: Plane) -> Plane {
    guard turn != .none else { return plane }
    // A line of pixels cannot be interpolated; nothing is found in it either way.
    guard width > 1, height > 1 else { return Plane(width: turnedWidth, height: turnedHeight) }
    return plane.warped(width: turnedWidth, height: turnedHeight, by: map)
  }

  /// A circle of the turned picture where it is in the picture itself, its "up" being that of the turned one; `nil` outside.
  func restored(_ region: LocalRegion) -> LocalRegion? {
    guard turn != .none else { return region }
    let x = map.x + map.xx * region.x + map.xy * region.y
    let y = map.y + map.yx * region.x + map.yy * region.y
    guard x >= -0.5, x < Float(width) - 0.5, y >= -0.5, y < Float(height) - 0.5 else { return nil }
    var restored = region.with(turn.upright(region.shape))
    (restored.x, restored.y) = (x, y)
    return restored
  }
}
