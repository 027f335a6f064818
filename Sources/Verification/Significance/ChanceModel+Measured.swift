extension ChanceModel {
  /// Correspondences are shared words with near signatures. 48,000 pairs; one in 29 agrees in anything. Behind the last knot the
  /// measured slope is near 2.
  package static let sharedWords = ChanceModel(
    knots: [
      Knot(0, -1.46), Knot(0.78, -1.52), Knot(1.49, -2), Knot(1.91, -2.52), Knot(2.24, -3), Knot(2.49, -3.52),
      Knot(2.77, -4),
    ], tailSlope: 1.2, shiftPerOctave: 0.25, usualCount: 50)

  /// Correspondences are mutual nearest neighbours of upright features.
  package static let uprightNeighbours = ChanceModel(
    knots: [Knot(2, 0), Knot(6.4, -2)], tailSlope: 0.8, shiftPerOctave: 0.75, usualCount: 200)

  /// Correspondences are mutual nearest neighbours of features with orientations of their own.
  package static let orientedNeighbours = ChanceModel(
    knots: [Knot(3, 0), Knot(7.7, -2)], tailSlope: 0.8, shiftPerOctave: 0.75, usualCount: 200)
}
