extension ChanceModel {
  /// Correspondences are shared words with near signatures. 48,000 pairs; one in 29 agrees in anything. Behind the last knot the
  /// measured slope is near 2.
  package static let sharedWords = ChanceModel(
    knots: [
      Knot(0, -1.46), Knot(0.78, -1.52), Knot(1.49, -2), Knot(1.91, -2.52), Knot(2.24, -3), Knot(2.49, -3.52),
      Knot(2.77, -4),
    ], tailSlope: 1.2, shiftPerOctave: 0.25, usualCount: 50, denseCount: 200)

  /// Correspondences are shared words with near signatures of points of a network (XFeat at four scales, 65,536 words). Of 64,512 pairs of photographs
  /// with pictures of a town one in a thousand has an evidence of 2.1, one in ten thousand 2.5. The model is deliberately milder, that of shaped regions
  /// stretched by half: different houses of one town were seen to agree with evidence up to 10, and where every small agreement counted as much as
  /// those photographs say, expanded queries drifted away (mean average precision 0.768, with this 0.78).
  package static let sharedWordsOfPoints = ChanceModel(
    knots: [
      Knot(0, -1), Knot(1.17, -1.2), Knot(2.24, -1.6), Knot(2.87, -2.1), Knot(3.36, -2.6), Knot(3.74, -3.1),
      Knot(4.16, -3.6),
    ], tailSlope: 0.8, shiftPerOctave: 0.25, usualCount: 50, denseCount: 200)

  /// Correspondences are mutual nearest neighbours of upright features. 12,500 pairs; behind the last knot the measured slope is 0.7 to 0.9.
  package static let uprightNeighbours = ChanceModel(
    knots: [
      Knot(0, 0), Knot(2.07, -0.24), Knot(2.95, -0.3), Knot(4.55, -0.52), Knot(5.09, -0.7), Knot(5.62, -1),
      Knot(6.27, -1.52), Knot(6.79, -2), Knot(7.39, -2.52), Knot(7.92, -3),
    ], tailSlope: 0.7, shiftPerOctave: 0.75, usualCount: 200, denseCount: 600)

  /// Correspondences are mutual nearest neighbours of features with orientations of their own. The same pairs.
  package static let orientedNeighbours = ChanceModel(
    knots: [
      Knot(0, 0), Knot(2.22, -0.17), Knot(3.39, -0.22), Knot(4.29, -0.3), Knot(5.19, -0.52), Knot(5.6, -0.7),
      Knot(6.09, -1), Knot(6.79, -1.52), Knot(7.35, -2), Knot(7.9, -2.52), Knot(8.51, -3),
    ], tailSlope: 0.7, shiftPerOctave: 0.75, usualCount: 200, denseCount: 600)

  /// Correspondences are mutual nearest neighbours of points of a network (XFeat at five sizes) together with those of upright features, which
  /// count less. 1,000 pairs. Behind a hundredth, where chance would end, are those that a network sees alike: the faces of two people, two
  /// windows, rows of bare trees.
  package static let learnedNeighbours = ChanceModel(
    knots: [
      Knot(0, 0), Knot(3.6, -0.05), Knot(4.55, -0.15), Knot(5.28, -0.3), Knot(6.1, -0.52), Knot(6.75, -0.7),
      Knot(7.84, -1), Knot(8.9, -1.3), Knot(9.62, -1.52), Knot(10.11, -1.7), Knot(10.71, -2),
      Knot(13.1, -2.3),
      Knot(15.1, -2.52), Knot(27, -3),
    ], tailSlope: 0.2, shiftPerOctave: 0.25, usualCount: 800, denseCount: 2400)
}
