import CKernels
import Core

/// e^(−x/2).
func gaussian(_ x: Double) -> Double { exponential(-x / 2) }

/// SIFT (Lowe 2004) and RootSIFT (Arandjelović & Zisserman 2012): histograms of gradient directions over 4 × 4 cells.
///
/// SIFT's row has length one, no part above 0.2, so that one strong edge doesn't drown the rest. RootSIFT takes the square
/// root of that row over its sum: the Euclidean distance of two roots is the Hellinger distance of the histograms. Both are
/// written as bytes times 512, clipped at 255.
struct GradientHistograms: PatchDescriptor {
  enum Normalisation: Sendable {
    case length
    case squareRoot
  }

  static let dimension = 128
  private static let byteScale: Float = 512

  let normalisation: Normalisation
  private let window = PatchCells.window(side: Int(SL_PATCH_SIDE), sigma: 1)
  private let cellWeights = PatchCells.weights(side: Int(SL_PATCH_SIDE))

  init(normalisation: Normalisation) {
    self.normalisation = normalisation
  }

  var dimension: Int { Self.dimension }

  func describe(_ patch: UnsafePointer<Float>, into row: UnsafeMutablePointer<UInt8>) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: Self.dimension) { memory in
      guard let histogram = memory.baseAddress else { return }
      window.withUnsafeBufferPointer { window in
        cellWeights.withUnsafeBufferPointer { cells in
          let pooling = SLPooling(window: window.baseAddress, cellWeights: cells.baseAddress)
          kernels.poolGradients(patch, pooling, histogram)
        }
      }
      let factor = normalise(histogram)
      for i in 0..<Self.dimension { row[i] = Self.byte(finished(histogram[i] * factor)) }
    }
  }

  /// Clips the histogram; returns what its parts are to be multiplied by.
  private func normalise(_ histogram: UnsafeMutablePointer<Float>) -> Float {
    let length = squares(histogram).squareRoot()
    guard length > 1e-6 else { return 0 }
    let limit = 0.2 * length
    for i in 0..<Self.dimension { histogram[i] = min(histogram[i], limit) }
    switch normalisation {
    case .length: return 1 / squares(histogram).squareRoot()
    case .squareRoot:
      var sum: Float = 0
      for i in 0..<Self.dimension { sum += histogram[i] }
      return 1 / sum
    }
  }

  private func finished(_ value: Float) -> Float {
    normalisation == .squareRoot ? value.squareRoot() : value
  }

  private func squares(_ histogram: UnsafeMutablePointer<Float>) -> Float {
    var sum: Float = 0
    for i in 0..<Self.dimension { sum += histogram[i] * histogram[i] }
    return sum
  }

  private static func byte(_ value: Float) -> UInt8 {
    UInt8(min(255, value * byteScale + 0.5))
  }
}
