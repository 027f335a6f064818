import Raster

extension LineDrawing {
  /// Black lines on white, to look at or for a network.
  package var picture: Plane {
    var plane = Plane(width: width, height: height, filledWith: 255)
    for point in points { plane[Int(point.x), Int(point.y)] = 0 }
    return plane
  }
}
