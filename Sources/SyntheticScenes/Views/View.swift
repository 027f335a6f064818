import Raster

/// A picture of an object together with the truth about it.
package struct View: Sendable {
  package let picture: ColourPicture
  /// From the object's pixels to the picture's.
  package let viewFromObject: Homography
  package let objectWidth: Int
  package let objectHeight: Int
  /// For each pixel whether something stands in front of it; empty if nothing stands anywhere.
  let occluded: [Bool]

  /// Where a point of the object is in the view, or `nil` if it is outside of the picture, not on the object,
  /// or something stands in front of it.
  package func visiblePoint(of objectPoint: Point) -> Point? {
    guard objectPoint.x >= -0.5, objectPoint.x <= Double(objectWidth) - 0.5, objectPoint.y >= -0.5,
      objectPoint.y <= Double(objectHeight) - 0.5, let point = viewFromObject.apply(to: objectPoint)
    else { return nil }
    let column = point.x.rounded()
    let row = point.y.rounded()
    guard column >= 0, row >= 0, column < Double(picture.width), row < Double(picture.height) else {
      return nil
    }
    if !occluded.isEmpty, occluded[Int(row) * picture.width + Int(column)] { return nil }
    return point
  }

  package func isVisible(_ objectPoint: Point) -> Bool { visiblePoint(of: objectPoint) != nil }

  /// The places of the object's four outer corners, clockwise from the top left; they may be outside of the
  /// picture.
  package var quadrilateral: [Point] {
    let (right, bottom) = (Double(objectWidth) - 0.5, Double(objectHeight) - 0.5)
    let corners = [
      Point(x: -0.5, y: -0.5), Point(x: right, y: -0.5), Point(x: right, y: bottom),
      Point(x: -0.5, y: bottom),
    ]
    return corners.compactMap(viewFromObject.apply(to:))
  }

  /// The smallest upright box around the object's visible extent, cut to the picture; `nil` if none of it is
  /// inside.
  package var box: (left: Double, top: Double, right: Double, bottom: Double)? {
    let corners = quadrilateral
    let left = max(-0.5, corners.map(\.x).min() ?? 0)
    let top = max(-0.5, corners.map(\.y).min() ?? 0)
    let right = min(Double(picture.width) - 0.5, corners.map(\.x).max() ?? 0)
    let bottom = min(Double(picture.height) - 0.5, corners.map(\.y).max() ?? 0)
    return left < right && top < bottom ? (left, top, right, bottom) : nil
  }
}

extension ColourPicture {
  /// Makes a view of this picture as an object. Fails only if a JPEG strength is asked for and cannot be
  /// given.
  package func view(_ options: ViewOptions) throws(RasterError) -> View {
    let (width, height) = (options.width ?? self.width, options.height ?? self.height)
    let viewFromObject = options.camera.viewFromObject(
      objectWidth: self.width, objectHeight: self.height, viewWidth: width, viewHeight: height)
    return try view(options, viewFromObject: viewFromObject)
  }

  /// The same with a map of the caller's own; the options' camera is not looked at.
  package func view(_ options: ViewOptions, viewFromObject: Homography) throws(RasterError) -> View {
    let (width, height) = (options.width ?? self.width, options.height ?? self.height)
    var canvas = options.background.canvas(width: width, height: height)
    var resampler = Resampler(object: self)
    resampler.draw(onto: &canvas, viewFromObject: viewFromObject)
    var occluded: [Bool] = []
    if options.occludedShare > 0 {
      occluded = Occlusion.cover(&canvas, share: min(0.9, options.occludedShare), seed: options.seed)
    }
    return View(
      picture: try canvas.photographed(options), viewFromObject: viewFromObject, objectWidth: self.width,
      objectHeight: self.height, occluded: occluded)
  }
}

extension ViewOptions.Background {
  fileprivate func canvas(width: Int, height: Int) -> Canvas {
    switch self {
    case .plain(let colour): return Canvas(width: width, height: height, filledWith: colour)
    case .scene(let scene): return Canvas(scene.picture(width: width, height: height))
    case .picture(let picture):
      precondition(
        picture.width == width && picture.height == height, "the background has another size than the view")
      return Canvas(picture)
    }
  }
}
