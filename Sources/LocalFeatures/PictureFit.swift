import Raster

/// A picture fitted to the longest side that features are sought in, and the way between its pixels and the original's.
struct PictureFit {
  let plane: Plane
  let originalWidth: Int
  let originalHeight: Int

  init(_ picture: GreyPicture, maxSide: Int) {
    originalWidth = picture.originalWidth
    originalHeight = picture.originalHeight
    plane = picture.plane.reduced(toSide: maxSide)
  }

  private var scaleX: Float { Float(originalWidth) / Float(plane.width) }
  private var scaleY: Float { Float(originalHeight) / Float(plane.height) }

  /// Pixel centres are whole numbers, so borders lie at −½: x + ½ is what scales.
  func toOriginal(_ region: LocalRegion) -> LocalRegion {
    LocalRegion(
      x: (region.x + 0.5) * scaleX - 0.5, y: (region.y + 0.5) * scaleY - 0.5, xx: region.xx * scaleX,
      xy: region.xy * scaleX, yx: region.yx * scaleY, yy: region.yy * scaleY, strength: region.strength)
  }

  func toPlane(_ region: LocalRegion) -> LocalRegion {
    LocalRegion(
      x: (region.x + 0.5) / scaleX - 0.5, y: (region.y + 0.5) / scaleY - 0.5, xx: region.xx / scaleX,
      xy: region.xy / scaleX, yx: region.yx / scaleY, yy: region.yy / scaleY, strength: region.strength)
  }
}

extension LocalRegion {
  var shape: Shape { Shape(xx: xx, xy: xy, yx: yx, yy: yy) }

  /// The same place in another shape.
  func with(_ shape: Shape) -> LocalRegion {
    LocalRegion(x: x, y: y, xx: shape.xx, xy: shape.xy, yx: shape.yx, yy: shape.yy, strength: strength)
  }
}
