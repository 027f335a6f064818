import Core
import Raster

/// A photograph of a print that lies on a table.
struct PrintedPhotograph {
  private let view: CopyView
  private var random: SeededGenerator

  init(view: CopyView, random: SeededGenerator) {
    self.view = view
    self.random = random
  }

  /// The sheet on the table, slightly out of focus, in uneven light, with the camera's gamma and noise.
  consuming func picture(of picture: ColourPicture) -> ColourPicture {
    var photograph = ColourPlanes(picture).seen(in: view, ground: table())
    let sigma = random.uniform(0.6, 1)
    photograph.changeChannels { $0.blurred(sigma: sigma) }
    light(&photograph)
    return photograph.picture
  }

  /// Wood: stripes of a few brightnesses along the frame.
  private mutating func table() -> ColourPlanes {
    let grain = stripes(columnsPerStripe: 48, rowsPerStripe: 3, strength: 10)
    let boards = stripes(columnsPerStripe: 160, rowsPerStripe: 24, strength: 14)
    let base = random.uniform(60, 150)
    let shares = [1, random.uniform(0.7, 0.95), random.uniform(0.45, 0.8)]
    let frame = ColourPicture(width: view.width, height: view.height)
    var planes = ColourPlanes(frame)
    for (channel, share) in shares.enumerated() {
      for pixel in grain.pixels.indices {
        planes.channels[channel].pixels[pixel] =
          Float(share) * (Float(base) + grain.pixels[pixel] + boards.pixels[pixel])
      }
    }
    return planes
  }

  /// Noise that is smooth over so many pixels.
  private mutating func stripes(columnsPerStripe: Int, rowsPerStripe: Int, strength: Double) -> Plane {
    let (columns, rows) = (view.width / columnsPerStripe + 2, view.height / rowsPerStripe + 2)
    let noise = (0..<columns * rows).map { _ in Float(strength * random.normal()) }
    return Plane(width: columns, height: rows, pixels: noise)
      .resampled(toWidth: view.width, height: view.height)
  }

  /// A gradient of light across the frame, dark corners, a gamma of 0.8 to 1.25 and noise of 3 to 5 grey levels.
  private mutating func light(_ photograph: inout ColourPlanes) {
    let direction = cosineAndSine(random.uniform(0, 2 * .pi))
    let slope = random.uniform(0.1, 0.3)
    let gamma = powerOfTwo(random.uniform(-0.32, 0.32))
    let noise = random.uniform(3, 5)
    let response = (0...1023).map { Float(255 * Self.power(Double($0) / 1023, gamma)) }
    for y in 0..<view.height {
      let v = 2 * Double(y) / Double(view.height) - 1
      for x in 0..<view.width {
        let u = 2 * Double(x) / Double(view.width) - 1
        let light = 1 + slope * (u * direction.cosine + v * direction.sine) - 0.1 * (u * u + v * v)
        for channel in 0..<3 {
          let exposed = min(1, max(0, light * Double(photograph.channels[channel][x, y]) / 255))
          photograph.channels[channel][x, y] =
            response[Int(exposed * 1023)] + Float(noise * random.normal())
        }
      }
    }
  }

  private static func power(_ base: Double, _ exponent: Double) -> Double {
    base > 0 ? powerOfTwo(exponent * binaryLogarithm(base)) : 0
  }
}
