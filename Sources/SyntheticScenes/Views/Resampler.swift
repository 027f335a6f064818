import Raster

/// Draws a picture through a homography without aliasing: `Footprint` says how each pixel is sampled,
/// `Pyramid` holds what is sampled. Places are integers from here on, 65,536ths of a pixel of the object
/// counted from its outer corner, so that a level's place is a shift away.
struct Resampler {
  private var pyramid: Pyramid

  /// Pixels in a row that share a footprint, since it hardly changes from one to the next.
  private static let runLength = 16

  init(object: ColourPicture) {
    pyramid = Pyramid(object)
  }

  mutating func draw(onto view: inout Canvas, viewFromObject: Homography) {
    guard let objectFromView = viewFromObject.inverse else { return }
    // The view's pixels in front of the horizon have the same sign of w as the object's middle.
    let m = objectFromView.elements
    let base = pyramid.level(0)
    let middle = Point(x: Double(base.width) / 2, y: Double(base.height) / 2)
    let seen = viewFromObject.apply(to: middle) ?? Point(x: 0, y: 0)
    let sign: Double = m[6] * seen.x + m[7] * seen.y + m[8] < 0 ? -1 : 1
    let (width, height) = (view.width, view.height)
    view.withPixels { pixels in
      guard let start = pixels.baseAddress else { return }
      for y in 0..<height {
        for x in stride(from: 0, to: width, by: Self.runLength) {
          let footprint = Footprint(
            objectFromView: m, x: Double(min(width - 1, x + Self.runLength / 2)), y: Double(y))
          let run = Run(m, sign: sign, x: x, y: y, count: min(Self.runLength, width - x))
          draw(run, footprint, onto: start + (y * width + x))
        }
      }
    }
  }

  private mutating func draw(_ run: Run, _ footprint: Footprint, onto target: UnsafeMutablePointer<Pixel>) {
    let fine = pyramid.level(footprint.level)
    if footprint.taps == 1, footprint.blend == 0 {
      run.draw(onto: target) { x, y in (fine.sample(x: fine.place(x), y: fine.place(y)) &+ 128) &>> 8 }
      return
    }
    let coarse = footprint.blend > 0 ? pyramid.level(footprint.level + 1) : fine
    let taps = Taps(footprint)
    run.draw(onto: target) { x, y in
      var sum = taps.sum(of: fine, x: x, y: y) &* (256 &- footprint.blend)
      if footprint.blend > 0 { sum = sum &+ taps.sum(of: coarse, x: x, y: y) &* footprint.blend }
      return SIMD4<UInt16>(truncatingIfNeeded: (sum &+ (1 << 15)) &>> 16)
    }
  }
}

/// The samples of a footprint: so many, so far from one to the next.
private struct Taps {
  private let count: Int
  private let stepX, stepY: Int
  /// From the middle to the first.
  private let firstX, firstY: Int
  /// 65,536 by the number.
  private let share: UInt32

  init(_ footprint: Footprint) {
    count = footprint.taps
    (stepX, stepY) = (fixed(footprint.axisX / Double(count)), fixed(footprint.axisY / Double(count)))
    (firstX, firstY) = (-stepX * (count - 1) / 2, -stepY * (count - 1) / 2)
    share = (65_536 + UInt32(count) / 2) / UInt32(count)
  }

  /// The mean of the samples around (x, y), 256 times the channels.
  @inline(__always)
  func sum(of level: Pyramid.Level, x: Int, y: Int) -> SIMD4<UInt32> {
    var sum = SIMD4<UInt32>.zero
    var (x, y) = (x &+ firstX, y &+ firstY)
    for _ in 0..<count {
      sum = sum &+ SIMD4<UInt32>(truncatingIfNeeded: level.sample(x: level.place(x), y: level.place(y)))
      (x, y) = (x &+ stepX, y &+ stepY)
    }
    return (sum &>> 8 &* share &+ 128) &>> 8
  }
}

/// Pixels of one row of a view, and the places of the object that they see.
private struct Run {
  private let u, v, w, du, dv, dw: Double
  private let sign: Double
  private let count: Int

  init(_ m: [Double], sign: Double, x: Int, y: Int, count: Int) {
    let (px, py) = (Double(x), Double(y))
    u = m[0] * px + m[1] * py + m[2]
    v = m[3] * px + m[4] * py + m[5]
    w = m[6] * px + m[7] * py + m[8]
    (du, dv, dw) = (m[0], m[3], m[6])
    self.sign = sign
    self.count = count
  }

  /// Mixes into each pixel in front of the horizon what `sample` finds at its place.
  @inline(__always)
  func draw(onto target: UnsafeMutablePointer<Pixel>, sample: (_ x: Int, _ y: Int) -> SIMD4<UInt16>) {
    for offset in 0..<count {
      let along = Double(Int32(truncatingIfNeeded: offset))
      let depth = w + dw * along
      guard depth * sign > 1e-9 else { continue }
      let inverse = 1 / depth
      let colour = sample(fixed((u + du * along) * inverse + 0.5), fixed((v + dv * along) * inverse + 0.5))
      let rest = 255 &- colour.w
      if rest == 0 {
        target[offset] = Pixel(truncatingIfNeeded: colour)
      } else if rest < 255 {
        // Division of up to 255² by 255, rounded.
        let ground = SIMD4<UInt16>(truncatingIfNeeded: target[offset]) &* rest &+ 128
        target[offset] = Pixel(truncatingIfNeeded: colour &+ ((ground &+ (ground &>> 8)) &>> 8))
      }
    }
  }
}

extension Pyramid.Level {
  /// A place of the object in 256ths of this level's pixels, counted from the middle of the border's first
  /// one.
  @inline(__always)
  fileprivate func place(_ fixed: Int) -> Int { (fixed &>> (8 &+ index)) &+ 128 }
}

/// A coordinate in 65,536ths of a pixel, to the nearest: the same trick as `nearestInteger`, with room for
/// 2³⁴ pixels.
@inline(__always)
private func fixed(_ coordinate: Double) -> Int {
  let limited = max(-0x1p34, min(0x1p34, coordinate))
  let zero: Double = 0x1.8p52
  return Int(truncatingIfNeeded: (limited * 65_536 + zero).bitPattern &- zero.bitPattern)
}
