import Raster

/// Draws a picture through a homography without aliasing.
///
/// A pixel of the view sees a parallelogram of the object, given by the map's derivatives. Its shorter extent
/// chooses the levels of the pyramid (two neighbouring ones, blended), its longer one the number of samples that
/// are laid along it: a strongly tilted object stays sharp in the direction that is not foreshortened.
struct Resampler {
  private let pyramid: Pyramid

  private static let maxTaps = 16

  init(object: ColourPicture) {
    pyramid = Pyramid(object)
  }

  /// What a pixel of the view sees, and how it is sampled.
  private struct Footprint {
    var level = 0
    /// The share of the next coarser level.
    var blend: Float = 0
    var taps = 1
    /// The longer axis in pixels of the object.
    var axisX: Float = 0
    var axisY: Float = 0
  }

  func draw(onto view: inout ColourPicture, viewFromObject: Homography) {
    guard let objectFromView = viewFromObject.inverse else { return }
    // The view's pixels in front of the horizon have the same sign of w as the object's middle.
    let m = objectFromView.elements
    let base = pyramid.levels[0]
    let middle = Point(x: Double(base.width) / 2, y: Double(base.height) / 2)
    let seen = viewFromObject.apply(to: middle) ?? Point(x: 0, y: 0)
    let sign: Double = m[6] * seen.x + m[7] * seen.y + m[8] < 0 ? -1 : 1
    let width = view.width
    let height = view.height
    view.bytes.withUnsafeMutableBufferPointer { bytes in
      for y in 0..<height {
        var footprint = Footprint()
        for x in 0..<width {
          let (vx, vy) = (Double(x), Double(y))
          let w = sign * (m[6] * vx + m[7] * vy + m[8])
          guard w > 1e-9 else { continue }
          let inverse = sign / w
          let u = (m[0] * vx + m[1] * vy + m[2]) * inverse
          let v = (m[3] * vx + m[4] * vy + m[5]) * inverse
          if x & 15 == 0 || x == 0 {
            let ahead = min(width - 1, x + 8)
            footprint = self.footprint(objectFromView: m, x: Double(ahead), y: vy)
          }
          let colour = sample(x: Float(u), y: Float(v), footprint)
          guard colour.w > 1e-4 else { continue }
          Self.blend(colour, into: bytes, at: 3 * (y * width + x))
        }
      }
    }
  }

  /// The footprint in the middle of a run of pixels, over which it hardly changes.
  private func footprint(objectFromView m: [Double], x: Double, y: Double) -> Footprint {
    let w = m[6] * x + m[7] * y + m[8]
    guard abs(w) > 1e-9 else { return Footprint() }
    let u = (m[0] * x + m[1] * y + m[2]) / w
    let v = (m[3] * x + m[4] * y + m[5]) / w
    let (ux, uy) = ((m[0] - u * m[6]) / w, (m[1] - u * m[7]) / w)
    let (vx, vy) = ((m[3] - v * m[6]) / w, (m[4] - v * m[7]) / w)
    // The axes of the ellipse that the unit circle becomes: eigenvectors of J·Jᵀ.
    let (a, b, d) = (ux * ux + uy * uy, ux * vx + uy * vy, vx * vx + vy * vy)
    let mean = (a + d) / 2
    let spread = (((a - d) / 2) * ((a - d) / 2) + b * b).squareRoot()
    let long = (mean + spread).squareRoot()
    let short = max(1e-6, mean - spread).squareRoot()
    var result = Footprint()
    let taps = max(1, min(Double(Self.maxTaps), (long / max(1, short) - 0.01).rounded(.up)))
    result.taps = Int(taps)
    if result.taps > 1 {
      // The eigenvector's longer form of the two, which is never zero.
      let (ex, ey) = a >= d ? (mean + spread - d, b) : (b, mean + spread - a)
      let length = (ex * ex + ey * ey).squareRoot()
      result.axisX = Float(ex / length * long)
      result.axisY = Float(ey / length * long)
    }
    var rest = max(1, max(short, long / taps))
    while rest >= 2, result.level < pyramid.levels.count - 1 {
      rest /= 2
      result.level += 1
    }
    // Linear in the size, which between 1 and 2 is near enough to the logarithm and needs no library.
    result.blend = result.level < pyramid.levels.count - 1 ? Float(min(1, rest - 1)) : 0
    if result.blend < 1e-3 { result.blend = 0 }
    return result
  }

  @inline(__always)
  private func sample(x: Float, y: Float, _ footprint: Footprint) -> SIMD4<Float> {
    let fine = sampleLevel(footprint.level, x: x, y: y, footprint)
    guard footprint.blend > 0 else { return fine }
    let coarse = sampleLevel(footprint.level + 1, x: x, y: y, footprint)
    return fine * (1 - footprint.blend) + coarse * footprint.blend
  }

  @inline(__always)
  private func sampleLevel(_ index: Int, x: Float, y: Float, _ footprint: Footprint) -> SIMD4<Float> {
    let level = pyramid.levels[index]
    let scale = 1 / Float(1 << index)
    return level.pixels.withUnsafeBufferPointer { source in
      guard footprint.taps > 1 else {
        return level.sample(source, x: (x + 0.5) * scale - 0.5, y: (y + 0.5) * scale - 0.5)
      }
      var sum = SIMD4<Float>.zero
      for tap in 0..<footprint.taps {
        let t = (Float(tap) + 0.5) / Float(footprint.taps) - 0.5
        let (px, py) = (x + footprint.axisX * t, y + footprint.axisY * t)
        sum += level.sample(source, x: (px + 0.5) * scale - 0.5, y: (py + 0.5) * scale - 0.5)
      }
      return sum / Float(footprint.taps)
    }
  }

  @inline(__always)
  private static func blend(
    _ colour: SIMD4<Float>, into bytes: UnsafeMutableBufferPointer<UInt8>, at index: Int
  ) {
    let rest = max(0, 1 - colour.w)
    func mixed(_ old: UInt8, _ new: Float) -> UInt8 {
      UInt8(truncatingIfNeeded: Int32(min(255, Float(old) * rest + new + 0.5)))
    }
    bytes[index] = mixed(bytes[index], colour.x)
    bytes[index + 1] = mixed(bytes[index + 1], colour.y)
    bytes[index + 2] = mixed(bytes[index + 2], colour.z)
  }
}
