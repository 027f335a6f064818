import Core

/// The text format of the Oxford affine-features programs.
///
/// The first line is the descriptors' dimension, the second the number of features, then one line each:
/// `x y a b c d1 … dn`. The region is the ellipse
///
///     a (u − x)² + 2 b (u − x)(v − y) + c (v − y)² = 1,
///
/// that is (p − centre)ᵀ Σ⁻¹ (p − centre) = 1 with Σ = M Mᵀ, where M = measurementRegion · shape is the map
/// from the unit disc to the *described* region (not to one detected scale).
///
/// - Coordinates: (0, 0) is the centre of the top left pixel, as everywhere in Sightline. The original
///   programs agree with that to within half a pixel, in which they differ among themselves.
/// - Lost: the orientation (an ellipse has none), the strength, the size of the picture. A region that is
///   read is upright: the root of Σ with `shape.xy == 0`.
/// - Kept: x and y to a thousandth of a pixel, a, b and c to nine digits, descriptors of bytes exactly.
public enum OxfordFormat {
  /// The most numbers a descriptor that is read may have.
  static let largestDimension = 65_536

  /// The text of one picture's features.
  ///
  /// - Throws: when descriptors are not bytes, or a region has no area.
  public static func encode(
    _ features: FeatureSet, measurementRegion: Float
  ) throws(FeatureError) -> [UInt8] {
    guard case .bytes(let descriptors) = features.descriptors else {
      throw FeatureError("the Oxford format holds descriptors of whole numbers 0 to 255; use JSON for floats")
    }
    let ellipses = try ellipses(of: features.regions, radius: Double(measurementRegion))
    var text = TextWriter(capacity: 32 + features.count * (64 + 4 * features.descriptors.dimension))
    text.append("\(features.descriptors.dimension)\n\(features.count)\n")
    descriptors.withUnsafeElements { numbers in
      for (row, ellipse) in ellipses.enumerated() {
        append(features.regions[row], ellipse, to: &text)
        let start = row * descriptors.columnCount
        let descriptor = UnsafeBufferPointer(rebasing: numbers[start..<start + descriptors.columnCount])
        text.append(numbers: descriptor, eachAfter: UInt8(ascii: " "))
        text.append("\n")
      }
    }
    return text.bytes
  }

  /// The features in the bytes of a file; `name` is for messages. The size of the picture is not in the
  /// format: give it if it is known, 0 stands for unknown.
  public static func decode(
    _ bytes: [UInt8], named name: String, measurementRegion: Float, pictureWidth: Int = 0,
    pictureHeight: Int = 0
  ) throws(FeatureError) -> FeatureSet {
    var scanner = TextScanner(bytes, named: name)
    let dimension = try scanner.wholeNumber("the dimension", in: 1...largestDimension)
    try scanner.endLine()
    let count = try scanner.wholeNumber("the number of features", in: 0...Int(Int32.max))
    try scanner.endLine()
    try scanner.expectRoom(forLines: count, ofNumbers: 5 + dimension)
    let lines = try scanner.featureLines(count, dimension: dimension) { (scanner) throws(FeatureError) in
      try region(&scanner, radius: Double(measurementRegion))
    }
    return FeatureSet(
      pictureWidth: pictureWidth, pictureHeight: pictureHeight, regions: lines.regions,
      descriptors: lines.descriptors)
  }
}

extension OxfordFormat {
  /// The coefficients a, b, c of the described region.
  struct Ellipse {
    var a, b, c: Double
  }

  private static func ellipses(
    of regions: [LocalRegion], radius: Double
  ) throws(FeatureError) -> [Ellipse] {
    var ellipses: [Ellipse] = []
    ellipses.reserveCapacity(regions.count)
    for (index, region) in regions.enumerated() {
      let ellipse = Self.ellipse(of: region, radius: radius)
      let isProper = ellipse.a.isFinite && ellipse.b.isFinite && ellipse.c.isFinite
      guard isProper, region.x.isFinite, region.y.isFinite else {
        throw FeatureError("feature \(index + 1) has no proper region")
      }
      ellipses.append(ellipse)
    }
    return ellipses
  }

  /// Σ⁻¹ of Σ = r² S Sᵀ; the determinant comes from S, where nothing cancels.
  static func ellipse(of region: LocalRegion, radius: Double) -> Ellipse {
    let (xx, xy) = (Double(region.xx), Double(region.xy))
    let (yx, yy) = (Double(region.yx), Double(region.yy))
    let determinant = (xx * yy - xy * yx) * radius
    let factor = 1 / (determinant * determinant)
    return Ellipse(
      a: (yx * yx + yy * yy) * factor, b: -(xx * yx + xy * yy) * factor, c: (xx * xx + xy * xy) * factor)
  }

  /// The upright region of an ellipse: Σ = L Lᵀ with L lower triangular, divided by the radius.
  static func region(x: Double, y: Double, of ellipse: Ellipse, radius: Double) -> LocalRegion {
    let determinant = ellipse.a * ellipse.c - ellipse.b * ellipse.b
    let xx = (ellipse.c / determinant).squareRoot()
    let yx = -ellipse.b / (determinant * xx)
    let yy = 1 / ellipse.c.squareRoot()
    return LocalRegion(
      x: Float(x), y: Float(y), xx: Float(xx / radius), xy: 0, yx: Float(yx / radius), yy: Float(yy / radius))
  }

  private static func append(_ region: LocalRegion, _ ellipse: Ellipse, to text: inout TextWriter) {
    text.append(Double(region.x), decimals: 3)
    text.append(byte: UInt8(ascii: " "))
    text.append(Double(region.y), decimals: 3)
    for coefficient in [ellipse.a, ellipse.b, ellipse.c] {
      text.append(byte: UInt8(ascii: " "))
      text.append(coefficient, significantDigits: 9)
    }
  }

  private static func region(
    _ scanner: inout TextScanner, radius: Double
  ) throws(FeatureError) -> LocalRegion {
    let x = try scanner.coordinate("x")
    let y = try scanner.coordinate("y")
    let ellipse = Ellipse(
      a: try scanner.number("a"), b: try scanner.number("b"), c: try scanner.number("c"))
    let region = region(x: x, y: y, of: ellipse, radius: radius)
    let isProper = region.scale > 0 && region.scale.isFinite && region.yx.isFinite
    guard ellipse.a > 0, ellipse.c > 0, isProper else {
      throw scanner.failure("a, b and c describe no ellipse")
    }
    return region
  }
}
