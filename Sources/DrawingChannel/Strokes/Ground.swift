import Raster

/// The plain ground that a drawing stands on: the colour that most of the picture has.
struct Ground {
  let colour: (red: Float, green: Float, blue: Float)

  /// The most frequent colour, in steps of 8 levels, and the mean of all pixels that are near it.
  init(of picture: ColourPicture) {
    var counts = [Int32](repeating: 0, count: 1 << 15)
    picture.bytes.withUnsafeBufferPointer { bytes in
      for pixel in 0..<picture.width * picture.height {
        let red = Int(bytes[3 * pixel]) >> 3
        let green = Int(bytes[3 * pixel + 1]) >> 3
        let blue = Int(bytes[3 * pixel + 2]) >> 3
        counts[red << 10 | green << 5 | blue] += 1
      }
    }
    let mode = counts.indices.max { counts[$0] < counts[$1] } ?? 0
    let rough = [mode >> 10, mode >> 5 & 31, mode & 31].map { Float($0 * 8 + 4) }
    colour = Self.mean(of: picture, near: rough)
  }

  private static func mean(of picture: ColourPicture, near rough: [Float]) -> (Float, Float, Float) {
    var sums = (0.0, 0.0, 0.0, 0.0)
    for pixel in 0..<picture.width * picture.height {
      let values = (0..<3).map { Float(picture.bytes[3 * pixel + $0]) }
      guard zip(values, rough).allSatisfy({ abs($0 - $1) <= 12 }) else { continue }
      sums = (
        sums.0 + Double(values[0]), sums.1 + Double(values[1]), sums.2 + Double(values[2]), sums.3 + 1
      )
    }
    let count = max(sums.3, 1)
    return (Float(sums.0 / count), Float(sums.1 / count), Float(sums.2 / count))
  }

  /// How far each pixel is from the ground: the largest difference of a channel.
  func difference(of picture: ColourPicture) -> Plane {
    let count = picture.width * picture.height
    let pixels = [Float](unsafeUninitializedCapacity: count) { out, filled in
      picture.bytes.withUnsafeBufferPointer { bytes in
        for pixel in 0..<count {
          let red = abs(Float(bytes[3 * pixel]) - colour.red)
          let green = abs(Float(bytes[3 * pixel + 1]) - colour.green)
          let blue = abs(Float(bytes[3 * pixel + 2]) - colour.blue)
          out[pixel] = max(red, green, blue)
        }
      }
      filled = count
    }
    return Plane(width: picture.width, height: picture.height, pixels: pixels)
  }
}
