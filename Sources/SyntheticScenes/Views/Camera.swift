import Raster

/// Where a plane object is seen from.
///
/// The camera looks at the object's middle from a distance of `distance` times the object's longer side and has
/// such a focal length that, at scale 1 and without tilt, a pixel of the object is a pixel of the view.
package struct Camera: Sendable, Hashable {
  /// The angle between the line of sight and the object's normal, 0 to 75.
  package var tiltInDegrees = 0.0
  /// The direction in the object's plane to which the camera has moved: 0 to the right, 90 down.
  package var tiltDirectionInDegrees = 0.0
  /// The turn of the picture in its own plane, clockwise as it is shown.
  package var rotationInDegrees = 0.0
  package var scale = 1.0
  /// The move of the object's middle from the middle of the view, in pixels.
  package var shiftX = 0.0
  package var shiftY = 0.0
  /// Small distances give strong perspective.
  package var distance = 2.0

  package init() {}

  package static func tilted(by degrees: Double, direction: Double = 0) -> Camera {
    var camera = Camera()
    camera.tiltInDegrees = degrees
    camera.tiltDirectionInDegrees = direction
    return camera
  }

  package static func rotated(by degrees: Double) -> Camera {
    var camera = Camera()
    camera.rotationInDegrees = degrees
    return camera
  }

  package static func scaled(by scale: Double) -> Camera {
    var camera = Camera()
    camera.scale = scale
    return camera
  }

  /// The map from the object's pixels to the view's. Without tilt, rotation, scale and shift, and with equal sizes,
  /// it is the identity.
  package func viewFromObject(
    objectWidth: Int, objectHeight: Int, viewWidth: Int, viewHeight: Int
  ) -> Homography {
    precondition(
      (0...75).contains(tiltInDegrees) && scale > 0, "the tilt is 0 to 75 degrees, the scale above 0")
    let degree = Double.pi / 180
    let toMiddle = Homography.translation(x: -Double(objectWidth - 1) / 2, y: -Double(objectHeight - 1) / 2)
    let (c, s) = cosineAndSine(tiltDirectionInDegrees * degree)
    let turn = Homography([c, s, 0, -s, c, 0, 0, 0, 1])
    let turnBack = Homography([c, -s, 0, s, c, 0, 0, 0, 1])
    // In turned coordinates the camera has moved towards +x: that side comes nearer and x is foreshortened.
    let focal = distance * Double(max(objectWidth, objectHeight))
    let (cosine, sine) = cosineAndSine(tiltInDegrees * degree)
    let tilt = Homography([cosine, 0, 0, 0, 1, 0, -sine / focal, 0, 1])
    let place = Homography.translation(
      x: Double(viewWidth - 1) / 2 + shiftX, y: Double(viewHeight - 1) / 2 + shiftY)
    let inPlane = Homography.similarity(scale: scale, angleInRadians: rotationInDegrees * degree)
    return place.after(inPlane).after(turnBack).after(tilt).after(turn).after(toMiddle)
  }
}
