extension ChanceModel {
  /// Correspondences are shared words with near signatures.
  package static let sharedWords = ChanceModel(
    knots: [Knot(evidence: 0, logChance: 0), Knot(evidence: 3, logChance: -3)], tailSlope: 0.9)

  /// Correspondences are mutual nearest neighbours of upright features.
  package static let uprightNeighbours = ChanceModel(
    knots: [Knot(evidence: 2, logChance: 0), Knot(evidence: 6.4, logChance: -2)], tailSlope: 0.7)

  /// Correspondences are mutual nearest neighbours of features with orientations of their own.
  package static let orientedNeighbours = ChanceModel(
    knots: [Knot(evidence: 3, logChance: 0), Knot(evidence: 7.7, logChance: -2)], tailSlope: 0.7)
}
