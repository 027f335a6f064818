import CKernels
import Core

/// A sampled Gaussian, cut off where it no longer matters and normalised to sum to one.
///
/// Weights are computed in double precision and rounded once, so they are the same on every machine.
package struct GaussianTaps: Sendable {
  /// The weight of the centre, then of its neighbours at distance 1, 2, …
  package let weights: [Float]

  /// Cut off at 3.5 σ, where 0.05 % of the weight is left.
  package init(sigma: Double) {
    let radius = max(1, Int((3.5 * sigma).rounded(.up)))
    let raw = (0...radius).map { exponential(-Double($0 * $0) / (2 * sigma * sigma)) }
    let sum = raw[0] + 2 * raw.dropFirst().reduce(0, +)
    weights = raw.map { Float($0 / sum) }
  }

  package var radius: Int { weights.count - 1 }
}

extension Plane {
  /// The plane convolved with a Gaussian of standard deviation `sigma` pixels; beyond the border the border's
  /// pixels repeat. A `sigma` of 0 or less changes nothing.
  public func blurred(sigma: Double) -> Plane {
    guard sigma > 0 else { return self }
    let taps = GaussianTaps(sigma: sigma)
    let blurred = [Float](unsafeUninitializedCapacity: pixels.count) { buffer, count in
      guard let out = buffer.baseAddress else { return }
      withKernelPlane { blur($0, taps: taps, out: out) }
      count = pixels.count
    }
    return Plane(width: width, height: height, pixels: blurred)
  }

  /// Calls `body` with the plane as the kernels see it.
  package func withKernelPlane<R>(_ body: (SLPlane) -> R) -> R {
    pixels.withUnsafeBufferPointer {
      body(SLPlane(pixels: $0.baseAddress, width: Int32(width), height: Int32(height)))
    }
  }
}

/// Convolves `source` into `out`, which has room for as many pixels.
package func blur(_ source: SLPlane, taps: GaussianTaps, out: UnsafeMutablePointer<Float>) {
  let rowLength = Int(source.width) + 2 * taps.radius
  withUnsafeTemporaryAllocation(of: Float.self, capacity: rowLength) { scratch in
    kernels.blur(source, taps.weights, Int32(taps.radius), scratch.baseAddress, out)
  }
}
