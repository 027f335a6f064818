import Raster

/// Test sequences for measuring detectors: one reference picture and views of it that change in one respect.
///
/// The object reaches half a picture beyond the reference on all sides together, so that most views are filled
/// by it; beyond that another scene is seen.
package struct TestSequence: Sendable {
  package enum Change: String, Sendable, CaseIterable {
    /// Angle of view in degrees.
    case viewpoint
    /// How many times smaller the object is.
    case scale
    /// Turn in degrees.
    case rotation
    /// Standard deviation of the blur in pixels.
    case blur
    /// Quality of JPEG.
    case jpeg
    /// Gain; each with a gradient across the picture.
    case light
    /// Standard deviation of the noise in levels.
    case noise

    package var parameters: [Double] {
      switch self {
      case .viewpoint: [0, 10, 20, 30, 40, 50, 60]
      case .scale: [1, 1.4, 2, 2.8, 4]
      case .rotation: Array(stride(from: 0, through: 90, by: 15)) + [120, 150, 180]
      case .blur: [0, 1, 2, 3, 4, 5]
      case .jpeg: [100, 80, 60, 40, 30, 20, 10]
      case .light: [1, 0.8, 0.6, 0.45, 0.3, 1.4]
      case .noise: [0, 5, 10, 15, 20, 30]
      }
    }
  }

  package let scene: Scene
  package let change: Change
  package let width: Int
  package let height: Int

  package init(of scene: Scene, change: Change, width: Int = 800, height: Int = 600) {
    self.scene = scene
    self.change = change
    self.width = width
    self.height = height
  }

  /// A view and the map from the reference picture to it.
  package struct Item: Sendable {
    package let parameter: Double
    package let view: View
    package let viewFromReference: Homography
  }

  /// The reference picture and the views in the order of `change.parameters`. The first view differs from the reference by
  /// a few pixels of shift at most.
  package func pictures() throws(RasterError) -> (reference: ColourPicture, items: [Item]) {
    let object = scene.picture(width: width * 3 / 2, height: height * 3 / 2)
    let reference = try object.view(options())
    let referenceToObject = reference.viewFromObject.inverse ?? .identity
    var items: [Item] = []
    for parameter in change.parameters {
      let view = try object.view(options(parameter: parameter))
      items.append(
        Item(
          parameter: parameter, view: view,
          viewFromReference: view.viewFromObject.after(referenceToObject).normalised))
    }
    return (reference.picture, items)
  }

  /// The middle of the object at full size.
  private func options() -> ViewOptions {
    var options = ViewOptions()
    options.width = width
    options.height = height
    options.seed = scene.seed
    // Shifts that make up for odd and even sizes, so that the reference's pixels are the object's.
    options.camera.shiftX = (width * 3 / 2 - width).isMultiple(of: 2) ? 0 : 0.5
    options.camera.shiftY = (height * 3 / 2 - height).isMultiple(of: 2) ? 0 : 0.5
    options.background = .scene(Scene(kind: .foliage, seed: Hashing.combined(scene.seed, 0xBAC)))
    return options
  }

  private func options(parameter: Double) -> ViewOptions {
    var options = options()
    let direction = Double(Hashing.combined(scene.seed, 0xD1) % 360)
    switch change {
    case .viewpoint:
      options.camera.tiltInDegrees = parameter
      options.camera.tiltDirectionInDegrees = direction
    case .scale: options.camera.scale = 1 / parameter
    case .rotation: options.camera.rotationInDegrees = parameter
    case .blur: options.blurSigma = parameter
    case .jpeg: options.jpegQuality = Int(parameter)
    case .light:
      options.light.gain = parameter
      options.light.gradientX = parameter == 1 ? 0 : 0.2
      options.light.gamma = parameter == 1 ? 1 : 1.15
    case .noise: options.noiseSigma = parameter
    }
    return options
  }
}
