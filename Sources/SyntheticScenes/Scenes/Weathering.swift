import Core
import Raster

/// What time does to a surface: uneven brightness at all sizes, which also makes equal elements differ.
extension Canvas {
  /// Adds `levels` times the noise to the brightness of every pixel.
  mutating func weather(with noise: Plane, levels: Float) {
    precondition(noise.width == width && noise.height == height, "noise of another size")
    withPixels { pixels in
      noise.pixels.withUnsafeBufferPointer { noise in
        for index in noise.indices {
          pixels[index] = pixels[index].lightened(by: nearestInteger(noise[index] * levels))
        }
      }
    }
  }

  /// Lets `colour` show through where the noise is above `threshold`, entirely from `threshold + softness`
  /// on.
  mutating func stain(
    with noise: Plane, above threshold: Float, softness: Float, colour: Colour, opacity: Float
  ) {
    precondition(noise.width == width && noise.height == height, "noise of another size")
    let stain = Pixel(colour)
    let slope = 1 / softness
    withPixels { pixels in
      noise.pixels.withUnsafeBufferPointer { noise in
        for index in noise.indices {
          let depth = (noise[index] - threshold) * slope
          let share = opacity * min(1, max(0, depth))
          pixels[index] = pixels[index].mixed(with: stain, weight: Pixel.weight(ofShare: share))
        }
      }
    }
  }
}

/// A scale of colours for values between 0 and 1, with 256 steps.
struct ColourRamp {
  private let pixels: [Pixel]

  /// - Parameter stops: at least two colours, evenly spaced from 0 to 1.
  init(_ stops: [Colour]) {
    precondition(stops.count > 1, "a ramp needs two ends")
    pixels = (0..<256).map { step in
      let position = Double(step) / 255 * Double(stops.count - 1)
      let index = min(stops.count - 2, Int(position))
      return Pixel(stops[index].mixed(with: stops[index + 1], share: position - Double(index)))
    }
  }

  /// The values of a plane as colours: 0 is the ramp's middle, `range` lies between its ends.
  func canvas(of plane: Plane, range: Float) -> Canvas {
    let scale = 255 / range
    var canvas = Canvas(width: plane.width, height: plane.height)
    canvas.withPixels { target in
      plane.pixels.withUnsafeBufferPointer { values in
        self.pixels.withUnsafeBufferPointer { ramp in
          for index in values.indices {
            let step = max(0, min(255, values[index] * scale + 127.5))
            target[index] = ramp[Int(nearestInteger(step))]
          }
        }
      }
    }
    return canvas
  }
}
