import CKernels
import Core
import Raster

/// What a detector seeks extrema of.
enum Response {
  case differenceOfGaussians
  case hessian
  case harris

  enum ScaleSelection {
    /// The response itself is extremal over scale.
    case response
    /// The scale-normalised Laplacian is.
    case laplacian
  }

  init(of detector: FeatureOptions.Detector) {
    switch detector {
    case .dog: self = .differenceOfGaussians
    case .hessianLaplace, .hessianAffine: self = .hessian
    case .harrisLaplace, .harrisAffine: self = .harris
    }
  }

  /// The weakest response that makes a point, for planes of 0…255: low, since the strongest are chosen afterwards.
  var threshold: Float {
    switch self {
    case .differenceOfGaussians: 0.4
    case .hessian: 5
    case .harris: 20
    }
  }

  var scaleSelection: ScaleSelection { self == .harris ? .laplacian : .response }
  var hasMinima: Bool { self != .harris }
  var rejectsEdges: Bool { self == .differenceOfGaussians }
  var extraPlanes: Int { self == .harris ? 6 : 0 }

  /// Levels of the scale space an octave that it needs for three levels with both neighbours.
  var levelCount: Int { ScaleSpace.levelsPerDoubling + (self == .differenceOfGaussians ? 3 : 2) }

  /// The response of a level, normalised so that a pattern answers alike at each scale.
  func compute(
    _ octave: ScaleSpace.Octave, level: Int, extra: [UnsafeMutablePointer<Float>],
    out: UnsafeMutablePointer<Float>
  ) {
    let sigma = ScaleSpace.sigma(ofLevel: Float(level))
    switch self {
    case .differenceOfGaussians:
      kernels.subtract(octave.levels[level + 1], octave.levels[level], octave.pixelCount, out)
    case .hessian:
      kernels.hessianDeterminant(octave.plane(level), sigma * sigma * sigma * sigma, out)
    case .harris:
      Self.harris(octave, level: level, sigma: sigma, extra: extra, out: out)
    }
  }

  /// Harris' measure with gradients at the level's own blur, gathered over a Gaussian of 0.6 times that. The usual 1.4 times
  /// answers at a larger scale than the one where the Laplacian chooses: fewer than half of the points are left, and they
  /// sit less exactly.
  private static func harris(
    _ octave: ScaleSpace.Octave, level: Int, sigma: Float, extra: [UnsafeMutablePointer<Float>],
    out: UnsafeMutablePointer<Float>
  ) {
    kernels.gradientProducts(octave.plane(level), extra[0], extra[1], extra[2])
    let taps = GaussianTaps(sigma: 0.6 * Double(sigma))
    for part in 0..<3 {
      let products = SLPlane(pixels: extra[part], width: Int32(octave.width), height: Int32(octave.height))
      blur(products, taps: taps, out: extra[part + 3])
    }
    let factor = sigma * sigma * sigma * sigma
    kernels.harrisMeasure(extra[3], extra[4], extra[5], octave.pixelCount, 0.05, factor, out)
  }
}
