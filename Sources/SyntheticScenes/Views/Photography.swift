import Core
import Raster

/// What a camera does to a picture after the geometry: light, blur, noise, compression.
extension ColourPicture {
  func photographed(_ options: ViewOptions) throws(RasterError) -> ColourPicture {
    var picture = self
    if !options.light.isNeutral || options.blurSigma > 0 || options.noiseSigma > 0 {
      var values = bytes.map(Float.init)
      if !options.light.isNeutral { Self.light(&values, width: width, height: height, options.light) }
      if options.blurSigma > 0 { Self.blur(&values, width: width, height: height, sigma: options.blurSigma) }
      if options.noiseSigma > 0 { Self.addNoise(to: &values, sigma: options.noiseSigma, seed: options.seed) }
      picture.bytes = values.map { UInt8(max(0, min(255, $0 + 0.5))) }
    }
    guard let quality = options.jpegQuality else { return picture }
    let file = try PictureFile.encodedJPEG(picture, quality: quality)
    return try PictureFile.readColour(bytes: file, named: "a view in memory")
  }

  private static func light(_ values: inout [Float], width: Int, height: Int, _ light: ViewOptions.Light) {
    // Gamma of the 256 values that a byte has; nothing has been blurred yet.
    let table = (0..<256).map { Float(255 * Maths.power(Double($0) / 255, light.gamma) * light.gain) }
    let offset = Float(light.offset)
    for y in 0..<height {
      let down = height > 1 ? light.gradientY * (2 * Double(y) / Double(height - 1) - 1) : 0
      for x in 0..<width {
        let right = width > 1 ? light.gradientX * (2 * Double(x) / Double(width - 1) - 1) : 0
        let factor = Float(1 + right + down)
        for index in 3 * (y * width + x)..<3 * (y * width + x) + 3 {
          values[index] = max(0, min(255, table[Int(values[index])] * factor + offset))
        }
      }
    }
  }

  /// Gaussian blur, rows then columns; beyond the border the border's values go on.
  static func blur(_ values: inout [Float], width: Int, height: Int, sigma: Double) {
    let radius = Int((4 * sigma).rounded(.up))
    let weights = (-radius...radius).map { Maths.exponential(-Double($0 * $0) / (2 * sigma * sigma)) }
    let total = weights.reduce(0, +)
    let kernel = weights.map { Float($0 / total) }
    var padded = [Float](repeating: 0, count: 3 * (width + 2 * radius))
    let stride = 3 * width
    values.withUnsafeMutableBufferPointer { values in
      padded.withUnsafeMutableBufferPointer { padded in
        for y in 0..<height {
          for x in -radius..<width + radius {
            let source = y * stride + 3 * max(0, min(width - 1, x))
            for channel in 0..<3 { padded[3 * (x + radius) + channel] = values[source + channel] }
          }
          for index in 0..<stride { values[y * stride + index] = 0 }
          for (tap, weight) in kernel.enumerated() {
            for index in 0..<stride { values[y * stride + index] += weight * padded[3 * tap + index] }
          }
        }
      }
    }
    let rows = values
    rows.withUnsafeBufferPointer { rows in
      values.withUnsafeMutableBufferPointer { values in
        for y in 0..<height {
          for index in 0..<stride { values[y * stride + index] = 0 }
          for (tap, weight) in kernel.enumerated() {
            let source = max(0, min(height - 1, y + tap - radius)) * stride
            for index in 0..<stride { values[y * stride + index] += weight * rows[source + index] }
          }
        }
      }
    }
  }

  /// Each value gets the sum of four uniform numbers, which is near enough to a Gaussian for pictures.
  private static func addNoise(to values: inout [Float], sigma: Double, seed: UInt64) {
    let base = Hashing.combined(seed, 0x4015E)
    // The sum of four numbers uniform in 0..<65536 has the standard deviation 65536 / √3.
    let scale = Float(sigma * 3.0.squareRoot() / 65536)
    for index in values.indices {
      let bits = Hashing.mixed(base &+ UInt64(index))
      let sum = (bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48)
      values[index] += (Float(sum) - 131_070) * scale
    }
  }
}
