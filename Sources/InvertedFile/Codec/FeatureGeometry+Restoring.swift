import Core

/// Where each field of a packed geometry begins, and its steps.
enum GeometryField {
  static let yStart: UInt64 = 12
  static let sizeStart: UInt64 = 24
  static let ratioStart: UInt64 = 32
  static let axisStart: UInt64 = 37
  static let orientationStart: UInt64 = 44
  static let positionLevels = 4096.0
  static let sizeStepsAnOctave = 20.0
  static let lowestSizeOctave = -13.0
  static let ratioStepsAnOctave = 10.0
  static let axisLevels = 128.0
  static let orientationLevels = 256.0
}

extension FeatureGeometry {
  /// What the bits stand for: the middle of each step. Where no orientation is kept the region is upright: `xy` is 0. Every
  /// number of bits gives finite numbers.
  ///
  /// S = R L: R turns by the orientation, and L is the lower triangular root of the ellipse as it looks before that turn, so
  /// that S (0, −1) points where R takes the picture's up. Both come from tables, since a query restores the geometry of
  /// all features that it matches.
  package init(packed bits: UInt64, _ kind: Kind, width: Int, height: Int) {
    func field(_ start: UInt64, _ count: UInt64) -> Int { Int(bits &>> start & (1 &<< count &- 1)) }
    let tables = GeometryTables.shared
    let radius = tables.sizes[field(GeometryField.sizeStart, 8)] * Double(max(width, height))
    let up = kind == .oriented ? field(GeometryField.orientationStart, 8) : 0
    // Both directions are in steps of 1/128 of half a turn.
    let axis = (field(GeometryField.axisStart, 7) &- up) & (GeometryTables.axisCount - 1)
    let root = tables.roots[field(GeometryField.ratioStart, 5) &* GeometryTables.axisCount &+ axis]
    let turn = tables.turns[up]
    self.init(
      x: Float((Double(field(0, 12)) + 0.5) / GeometryField.positionLevels * Double(width) - 0.5),
      y: Float(
        (Double(field(GeometryField.yStart, 12)) + 0.5) / GeometryField.positionLevels * Double(height) - 0.5),
      xx: Float(radius * (turn.cosine * root.xx - turn.sine * root.yx)),
      xy: up == 0 ? 0 : Float(-radius * turn.sine * root.yy),
      yx: Float(radius * (turn.sine * root.xx + turn.cosine * root.yx)),
      yy: Float(radius * turn.cosine * root.yy))
  }
}

/// What each step of size, ratio and directions stands for.
private struct GeometryTables: Sendable {
  /// The lower triangular root (xx 0; yx yy) of an ellipse of area π.
  struct Root {
    let xx, yx, yy: Double
  }

  static let shared = GeometryTables()
  static let axisCount = Int(GeometryField.axisLevels)
  private static let ratioCount = 32

  /// Shares of the picture's longer side.
  let sizes: [Double]
  /// Of each ratio, for all directions of the axis.
  let roots: [Root]
  let turns: [(cosine: Double, sine: Double)]

  private init() {
    sizes = (0..<256).map {
      powerOfTwo(Double($0) / GeometryField.sizeStepsAnOctave + GeometryField.lowestSizeOctave)
    }
    roots = (0..<Self.ratioCount * Self.axisCount).map { place in
      let (ratio, axis) = place.quotientAndRemainder(dividingBy: Self.axisCount)
      return Self.root(
        ratio: powerOfTwo(Double(ratio) / GeometryField.ratioStepsAnOctave),
        axis: Double(axis) / GeometryField.axisLevels * .pi)
    }
    turns = (0..<Int(GeometryField.orientationLevels)).map {
      let angle = Double($0) / GeometryField.orientationLevels * 2 * .pi
      return $0 == 0 ? (1, 0) : (Core.cosine(angle), Core.sine(angle))
    }
  }

  /// The ellipse has the eigenvalues `ratio` along the axis and 1 / `ratio` across it.
  private static func root(ratio: Double, axis: Double) -> Root {
    let (c, s) = (cosine(axis), sine(axis))
    let xx = (ratio * c * c + s * s / ratio).squareRoot()
    return Root(xx: xx, yx: (ratio - 1 / ratio) * c * s / xx, yy: 1 / xx)
  }
}
