/// Where a feature is in its picture and how its region is shaped: the map u ↦ (x, y) + S u of the unit disc, with
/// S = (xx xy; yx yy). (0, 0) is the centre of the picture's top left pixel, y points down, and S (0, −1) is the
/// region's own "up". An upright region has xy = 0; one of a mirrored picture has a negative determinant.
package struct LocalFrame: Sendable, Equatable {
  package var x, y: Float
  package var xx, xy, yx, yy: Float

  package init(x: Float, y: Float, xx: Float, xy: Float, yx: Float, yy: Float) {
    self.x = x
    self.y = y
    self.xx = xx
    self.xy = xy
    self.yx = yx
    self.yy = yy
  }

  package var determinant: Float { xx * yy - xy * yx }
}
