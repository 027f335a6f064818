import Core

/// Where a feature is in its picture and how its region is shaped, as numbers, and as the 44 or 52 bits that are stored.
///
/// The map S = (xx xy; yx yy) takes the unit disc to the region, u ↦ centre + S u; (0, 0) is the centre of the picture's top
/// left pixel. The direction S (0, −1) is the region's own "up". What is stored is the ellipse S Sᵀ and, where it is kept, the
/// direction of "up"; that is all of S but for a mirroring. From the lowest bit:
///
///     x, y         12 bits each  of the picture's width and height
///     size          8 bits       log₂ of √det S against the longer side, steps of 1/20 from −13
///     ratio         5 bits       log₂ of major by minor axis, steps of 1/10
///     axis          7 bits       direction of the major axis, from +x towards +y, over half a turn
///     orientation   8 bits       direction of "up", from the picture's up towards its right, over a turn
///
/// What lies outside a range goes to its end. Restored numbers are off by at most 1/8192 of the side, 1.8 % of the
/// size, 3.6 % of the ratio, 0.71° of either direction.
package struct FeatureGeometry: Sendable, Equatable {
  /// What is kept; the raw value is the number of bits.
  package enum Kind: Int, Sendable, CaseIterable {
    case upright = 44
    case oriented = 52
  }

  package var x, y: Float
  package var xx, xy, yx, yy: Float

  package init(x: Float, y: Float, xx: Float, xy: Float, yx: Float, yy: Float) {
    self.x = x
    self.y = y
    self.xx = xx
    self.xy = xy
    self.yx = yx
    self.yy = yy
  }
}

extension FeatureGeometry {
  /// The stored bits, for a picture of `width` × `height` pixels. Numbers that are no numbers go to the lowest end.
  package func packed(_ kind: Kind, width: Int, height: Int) -> UInt64 {
    let ellipse = Ellipse(xx: Double(xx), xy: Double(xy), yx: Double(yx), yy: Double(yy))
    let size =
      binaryLogarithm(ellipse.meanRadius / Double(max(width, height))) - GeometryField.lowestSizeOctave
    let ratio = binaryLogarithm(ellipse.ratio)
    var bits = Self.level((Double(x) + 0.5) / Double(width) * GeometryField.positionLevels, below: 4096)
    bits |=
      Self.level((Double(y) + 0.5) / Double(height) * GeometryField.positionLevels, below: 4096)
      << GeometryField.yStart
    bits |= Self.level(size * GeometryField.sizeStepsAnOctave + 0.5, below: 256) << GeometryField.sizeStart
    bits |= Self.level(ratio * GeometryField.ratioStepsAnOctave + 0.5, below: 32) << GeometryField.ratioStart
    bits |= Self.turn(ellipse.axis / .pi, levels: GeometryField.axisLevels) << GeometryField.axisStart
    guard kind == .oriented else { return bits }
    let up = angle(x: Double(yy), y: -Double(xy))
    return bits | Self.turn(up / (2 * .pi), levels: GeometryField.orientationLevels)
      << GeometryField.orientationStart
  }

  /// The whole number below `value`, within 0 ..< limit.
  private static func level(_ value: Double, below limit: UInt64) -> UInt64 {
    guard value >= 0 else { return 0 }
    return value < Double(limit) ? UInt64(value) : limit - 1
  }

  /// The nearest of `levels` directions to a share of their period, −1 to 1.
  private static func turn(_ share: Double, levels: Double) -> UInt64 {
    level((share + 1) * levels + 0.5, below: UInt64(3 * levels)) % UInt64(levels)
  }
}

extension FeatureGeometry {
  /// The ellipse of a map: Σ = S Sᵀ by its axes.
  private struct Ellipse {
    /// √(major · minor axis).
    let meanRadius: Double
    /// Major by minor axis.
    let ratio: Double
    /// Direction of the major axis, −π/2 to π/2.
    let axis: Double

    init(xx: Double, xy: Double, yx: Double, yy: Double) {
      // Σ = (p q; q r); its greater eigenvalue is major², and det S is major · minor without anything cancelling.
      let (p, q, r) = (xx * xx + xy * xy, xx * yx + xy * yy, yx * yx + yy * yy)
      let determinant = abs(xx * yy - xy * yx)
      let halfDifference = (p - r) / 2
      let greater = (p + r) / 2 + (halfDifference * halfDifference + q * q).squareRoot()
      meanRadius = determinant.squareRoot()
      ratio = greater / determinant
      axis = angle(x: p - r, y: 2 * q) / 2
    }
  }
}
