/// What a shape is filled with: a colour, perhaps translucent, perhaps lighter towards one side.
package struct Paint: Sendable {
  package var colour: Colour
  /// 0 (nothing is seen) to 1.
  package var opacity: Float
  /// By how many levels the colour gets lighter per pixel to the right and down, counted from `origin`.
  package var slopeX: Float
  package var slopeY: Float
  package var origin: Point

  package init(
    _ colour: Colour, opacity: Float = 1, slopeX: Float = 0, slopeY: Float = 0,
    origin: Point = Point(x: 0, y: 0)
  ) {
    self.colour = colour
    self.opacity = max(0, min(1, opacity))
    self.slopeX = slopeX
    self.slopeY = slopeY
    self.origin = origin
  }

  var isPlain: Bool { slopeX == 0 && slopeY == 0 }
}

extension Colour {
  /// Every channel raised by `levels` (lowered if negative), cut off at black and white.
  @inline(__always)
  package func lightened(by levels: Float) -> Colour {
    let change = Int32(max(-255, min(255, levels)))
    func moved(_ value: UInt8) -> UInt8 {
      UInt8(truncatingIfNeeded: max(0, min(255, Int32(value) &+ change)))
    }
    return Colour(red: moved(red), green: moved(green), blue: moved(blue))
  }

  /// The colour `share` of the way to `other`, 0 to 1.
  package func mixed(with other: Colour, share: Double) -> Colour {
    let share = max(0, min(1, share))
    func mixed(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8((Double(a) * (1 - share) + Double(b) * share).rounded())
    }
    return Colour(
      red: mixed(red, other.red), green: mixed(green, other.green), blue: mixed(blue, other.blue))
  }
}
