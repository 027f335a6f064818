/// An RGB picture of bytes, for people to look at: R, G, B, R, G, B… row after row from the top.
public struct ColourPicture: Sendable, Equatable {
  public let width: Int
  public let height: Int
  /// `3 * width * height` bytes.
  public var bytes: [UInt8]

  public init(width: Int, height: Int, bytes: [UInt8]) {
    precondition(width > 0 && height > 0 && bytes.count == 3 * width * height, "bytes don't fill the picture")
    self.width = width
    self.height = height
    self.bytes = bytes
  }

  public init(width: Int, height: Int, filledWith colour: Colour = .white) {
    self.width = width
    self.height = height
    bytes = [UInt8](unsafeUninitializedCapacity: 3 * width * height) { buffer, count in
      for pixel in 0..<width * height {
        buffer[3 * pixel] = colour.red
        buffer[3 * pixel + 1] = colour.green
        buffer[3 * pixel + 2] = colour.blue
      }
      count = 3 * width * height
    }
  }
}

/// An opaque colour in sRGB.
public struct Colour: Sendable, Hashable {
  public var red, green, blue: UInt8

  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  public static let black = Colour(red: 0, green: 0, blue: 0)
  public static let white = Colour(red: 255, green: 255, blue: 255)
}

extension ColourPicture {
  /// A plane in grey.
  package init(grey plane: Plane) {
    self.init(
      width: plane.width, height: plane.height,
      bytes: plane.pixels.flatMap { value in
        [UInt8](repeating: UInt8(max(0, min(255, value.rounded()))), count: 3)
      })
  }
}
