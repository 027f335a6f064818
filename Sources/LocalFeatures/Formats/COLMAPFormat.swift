import Core
import Glibc

/// The text format that COLMAP's feature importer reads; it wants the features of `IMAGE.EXT` in
/// `IMAGE.EXT.txt`.
///
/// The first line is `COUNT 128`, then one line a feature: `X Y SCALE ORIENTATION D1 … D128`.
///
/// - Coordinates: (0.5, 0.5) is the centre of the top left pixel, so half a pixel is added to ours.
/// - SCALE is σ in pixels, the radius of the circle of the region's area.
/// - ORIENTATION is in radians, measured from the x axis towards the y axis, which points down: COLMAP
///   builds the matrix SCALE · (cos −sin; sin cos) from it, whose columns are the region's axes. We write the
///   direction of the region's *vertical* axis, less a quarter turn: that is the same for a circle, and
///   exactly 0 for an upright ellipse, however it is sheared.
/// - Lost: the affine shape, a reflection, the strength, the size of the picture. A region that is read is a
///   circle.
/// - Kept: x, y and σ to a thousandth of a pixel, the orientation to a millionth, descriptors exactly. Only
///   descriptors of 128 bytes are possible.
public enum COLMAPFormat {
  /// The only dimension that COLMAP's importer accepts.
  public static let dimension = 128
  private static let centreOffset = 0.5

  /// The text of one picture's features.
  ///
  /// - Throws: when descriptors are not of 128 bytes, or a region has no area.
  public static func encode(_ features: FeatureSet) throws(FeatureError) -> [UInt8] {
    guard case .bytes(let descriptors) = features.descriptors, descriptors.columnCount == dimension else {
      throw FeatureError("COLMAP's format holds descriptors of 128 bytes only; take sift or rootsift")
    }
    if let index = features.regions.firstIndex(where: { !isProper($0) }) {
      throw FeatureError("feature \(index + 1) has no proper region")
    }
    var text = TextWriter(capacity: 32 + features.count * (48 + 4 * dimension))
    text.append("\(features.count) \(dimension)\n")
    descriptors.withUnsafeElements { numbers in
      for (row, region) in features.regions.enumerated() {
        append(region, to: &text)
        let descriptor = UnsafeBufferPointer(rebasing: numbers[row * dimension..<(row + 1) * dimension])
        text.append(numbers: descriptor, eachAfter: UInt8(ascii: " "))
        text.append("\n")
      }
    }
    return text.bytes
  }

  /// The features in the bytes of a file; `name` is for messages. The size of the picture is not in the
  /// format: give it if it is known, 0 stands for unknown.
  public static func decode(
    _ bytes: [UInt8], named name: String, pictureWidth: Int = 0, pictureHeight: Int = 0
  ) throws(FeatureError) -> FeatureSet {
    var scanner = TextScanner(bytes, named: name)
    let count = try scanner.wholeNumber("the number of features", in: 0...Int(Int32.max))
    _ = try scanner.wholeNumber("the dimension", in: dimension...dimension)
    try scanner.endLine()
    try scanner.expectRoom(forLines: count, ofNumbers: 4 + dimension)
    let lines = try scanner.featureLines(count, dimension: dimension) { (scanner) throws(FeatureError) in
      try region(&scanner)
    }
    return FeatureSet(
      pictureWidth: pictureWidth, pictureHeight: pictureHeight, regions: lines.regions,
      descriptors: lines.descriptors)
  }

  /// How far the region's vertical axis is turned from the picture's, in radians; 0 for an upright one.
  static func orientation(of region: LocalRegion) -> Double {
    atan2(-Double(region.xy), Double(region.yy))
  }

  private static func isProper(_ region: LocalRegion) -> Bool {
    region.x.isFinite && region.y.isFinite && region.scale.isFinite && region.scale > 0
  }

  private static func append(_ region: LocalRegion, to text: inout TextWriter) {
    text.append(Double(region.x) + centreOffset, decimals: 3)
    text.append(byte: UInt8(ascii: " "))
    text.append(Double(region.y) + centreOffset, decimals: 3)
    text.append(byte: UInt8(ascii: " "))
    text.append(Double(region.scale), decimals: 3)
    text.append(byte: UInt8(ascii: " "))
    text.append(orientation(of: region), decimals: 6)
  }

  private static func region(_ scanner: inout TextScanner) throws(FeatureError) -> LocalRegion {
    let x = try scanner.coordinate("X")
    let y = try scanner.coordinate("Y")
    let scale = try scanner.coordinate("SCALE")
    guard scale > 0 else { throw scanner.failure("SCALE must be above zero") }
    let orientation = try scanner.coordinate("ORIENTATION")
    let (cosine, sine) = (Float(scale * cos(orientation)), Float(scale * sin(orientation)))
    return LocalRegion(
      x: Float(x - centreOffset), y: Float(y - centreOffset), xx: cosine, xy: -sine, yx: sine, yy: cosine)
  }
}
