import Raster

/// A picture at full size and halved again and again, each pixel as (red, green, blue, coverage): colours are
/// multiplied by the coverage, which is 1 inside and 0 outside, so that borders blend by themselves.
struct Pyramid {
  struct Level {
    let width: Int
    let height: Int
    let pixels: [SIMD4<Float>]
  }

  let levels: [Level]

  init(_ picture: ColourPicture) {
    let count = picture.width * picture.height
    let base = [SIMD4<Float>](unsafeUninitializedCapacity: count) { buffer, filled in
      picture.bytes.withUnsafeBufferPointer { bytes in
        for pixel in 0..<count {
          buffer[pixel] = SIMD4(
            Float(bytes[3 * pixel]), Float(bytes[3 * pixel + 1]), Float(bytes[3 * pixel + 2]), 1)
        }
      }
      filled = count
    }
    var levels = [Level(width: picture.width, height: picture.height, pixels: base)]
    while let last = levels.last, max(last.width, last.height) > 1 { levels.append(last.halved()) }
    self.levels = levels
  }
}

extension Pyramid.Level {
  /// The mean of 2 × 2 pixels; beyond an odd border there is nothing.
  fileprivate func halved() -> Pyramid.Level {
    let (newWidth, newHeight) = ((width + 1) / 2, (height + 1) / 2)
    let pixels = self.pixels.withUnsafeBufferPointer { old in
      [SIMD4<Float>](unsafeUninitializedCapacity: newWidth * newHeight) { new, filled in
        for y in 0..<newHeight {
          for x in 0..<newWidth {
            let index = 2 * y * width + 2 * x
            let hasRight = 2 * x + 1 < width
            let hasBelow = 2 * y + 1 < height
            var sum = old[index]
            if hasRight { sum += old[index + 1] }
            if hasBelow { sum += old[index + width] }
            if hasRight, hasBelow { sum += old[index + width + 1] }
            new[y * newWidth + x] = sum * 0.25
          }
        }
        filled = newWidth * newHeight
      }
    }
    return Pyramid.Level(width: newWidth, height: newHeight, pixels: pixels)
  }

  /// The value at (x, y), bilinear, with nothing beyond the border.
  @inline(__always)
  func sample(_ source: UnsafeBufferPointer<SIMD4<Float>>, x: Float, y: Float) -> SIMD4<Float> {
    guard x > -1, y > -1, x < Float(width), y < Float(height) else { return .zero }
    // Cutting off the fraction of what is above 0; rounding down is a call without SSE 4.1.
    let (column, row) = (Int(x + 1) - 1, Int(y + 1) - 1)
    let (fx, fy) = (x - Float(column), y - Float(row))
    let index = row * width + column
    if column >= 0, row >= 0, column + 1 < width, row + 1 < height {
      let upper = source[index] * (1 - fx) + source[index + 1] * fx
      let lower = source[index + width] * (1 - fx) + source[index + width + 1] * fx
      return upper * (1 - fy) + lower * fy
    }
    var sum = SIMD4<Float>.zero
    for (dy, wy) in [(0, 1 - fy), (1, fy)] where row + dy >= 0 && row + dy < height {
      for (dx, wx) in [(0, 1 - fx), (1, fx)] where column + dx >= 0 && column + dx < width {
        sum += source[index + dy * width + dx] * (wx * wy)
      }
    }
    return sum
  }
}
