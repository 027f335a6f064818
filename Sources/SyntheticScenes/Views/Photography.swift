import Core
import Raster

/// What a camera does to a picture after the geometry: light, blur, noise, compression. Each step ends in
/// bytes.
extension Canvas {
  func photographed(_ options: ViewOptions) throws(RasterError) -> ColourPicture {
    var canvas = self
    if !options.light.isNeutral { canvas.expose(options.light) }
    if options.blurSigma > 0 { canvas.blur(sigma: options.blurSigma) }
    if options.noiseSigma > 0 { canvas.addNoise(sigma: options.noiseSigma, seed: options.seed) }
    guard let quality = options.jpegQuality else { return canvas.picture }
    let file = try PictureFile.encodedJPEG(canvas.picture, quality: quality)
    return try PictureFile.readColour(bytes: file, named: "a view in memory")
  }

  private mutating func expose(_ light: ViewOptions.Light) {
    // Gamma of the 256 values that a byte has.
    let levels = (0..<256).map { Float(255 * Maths.power(Double($0) / 255, light.gamma) * light.gain) }
    let across = Self.gradient(light.gradientX, count: width)
    let down = Self.gradient(light.gradientY, count: height)
    let offset = Float(light.offset)
    let width = self.width
    withPixels { pixels in
      levels.withUnsafeBufferPointer { levels in
        across.withUnsafeBufferPointer { across in
          for (y, row) in down.enumerated() {
            for x in across.indices {
              let old = pixels[y &* width &+ x]
              let light = SIMD4(levels[Int(old.x)], levels[Int(old.y)], levels[Int(old.z)], 0)
              pixels[y &* width &+ x] = Pixel(nearest: light * (1 + across[x] + row) + offset)
            }
          }
        }
      }
    }
  }

  /// `change` times −1 … 1 along a side of `count` pixels.
  private static func gradient(_ change: Double, count: Int) -> [Float] {
    (0..<count).map { count > 1 ? Float(change * (2 * Double($0) / Double(count - 1) - 1)) : 0 }
  }

  /// Gaussian blur; beyond the border the border's values go on.
  private mutating func blur(sigma: Double) {
    let (width, height) = (self.width, self.height)
    let channels = (0..<3).map { channel in
      var plane = Plane(width: width, height: height)
      withPixels { pixels in
        plane.pixels.withUnsafeMutableBufferPointer { values in
          for index in values.indices { values[index] = Float(pixels[index][channel]) }
        }
      }
      return plane.blurred(sigma: sigma).pixels
    }
    withPixels { pixels in
      channels[0].withUnsafeBufferPointer { red in
        channels[1].withUnsafeBufferPointer { green in
          channels[2].withUnsafeBufferPointer { blue in
            for index in pixels.indices {
              pixels[index] = Pixel(nearest: SIMD4(red[index], green[index], blue[index], 0))
            }
          }
        }
      }
    }
  }

  /// Each value gets the sum of four uniform numbers, which is near enough to a Gaussian for pictures.
  private mutating func addNoise(sigma: Double, seed: UInt64) {
    let base = Hashing.combined(seed, 0x4015E)
    // The sum of four numbers uniform in 0…255 has the mean 510 and the variance 4 · (256² − 1)/12.
    let scale = Float(sigma / 21_845.0.squareRoot())
    let everySecondByte: UInt64 = 0x00FF_00FF_00FF_00FF
    withPixels { pixels in
      for index in pixels.indices {
        let first = Hashing.mixed(base &+ UInt64(truncatingIfNeeded: 2 &* index))
        let second = Hashing.mixed(base &+ UInt64(truncatingIfNeeded: 2 &* index &+ 1))
        // Eight bytes of either: in each of four channels the sum of four.
        let sums =
          (first & everySecondByte) &+ ((first &>> 8) & everySecondByte) &+ (second & everySecondByte)
          &+ ((second &>> 8) & everySecondByte)
        let noise = SIMD4<Float>(unsafeBitCast(sums, to: SIMD4<Int16>.self) &- 510)
        pixels[index] = Pixel(nearest: SIMD4<Float>(pixels[index]) + noise * scale)
      }
    }
  }
}
