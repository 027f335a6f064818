import Core

/// How far a point may be from where a map says, and by how much its size may differ.
enum Tolerances {
  /// In which maps from single correspondences are compared, as a share of the picture's size (the square root of its area).
  /// Shapes of regions are off by some ten per cent, so points at the other end of a picture miss by as much.
  static let search: Float = 0.06
  /// In which evidence is counted, the widest first; that with most evidence is taken.
  static let evidence: [Float] = [0.06, 0.03, 0.015, 0.0075]
  /// In which inliers are taken for the next fit, one after the other.
  static let shrinking: [Float] = [0.06, 0.04, 0.03, 0.02, 0.015, 0.01, 0.0075, 0.0075]
  /// Sizes of corresponding features differ from what the map says by less than so many octaves. Scales of points are those of the
  /// reduced pictures in which they were found, and a network finds a point again in the next one.
  static func octaves(of frames: FrameKind) -> Float {
    switch frames {
    case .regions: 1
    case .scales: 2
    case .points, .mixed: .infinity
    }
  }

  /// How much a point counts that obeys within a tolerance, against one that does within the widest: log(1/area) of the disc that it
  /// was found in, which is what a chance agreement within it is worth.
  static func worth(of tolerance: Float) -> Float {
    logOfArea(tolerance) / logOfArea(evidence[0])
  }

  private static func logOfArea(_ tolerance: Float) -> Float {
    -Float(binaryLogarithm(.pi * Double(tolerance * tolerance)))
  }
}
