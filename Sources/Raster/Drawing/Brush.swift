/// A paint made ready for the pixels of rows.
///
/// Shares are counted in 256ths, so that a channel and its weights fit into 16 bits and four pixels into two
/// of the registers that every processor has.
struct Brush {
  private let pixel: Pixel
  private let opacity: Float
  private let isPlain: Bool
  private let slopeX, slopeY: Float
  private let origin: Point

  init(_ paint: Paint) {
    pixel = Pixel(paint.colour)
    opacity = paint.opacity
    isPlain = paint.isPlain
    (slopeX, slopeY) = (paint.slopeX, paint.slopeY)
    origin = paint.origin
  }

  /// The gradient's change of the colour at pixel (x, y).
  @inline(__always)
  private func change(x: Int, y: Int) -> Float {
    isPlain ? 0 : slopeX * Float(Double(x) - origin.x) + slopeY * Float(Double(y) - origin.y)
  }

  @inline(__always)
  private func lightened(by change: Float) -> Pixel {
    pixel.lightened(by: nearestInteger(max(-255, min(255, change))))
  }

  @inline(__always)
  private func weight(of coverage: Float) -> UInt16 {
    let share = abs(coverage)
    return Pixel.weight(ofShare: (share < 1 ? share : 1) * opacity)
  }
}

extension Brush {
  /// Paints `count` pixels from (x, y) on whose coverage changes by `differences`, which are set to zero.
  @inline(__always)
  func paint(
    _ target: UnsafeMutablePointer<Pixel>, count: Int, x: Int, y: Int,
    differences: UnsafeMutablePointer<Float>
  ) {
    let change = change(x: x, y: y)
    if count >= 32 {
      paintLong(target, count: count, change: change, differences: differences)
    } else if isPlain {
      paintShort(target, count: count, differences: differences) { _ in pixel }
    } else {
      paintShort(target, count: count, differences: differences) {
        lightened(by: change + slopeX * Float(Int32(truncatingIfNeeded: $0)))
      }
    }
  }

  /// Every pixel by itself, even those that are not covered: guessing wrongly where a small shape begins and
  /// ends takes more time than mixing nothing.
  @inline(__always)
  private func paintShort(
    _ target: UnsafeMutablePointer<Pixel>, count: Int, differences: UnsafeMutablePointer<Float>,
    colour: (_ offset: Int) -> Pixel
  ) {
    var sum: Float = 0
    for offset in 0..<count {
      sum += differences[offset]
      differences[offset] = 0
      target[offset] = target[offset].mixed(with: colour(offset), weight: weight(of: sum))
    }
  }

  /// Runs of equal coverage at once.
  private func paintLong(
    _ target: UnsafeMutablePointer<Pixel>, count: Int, change: Float,
    differences: UnsafeMutablePointer<Float>
  ) {
    var sum: Float = 0
    var offset = 0
    while offset < count {
      sum += differences[offset]
      differences[offset] = 0
      let start = offset
      repeat { offset &+= 1 } while offset < count && differences[offset] == 0
      let here = change + slopeX * Float(Int32(truncatingIfNeeded: start))
      paintRun(target + start, count: offset &- start, change: here, weight: weight(of: sum))
    }
  }

  /// Paints the pixels of a box in one row, of whose height the box covers `share`.
  @inline(__always)
  func paintBoxRow(_ row: UnsafeMutablePointer<Pixel>, x: Interval, y: Int, share: Float) {
    let (first, last) = (x.pixels.lowerBound, x.pixels.upperBound &- 1)
    let change = change(x: first, y: y)
    paintRun(row + first, count: 1, change: change, weight: weight(of: share * x.share(of: first)))
    guard last > first else { return }
    let width = Float(Int32(truncatingIfNeeded: last &- first))
    paintRun(
      row + first + 1, count: last &- first &- 1, change: change + slopeX, weight: weight(of: share))
    paintRun(
      row + last, count: 1, change: change + slopeX * width, weight: weight(of: share * x.share(of: last)))
  }

  /// Mixes `count` pixels with the paint, all by the same weight.
  @inline(__always)
  private func paintRun(_ target: UnsafeMutablePointer<Pixel>, count: Int, change: Float, weight: UInt16) {
    guard weight > 0 else { return }
    if !isPlain {
      for offset in 0..<count {
        let colour = lightened(by: change + slopeX * Float(Int32(truncatingIfNeeded: offset)))
        target[offset] = target[offset].mixed(with: colour, weight: weight)
      }
    } else if count == 1 {
      target.pointee = target.pointee.mixed(with: pixel, weight: weight)
    } else {
      mixRun(target, count: count, weight: weight)
    }
  }

  /// Four pixels at a time.
  private func mixRun(_ target: UnsafeMutablePointer<Pixel>, count: Int, weight: UInt16) {
    let bytes = UnsafeMutableRawPointer(target)
    let half = SIMD8<UInt8>(lowHalf: pixel, highHalf: pixel)
    let new = SIMD16<UInt8>(lowHalf: half, highHalf: half)
    let addend = SIMD16<UInt16>(truncatingIfNeeded: new) &* weight &+ 128
    let rest = 256 &- weight
    let whole = count & ~3
    for start in Swift.stride(from: 0, to: 4 &* whole, by: 16) {
      if rest == 0 {
        bytes.storeBytes(of: new, toByteOffset: start, as: SIMD16<UInt8>.self)
      } else {
        let old = bytes.loadUnaligned(fromByteOffset: start, as: SIMD16<UInt8>.self)
        let mixed = SIMD16<UInt8>(
          truncatingIfNeeded: (SIMD16<UInt16>(truncatingIfNeeded: old) &* rest &+ addend) &>> 8)
        bytes.storeBytes(of: mixed, toByteOffset: start, as: SIMD16<UInt8>.self)
      }
    }
    for offset in whole..<count { target[offset] = target[offset].mixed(with: pixel, weight: weight) }
  }
}
