import CKernels
import Core

/// The sample points of a square patch around the origin, row after row, padded to whole vectors.
struct Lattice: Sendable {
  let u, v: [Float]

  /// A patch of `pitch`² points, `spacing` apart, centred on the origin.
  init(pitch: Int, spacing: Float) {
    let lanes = Int(SL_LANES)
    let padded = (pitch * pitch + lanes - 1) / lanes * lanes
    let centre = Float(pitch - 1) / 2
    u = (0..<padded).map { $0 < pitch * pitch ? (Float($0 % pitch) - centre) * spacing : 0 }
    v = (0..<padded).map { $0 < pitch * pitch ? (Float($0 / pitch) - centre) * spacing : 0 }
  }

  /// The window of shape adaptation and of orientation, points one apart.
  static let window = Lattice(pitch: Int(SL_WINDOW_PITCH), spacing: 1)

  /// The patch that is described: its inner SL_PATCH_SIDE pixels just fill −1 … 1.
  static let patch = Lattice(pitch: Int(SL_PATCH_PITCH), spacing: 2 / Float(SL_PATCH_SIDE))

  /// Gaussian weights of the window's inner points, `sigma` in points.
  static func gaussianWeights(sigma: Double) -> [Float] {
    let side = Int(SL_WINDOW_SIDE)
    let centre = Double(side - 1) / 2
    return (0..<side * side).map {
      let (x, y) = (Double($0 % side) - centre, Double($0 / side) - centre)
      return Float(exponential(-(x * x + y * y) / (2 * sigma * sigma)))
    }
  }
}
