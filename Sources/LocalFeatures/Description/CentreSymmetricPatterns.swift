import CKernels
import Core

/// CS-LBP (Heikkilä, Pietikäinen & Schmid 2009): histograms of centre-symmetric binary patterns over 4 × 4 cells.
///
/// Each pixel compares the four pairs of neighbours that face each other across it; the four answers are one of sixteen
/// patterns. Only the sign of a difference counts, so the descriptor holds under any change of light that keeps the order
/// of greys. 4 × 4 × 16 = 256 bytes; the row has length one, no part above 0.2, times 512.
struct CentreSymmetricPatterns: PatchDescriptor {
  static let dimension = 256
  private static let patterns = 16
  /// A difference counts when it is above this share of the patch's range of greys: flat places then all give one pattern.
  private static let sensitivity: Float = 0.01

  private let window = PatchCells.window(side: Int(SL_PATCH_SIDE), sigma: 1)
  private let cellWeights = PatchCells.weights(side: Int(SL_PATCH_SIDE))

  var dimension: Int { Self.dimension }

  func describe(_ patch: UnsafePointer<Float>, into row: UnsafeMutablePointer<UInt8>) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: Self.dimension) { histogram in
      histogram.initialize(repeating: 0)
      fill(histogram, from: patch)
      Self.write(histogram, to: row)
    }
  }

  private func fill(_ histogram: UnsafeMutableBufferPointer<Float>, from patch: UnsafePointer<Float>) {
    let (side, pitch) = (Int(SL_PATCH_SIDE), Int(SL_PATCH_PITCH))
    let threshold = Self.threshold(of: patch)
    for y in 0..<side {
      for x in 0..<side {
        let at = patch + (y + 1) * pitch + x + 1
        let code = Self.pattern(at, pitch: pitch, threshold: threshold)
        add(code, weight: window[y * side + x], x: x, y: y, to: histogram)
      }
    }
  }

  /// Shares a pixel's weight among the cells around it.
  private func add(
    _ code: Int, weight: Float, x: Int, y: Int, to histogram: UnsafeMutableBufferPointer<Float>
  ) {
    let (side, cells) = (Int(SL_PATCH_SIDE), PatchCells.perSide)
    for row in 0..<cells {
      let inRow = cellWeights[row * side + y] * weight
      guard inRow > 0 else { continue }
      for column in 0..<cells {
        histogram[(row * cells + column) * Self.patterns + code] += inRow * cellWeights[column * side + x]
      }
    }
  }

  private static func pattern(_ at: UnsafePointer<Float>, pitch: Int, threshold: Float) -> Int {
    (at[1] - at[-1] > threshold ? 1 : 0) | (at[pitch + 1] - at[-pitch - 1] > threshold ? 2 : 0)
      | (at[pitch] - at[-pitch] > threshold ? 4 : 0) | (at[pitch - 1] - at[-pitch + 1] > threshold ? 8 : 0)
  }

  private static func threshold(of patch: UnsafePointer<Float>) -> Float {
    var (lowest, highest) = (patch[0], patch[0])
    for i in 1..<Int(SL_PATCH_PITCH * SL_PATCH_PITCH) {
      lowest = min(lowest, patch[i])
      highest = max(highest, patch[i])
    }
    return sensitivity * (highest - lowest)
  }

  private static func write(
    _ histogram: UnsafeMutableBufferPointer<Float>, to row: UnsafeMutablePointer<UInt8>
  ) {
    let limit = 0.2 * length(histogram)
    for i in 0..<dimension { histogram[i] = min(histogram[i], limit) }
    let clipped = length(histogram)
    for i in 0..<dimension { row[i] = UInt8(min(255, histogram[i] / clipped * 512 + 0.5)) }
  }

  private static func length(_ histogram: UnsafeMutableBufferPointer<Float>) -> Float {
    var sum: Float = 0
    for value in histogram { sum += value * value }
    return sum.squareRoot()
  }
}
