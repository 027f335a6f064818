import Core

/// An elliptic region of a picture, with an orientation: where a local feature is.
///
/// A point u of the unit disc lies at `centre + shape · u`; the unit circle is the ellipse of *one* detected
/// scale σ, and the described region is `FeatureOptions.measurementRegion` times as large. u = (0, −1) is
/// the region's own "up"; an upright region has `shape.xy == 0`, which keeps the vertical direction.
public struct LocalRegion: Sendable, Equatable {
  /// The centre in pixels of the original picture; (0, 0) is the centre of its top left pixel.
  public var x, y: Float
  /// The columns of the map are (xx, yx) and (xy, yy), in pixels.
  public var xx, xy, yx, yy: Float
  /// The detector's response, for choosing the strongest; comparable within one picture and detector.
  public var strength: Float

  public init(x: Float, y: Float, xx: Float, xy: Float, yx: Float, yy: Float, strength: Float = 0) {
    self.x = x
    self.y = y
    self.xx = xx
    self.xy = xy
    self.yx = yx
    self.yy = yy
    self.strength = strength
  }

  /// The scale σ in pixels: the radius of the circle of the same area.
  public var scale: Float { abs(xx * yy - xy * yx).squareRoot() }
}

/// The local features of one picture: region `i` is described by row `i`.
public struct FeatureSet: Sendable, Equatable {
  /// The size of the original picture, in whose pixels the regions are given.
  public var pictureWidth: Int
  public var pictureHeight: Int
  public var regions: [LocalRegion]
  public var descriptors: Descriptors

  public init(pictureWidth: Int, pictureHeight: Int, regions: [LocalRegion], descriptors: Descriptors) {
    precondition(regions.count == descriptors.count, "every region has one descriptor")
    self.pictureWidth = pictureWidth
    self.pictureHeight = pictureHeight
    self.regions = regions
    self.descriptors = descriptors
  }

  public var count: Int { regions.count }
}

/// Descriptors of any dimension, as bytes (the classical ones) or floats (learned ones).
public enum Descriptors: Sendable, Equatable {
  case bytes(Matrix<UInt8>)
  case floats(Matrix<Float>)

  public var count: Int {
    switch self {
    case .bytes(let matrix): matrix.rowCount
    case .floats(let matrix): matrix.rowCount
    }
  }

  public var dimension: Int {
    switch self {
    case .bytes(let matrix): matrix.columnCount
    case .floats(let matrix): matrix.columnCount
    }
  }
}
