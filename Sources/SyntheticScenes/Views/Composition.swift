import Core
import Raster

/// A picture full of other things in which one known object stands at a known place.
package struct Composition: Sendable {
  /// Where and how the object stands.
  package struct Placement: Sendable, Hashable {
    /// The object's middle, as shares of the picture's width and height.
    package var centreX = 0.5
    package var centreY = 0.5
    /// The share of the picture's area that the object covers before tilt; parts may be outside of the
    /// picture.
    package var areaShare = 0.2
    package var rotationInDegrees = 0.0
    package var tiltInDegrees = 0.0
    package var tiltDirectionInDegrees = 0.0

    package init() {}
  }

  /// A ground with `count` other objects pasted on it, turned and reduced.
  package static func clutter(width: Int, height: Int, count: Int, seed: UInt64) -> ColourPicture {
    var random = SeededGenerator(seed: Hashing.combined(seed, 0xC1))
    let ground = Scene(kind: random.pick(SceneKind.allCases), seed: random.next())
    var canvas = Canvas(ground.picture(width: width, height: height))
    for _ in 0..<count {
      let size = random.uniform(0.2, 0.5)
      let (w, h) = (max(8, Int(Double(width) * size)), max(8, Int(Double(height) * size)))
      let object = Scene(kind: random.pick(SceneKind.allCases), seed: random.next()).picture(
        width: w, height: h)
      var camera = Camera.rotated(by: random.uniform(-30, 30))
      camera.shiftX = random.uniform(-0.5, 0.5) * Double(width)
      camera.shiftY = random.uniform(-0.5, 0.5) * Double(height)
      let place = camera.viewFromObject(objectWidth: w, objectHeight: h, viewWidth: width, viewHeight: height)
      var resampler = Resampler(object: object)
      resampler.draw(onto: &canvas, viewFromObject: place)
    }
    return canvas.picture
  }

  /// Sets the object into `ground`; the view's quadrilateral and box say where it is. The other options
  /// (light, noise, …) are applied to the whole.
  package static func plant(
    _ object: ColourPicture, into ground: ColourPicture, _ placement: Placement,
    options: ViewOptions = ViewOptions()
  ) throws(RasterError) -> View {
    precondition(placement.areaShare > 0, "the object must cover something")
    let (width, height) = (Double(ground.width), Double(ground.height))
    var options = options
    options.width = ground.width
    options.height = ground.height
    options.background = .picture(ground)
    options.camera = Camera.tilted(by: placement.tiltInDegrees, direction: placement.tiltDirectionInDegrees)
    options.camera.rotationInDegrees = placement.rotationInDegrees
    options.camera.scale =
      (placement.areaShare * width * height / Double(object.width * object.height)).squareRoot()
    options.camera.shiftX = (placement.centreX - 0.5) * (width - 1)
    options.camera.shiftY = (placement.centreY - 0.5) * (height - 1)
    return try object.view(options)
  }
}
