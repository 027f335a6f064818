import CKernels
import Core

/// The directions in which a region's gradients mostly point, so that a region described relative to them is the same after a
/// turn of the picture.
struct DominantOrientation {
  /// Directions at least this strong, relative to the strongest, count too.
  static let peakShare: Float = 0.7
  /// Directions at most for one region.
  static let mostPeaks = 3
  private static let binCount = 36

  /// The blur under which gradients are taken, in units of the region's scale.
  private static let blur: Float = 0.7

  /// The distance of the window's samples, in units of the region's scale.
  var spacing: Float = 0.6

  private let lattice = Lattice.window
  private let weights = Lattice.gaussianWeights(sigma: 2.7)

  /// Angles in the region's own frame, in radians from +x towards +y, strongest first; empty where nothing has a gradient.
  func angles(of shape: Shape, x: Float, y: Float, scale: Float, in space: ScaleSpace) -> [Float] {
    let source = space.source(forSigma: Self.blur * scale)
    let map = shape.scaled(by: spacing / source.step).map(x: x / source.step, y: y / source.step)
    let histogram = smoothed(self.histogram(of: source.plane, map))
    return peaks(of: histogram)
  }

  private func histogram(of plane: SLPlane, _ map: SLAffineMap) -> [Float] {
    let inner = weights.count
    var histogram = [Float](repeating: 0, count: Self.binCount)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: lattice.u.count + 2 * inner) { memory in
      guard let window = memory.baseAddress else { return }
      let directions = window + lattice.u.count
      let lengths = directions + inner
      kernels.sample(plane, map, lattice.u, lattice.v, lattice.u.count, window)
      kernels.windowGradients(window, weights, directions, lengths)
      let binsPerEighth = Float(Self.binCount) / 8
      for i in 0..<inner {
        let position = directions[i] * binsPerEighth
        let bin = min(Int(position), Self.binCount - 1)
        let share = position - Float(bin)
        histogram[bin] += lengths[i] * (1 - share)
        histogram[(bin + 1) % Self.binCount] += lengths[i] * share
      }
    }
    return histogram
  }

  /// Convolved with the binomial 1 4 6 4 1.
  private func smoothed(_ histogram: [Float]) -> [Float] {
    let n = Self.binCount
    return (0..<n).map { i in
      let near = histogram[(i + n - 1) % n] + histogram[(i + 1) % n]
      let far = histogram[(i + n - 2) % n] + histogram[(i + 2) % n]
      return (6 * histogram[i] + 4 * near + far) / 16
    }
  }

  private func peaks(of histogram: [Float]) -> [Float] {
    let n = Self.binCount
    guard let highest = histogram.max(), highest > 0 else { return [] }
    let bins = (0..<n).filter { i in
      histogram[i] >= Self.peakShare * highest && histogram[i] > histogram[(i + n - 1) % n]
        && histogram[i] >= histogram[(i + 1) % n]
    }
    let strongest = bins.sorted { (histogram[$0], $1) > (histogram[$1], $0) }.prefix(Self.mostPeaks)
    return strongest.map { i in
      let (before, after) = (histogram[(i + n - 1) % n], histogram[(i + 1) % n])
      let curvature = before - 2 * histogram[i] + after
      let offset = curvature < 0 ? 0.5 * (before - after) / curvature : 0
      return (Float(i) + offset) * 2 * .pi / Float(n)
    }
  }
}
