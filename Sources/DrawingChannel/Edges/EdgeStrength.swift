import Raster

/// How much of an edge is at each pixel: the gradient's length, less what its surroundings have of it.
///
/// Texture has edges everywhere, a contour stands alone. Grigorescu, Petkov and Westenberg's surround inhibition takes from each
/// pixel's gradient a share of the mean gradient in a ring around it: positive parts of a difference of Gaussians. Here the
/// ring is a wide Gaussian less what a narrow one has of its middle, which needs two separable convolutions
/// instead of one of 50 × 50 taps.
struct EdgeStrength {
  /// The picture after its Gaussian.
  let smooth: Plane
  let dx: Plane
  let dy: Plane
  /// Lengths of gradients, in grey levels a pixel.
  let length: Plane
  /// The same after inhibition, at least 0.
  let inhibited: Plane

  /// The Gaussian that stands for the middle of the ring, in `sigma` of the options.
  private static let middle = 1.5
  /// The weight of a wide Gaussian (`surround` = 4) within 2.4 σ, where the ring is blank.
  private static let middleShare: Float = 0.17

  init(of plane: Plane, options: EdgeOptions) {
    smooth = plane.blurred(sigma: options.sigma)
    (dx, dy) = smooth.gradients()
    length = Self.lengths(dx, dy)
    guard options.inhibition > 0 else {
      inhibited = length
      return
    }
    inhibited = Self.inhibited(length, options)
  }

  private static func lengths(_ dx: Plane, _ dy: Plane) -> Plane {
    let pixels = [Float](unsafeUninitializedCapacity: dx.pixels.count) { buffer, count in
      dx.pixels.withUnsafeBufferPointer { dx in
        dy.pixels.withUnsafeBufferPointer { dy in
          for i in 0..<dx.count { buffer[i] = (dx[i] * dx[i] + dy[i] * dy[i]).squareRoot() }
        }
      }
      count = dx.pixels.count
    }
    return Plane(width: dx.width, height: dx.height, pixels: pixels)
  }

  private static func inhibited(_ length: Plane, _ options: EdgeOptions) -> Plane {
    let wide = length.blurred(sigma: options.surround * options.sigma)
    let narrow = length.blurred(sigma: middle * options.sigma)
    let scale = options.inhibition / (1 - middleShare)
    var result = length
    result.pixels.withUnsafeMutableBufferPointer { out in
      wide.pixels.withUnsafeBufferPointer { wide in
        narrow.pixels.withUnsafeBufferPointer { narrow in
          for i in 0..<out.count {
            let ring = max(0, wide[i] - middleShare * narrow[i])
            out[i] = max(0, out[i] - scale * ring)
          }
        }
      }
    }
    return result
  }
}
