/// Rows of any layout as grey or RGB bytes.
///
/// Luma is 0.299 R + 0.587 G + 0.114 B in 16-bit fixed point, rounded: the very sum that libjpeg makes, so that
/// the grey of a picture does not depend on its format. Alpha is composited over white, or over black where the
/// transparency itself is asked for. CMYK is taken as
/// inverted (255 is no ink) whether or not an Adobe marker says so: Photoshop writes it that way, and browsers
/// and the common libraries read every CMYK JPEG that way; one ink's share of the light is its value
/// times that of black. ICC profiles are ignored.
enum RowConversion {
  /// Writes `count` grey bytes.
  static func grey(
    _ source: UnsafePointer<UInt8>, _ layout: PixelLayout, count: Int, over ground: UInt8 = 255,
    into target: UnsafeMutablePointer<UInt8>
  ) {
    switch layout {
    case .grey: target.update(from: source, count: count)
    case .greyAlpha:
      for x in 0..<count { target[x] = composite(source[2 &* x], alpha: source[2 &* x &+ 1], over: ground) }
    case .rgb:
      for x in 0..<count { target[x] = luma(source[3 &* x], source[3 &* x &+ 1], source[3 &* x &+ 2]) }
    case .rgba:
      for x in 0..<count {
        let alpha = source[4 &* x &+ 3]
        target[x] = luma(
          composite(source[4 &* x], alpha: alpha, over: ground),
          composite(source[4 &* x &+ 1], alpha: alpha, over: ground),
          composite(source[4 &* x &+ 2], alpha: alpha, over: ground))
      }
    case .cmyk:
      for x in 0..<count {
        let black = source[4 &* x &+ 3]
        target[x] = luma(
          product(source[4 &* x], black), product(source[4 &* x &+ 1], black),
          product(source[4 &* x &+ 2], black))
      }
    }
  }

  /// Writes `3 * count` bytes.
  static func rgb(
    _ source: UnsafePointer<UInt8>, _ layout: PixelLayout, count: Int, over ground: UInt8 = 255,
    into target: UnsafeMutablePointer<UInt8>
  ) {
    switch layout {
    case .grey:
      for x in 0..<count { set(target + 3 &* x, source[x], source[x], source[x]) }
    case .greyAlpha:
      for x in 0..<count {
        let grey = composite(source[2 &* x], alpha: source[2 &* x &+ 1], over: ground)
        set(target + 3 &* x, grey, grey, grey)
      }
    case .rgb: target.update(from: source, count: 3 * count)
    case .rgba:
      for x in 0..<count {
        let alpha = source[4 &* x &+ 3]
        set(
          target + 3 &* x, composite(source[4 &* x], alpha: alpha, over: ground),
          composite(source[4 &* x &+ 1], alpha: alpha, over: ground),
          composite(source[4 &* x &+ 2], alpha: alpha, over: ground))
      }
    case .cmyk:
      for x in 0..<count {
        let black = source[4 &* x &+ 3]
        set(
          target + 3 &* x, product(source[4 &* x], black), product(source[4 &* x &+ 1], black),
          product(source[4 &* x &+ 2], black))
      }
    }
  }

  @inline(__always)
  private static func set(_ target: UnsafeMutablePointer<UInt8>, _ red: UInt8, _ green: UInt8, _ blue: UInt8)
  {
    target[0] = red
    target[1] = green
    target[2] = blue
  }

  @inline(__always)
  private static func luma(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
    let sum = 19595 &* UInt32(red) &+ 38470 &* UInt32(green) &+ 7471 &* UInt32(blue) &+ 32768
    return UInt8(truncatingIfNeeded: sum >> 16)
  }

  /// a · b / 255, rounded: exact for all bytes.
  @inline(__always)
  private static func product(_ a: UInt8, _ b: UInt8) -> UInt8 {
    let sum = UInt32(a) &* UInt32(b) &+ 128
    return UInt8(truncatingIfNeeded: (sum &+ sum >> 8) >> 8)
  }

  @inline(__always)
  private static func composite(_ value: UInt8, alpha: UInt8, over ground: UInt8) -> UInt8 {
    value >= ground
      ? ground &+ product(value &- ground, alpha) : ground &- product(ground &- value, alpha)
  }
}
