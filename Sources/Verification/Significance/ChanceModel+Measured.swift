extension ChanceModel {
  /// Correspondences are shared words with near signatures.
  package static let sharedWords = ChanceModel(
    knots: [Knot(0.5, 0), Knot(3, -3)], tailSlope: 0.9, shiftPerOctave: 0, usualCount: 50)

  /// Correspondences are mutual nearest neighbours of upright features.
  package static let uprightNeighbours = ChanceModel(
    knots: [Knot(2, 0), Knot(6.4, -2)], tailSlope: 0.8, shiftPerOctave: 0.75, usualCount: 200)

  /// Correspondences are mutual nearest neighbours of features with orientations of their own.
  package static let orientedNeighbours = ChanceModel(
    knots: [Knot(3, 0), Knot(7.7, -2)], tailSlope: 0.8, shiftPerOctave: 0.75, usualCount: 200)
}
