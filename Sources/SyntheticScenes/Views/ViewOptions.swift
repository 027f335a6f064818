import Raster

/// How a view of an object is made. The order is that of a camera: geometry, what stands in front, light, blur,
/// noise, compression.
package struct ViewOptions: Sendable {
  /// What is seen beside the object.
  package enum Background: Sendable {
    case plain(Colour)
    case scene(Scene)
    /// A picture of the view's size.
    case picture(ColourPicture)
  }

  /// Changes of brightness. A value v of 0…1 becomes v^gamma · gain · (1 + gradient) + offset.
  package struct Light: Sendable, Hashable {
    package var gain = 1.0
    /// In levels of 0…255.
    package var offset = 0.0
    package var gamma = 1.0
    /// The gain's change from the middle to the right border and to the lower border: 0.3 is 30 % brighter there.
    package var gradientX = 0.0
    package var gradientY = 0.0

    package init() {}

    var isNeutral: Bool { self == Light() }
  }

  /// The view's size; that of the object if not given.
  package var width: Int?
  package var height: Int?
  package var camera = Camera()
  package var background = Background.plain(Colour(red: 128, green: 128, blue: 128))
  package var light = Light()
  /// The standard deviation of the Gaussian blur in pixels; 0 for none.
  package var blurSigma = 0.0
  /// The standard deviation of the noise in levels, independent in each pixel and channel.
  package var noiseSigma = 0.0
  /// The share of the view that other things stand in front of, 0 to 0.9.
  package var occludedShare = 0.0
  /// The strength of JPEG's compression, 100 (hardly any) to 1; `nil` for none.
  package var jpegQuality: Int?
  /// Decides on the noise and on what stands in front, and where.
  package var seed: UInt64 = 0

  package init() {}

  package init(camera: Camera) {
    self.camera = camera
  }
}
