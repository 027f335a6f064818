/// One pixel while it is drawn on: red, green, blue, and a fourth byte that makes it one word for the
/// processor.
@usableFromInline package typealias Pixel = SIMD4<UInt8>

extension Pixel {
  package init(_ colour: Colour) {
    self.init(colour.red, colour.green, colour.blue, 0)
  }

  /// The pixel `weight` 256ths of the way to `other`: old · (256 − weight) + new · weight with one
  /// multiplication, whose overflow cancels in 16 bits.
  @inlinable @inline(__always)
  package func mixed(with other: Pixel, weight: UInt16) -> Pixel {
    let old = SIMD4<UInt16>(truncatingIfNeeded: self)
    let new = SIMD4<UInt16>(truncatingIfNeeded: other)
    return Pixel(truncatingIfNeeded: ((old &<< 8) &+ (new &- old) &* weight &+ 128) &>> 8)
  }

  /// The pixel next to values that may be beyond 0…255.
  @inlinable @inline(__always)
  package init(nearest values: SIMD4<Float>) {
    let aboveBlack = values.replacing(with: 0, where: values .< 0)
    let limited = aboveBlack.replacing(with: 255, where: aboveBlack .> 255)
    self.init(truncatingIfNeeded: unsafeBitCast(limited + 0x1.8p23, to: SIMD4<UInt32>.self))
  }

  /// A share of 0…1 in 256ths.
  @inlinable @inline(__always)
  package static func weight(ofShare share: Float) -> UInt16 {
    UInt16(bitPattern: nearestInteger(share * 256))
  }

  /// Every channel raised by `levels` (−255…255), cut off at black and white.
  @inlinable @inline(__always)
  package func lightened(by levels: Int16) -> Pixel {
    let moved = SIMD4<Int16>(truncatingIfNeeded: self) &+ levels
    let aboveBlack = moved.replacing(with: 0, where: moved .< 0)
    return Pixel(truncatingIfNeeded: aboveBlack.replacing(with: 255, where: aboveBlack .> 255))
  }

  /// Pixels from three bytes each.
  static func array(of bytes: some Collection<UInt8>) -> [Pixel] {
    let count = bytes.count / 3
    return [Pixel](unsafeUninitializedCapacity: count) { pixels, filled in
      _ = bytes.withContiguousStorageIfAvailable { bytes in
        for index in 0..<count {
          pixels[index] = Pixel(bytes[3 &* index], bytes[3 &* index &+ 1], bytes[3 &* index &+ 2], 0)
        }
        filled = count
      }
    }
  }

  /// Three bytes from each pixel.
  static func bytes(of pixels: [Pixel]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 3 * pixels.count) { bytes, filled in
      pixels.withUnsafeBufferPointer { pixels in
        for (index, pixel) in pixels.enumerated() {
          bytes[3 &* index] = pixel.x
          bytes[3 &* index &+ 1] = pixel.y
          bytes[3 &* index &+ 2] = pixel.z
        }
      }
      filled = 3 * pixels.count
    }
  }
}

/// The integer next to a number between −32768 and 32767. Adding 1.5 · 2²³ leaves no room for a fraction and
/// the integer in the lowest bits: a fifth of the instructions of a conversion that is checked.
@inlinable @inline(__always)
package func nearestInteger(_ value: Float) -> Int16 {
  Int16(truncatingIfNeeded: Int32(bitPattern: (value + 0x1.8p23).bitPattern))
}
