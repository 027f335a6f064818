import Raster

/// A picture at full size and halved again and again, level by level as they are asked for.
///
/// The fourth byte of a pixel is its coverage, 255 inside, and colours are multiplied by it. Around each
/// level lies a border of one pixel of nothing, so that interpolation fades the object out by itself and
/// needs no checks. Bytes and not floats: a level of floats does not fit into the cache, and the rounding, of
/// half a level each time, is no more than that of the picture in the end.
struct Pyramid {
  private(set) var levels: [Level]

  /// One size. A class because many pixels look at it and none should count references to its memory.
  final class Level {
    /// How often it has been halved.
    let index: Int
    let width: Int
    let height: Int
    /// From a pixel to that below it.
    let stride: Int
    let pixels: UnsafeMutablePointer<Pixel>

    fileprivate init(index: Int, width: Int, height: Int) {
      self.index = index
      self.width = width
      self.height = height
      stride = width + 2
      pixels = .allocate(capacity: stride * (height + 2))
      pixels.initialize(repeating: Pixel(repeating: 0), count: stride * (height + 2))
    }

    deinit { pixels.deallocate() }
  }

  init(_ picture: ColourPicture) {
    levels = [Level(picture)]
  }

  /// Level `index`, or the last there is: that of one pixel.
  mutating func level(_ index: Int) -> Level {
    while index >= levels.count, let last = levels.last, max(last.width, last.height) > 1 {
      levels.append(last.halved())
    }
    return levels[min(index, levels.count - 1)]
  }
}

extension Pyramid.Level {
  fileprivate convenience init(_ picture: ColourPicture) {
    self.init(index: 0, width: picture.width, height: picture.height)
    picture.bytes.withUnsafeBufferPointer { bytes in
      for y in 0..<height {
        let row = pixels + (y + 1) * stride + 1
        let start = 3 * y * width
        for x in 0..<width {
          let index = start &+ 3 &* x
          row[x] = Pixel(bytes[index], bytes[index &+ 1], bytes[index &+ 2], 255)
        }
      }
    }
  }

  /// The mean of 2 × 2 pixels; beyond an odd border there is nothing.
  fileprivate func halved() -> Pyramid.Level {
    let half = Pyramid.Level(index: index + 1, width: (width + 1) / 2, height: (height + 1) / 2)
    for y in 0..<half.height {
      let source = pixels + (2 * y + 1) * stride + 1
      let target = half.pixels + (y + 1) * half.stride + 1
      for x in 0..<half.width {
        let at = source + 2 * x
        let upper = SIMD4<UInt16>(truncatingIfNeeded: at[0]) &+ SIMD4<UInt16>(truncatingIfNeeded: at[1])
        let lower =
          SIMD4<UInt16>(truncatingIfNeeded: at[stride]) &+ SIMD4<UInt16>(truncatingIfNeeded: at[stride + 1])
        target[x] = Pixel(truncatingIfNeeded: (upper &+ lower &+ 2) &>> 2)
      }
    }
    return half
  }

  /// The value at a place in 256ths of a pixel, counted from the middle of the border's first pixel,
  /// bilinear: 256 times the channels. Nothing beyond the border.
  @inline(__always)
  func sample(x: Int, y: Int) -> SIMD4<UInt16> {
    guard UInt(bitPattern: x) < UInt(bitPattern: (width &+ 1) &* 256),
      UInt(bitPattern: y) < UInt(bitPattern: (height &+ 1) &* 256)
    else { return .zero }
    let at = UnsafeRawPointer(pixels + ((y &>> 8) &* stride &+ (x &>> 8)))
    let upper = SIMD8<UInt16>(truncatingIfNeeded: at.loadUnaligned(as: SIMD8<UInt8>.self))
    let lower = SIMD8<UInt16>(
      truncatingIfNeeded: at.loadUnaligned(fromByteOffset: 4 &* stride, as: SIMD8<UInt8>.self))
    let down = UInt16(truncatingIfNeeded: y & 255)
    let pair = ((upper &<< 8) &+ (lower &- upper) &* down &+ 128) &>> 8
    let right = UInt16(truncatingIfNeeded: x & 255)
    return (pair.lowHalf &<< 8) &+ (pair.highHalf &- pair.lowHalf) &* right
  }
}
