import Core
import Raster

/// What time does to a surface: uneven brightness at all sizes, which also makes equal elements differ.
extension ColourPicture {
  /// Adds `levels` times the noise to the brightness of every pixel.
  mutating func weather(with noise: Plane, levels: Float) {
    precondition(noise.width == width && noise.height == height, "noise of another size")
    bytes.withUnsafeMutableBufferPointer { bytes in
      noise.pixels.withUnsafeBufferPointer { noise in
        for pixel in 0..<noise.count {
          let change = Int32(noise[pixel] * levels)
          for index in 3 * pixel..<3 * pixel + 3 {
            bytes[index] = UInt8(truncatingIfNeeded: max(0, min(255, Int32(bytes[index]) &+ change)))
          }
        }
      }
    }
  }

  /// Lets `colour` show through where the noise is above `threshold`, entirely from `threshold + softness` on.
  mutating func stain(
    with noise: Plane, above threshold: Float, softness: Float, colour: Colour, opacity: Float
  ) {
    precondition(noise.width == width && noise.height == height, "noise of another size")
    let parts = [Float(colour.red), Float(colour.green), Float(colour.blue)]
    bytes.withUnsafeMutableBufferPointer { bytes in
      for pixel in noise.pixels.indices where noise.pixels[pixel] > threshold {
        let share = opacity * min(1, (noise.pixels[pixel] - threshold) / softness)
        for channel in 0..<3 {
          let old = Float(bytes[3 * pixel + channel])
          bytes[3 * pixel + channel] = UInt8(old + (parts[channel] - old) * share + 0.5)
        }
      }
    }
  }
}

/// A scale of colours for values between 0 and 1, with 256 steps.
struct ColourRamp {
  private let colours: [Colour]

  /// - Parameter stops: at least two colours, evenly spaced from 0 to 1.
  init(_ stops: [Colour]) {
    precondition(stops.count > 1, "a ramp needs two ends")
    colours = (0..<256).map { step in
      let position = Double(step) / 255 * Double(stops.count - 1)
      let index = min(stops.count - 2, Int(position))
      return stops[index].mixed(with: stops[index + 1], share: position - Double(index))
    }
  }

  /// A picture of the values of a plane: `middle` is the value of the ramp's middle, `range` that between its ends.
  func picture(of plane: Plane, middle: Float = 0, range: Float) -> ColourPicture {
    let scale = 255 / range
    let bytes = [UInt8](unsafeUninitializedCapacity: 3 * plane.pixels.count) { buffer, count in
      colours.withUnsafeBufferPointer { colours in
        for (pixel, value) in plane.pixels.enumerated() {
          let colour = colours[Int(max(0, min(255, (value - middle) * scale + 128)))]
          buffer[3 * pixel] = colour.red
          buffer[3 * pixel + 1] = colour.green
          buffer[3 * pixel + 2] = colour.blue
        }
      }
      count = 3 * plane.pixels.count
    }
    return ColourPicture(width: plane.width, height: plane.height, bytes: bytes)
  }
}
