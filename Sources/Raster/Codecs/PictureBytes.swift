/// Between planes of floats and bytes.
extension Plane {
  /// The pixels rounded to the nearest byte and clipped to 0…255; what is no number becomes 0.
  package func roundedBytes() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: pixels.count) { buffer, count in
      pixels.withUnsafeBufferPointer { pixels in
        for index in 0..<pixels.count { buffer[index] = Self.roundedByte(pixels[index]) }
      }
      count = pixels.count
    }
  }

  @inline(__always)
  fileprivate static func roundedByte(_ value: Float) -> UInt8 {
    // A comparison with a value that is no number is false, so that ends at 0.
    guard value > 0 else { return 0 }
    return value < 255 ? UInt8(value + 0.5) : 255
  }
}

extension ColourPicture {
  /// Three planes of the same size as one picture, rounded and clipped.
  package init(red: Plane, green: Plane, blue: Plane) {
    precondition(
      red.width == green.width && red.width == blue.width && red.height == green.height
        && red.height == blue.height, "the planes of a picture have one size")
    let bytes = [UInt8](unsafeUninitializedCapacity: 3 * red.pixels.count) { buffer, count in
      for (channel, plane) in [red, green, blue].enumerated() {
        for index in 0..<plane.pixels.count {
          buffer[3 * index + channel] = Plane.roundedByte(plane.pixels[index])
        }
      }
      count = 3 * red.pixels.count
    }
    self.init(width: red.width, height: red.height, bytes: bytes)
  }
}
