extension ChanceModel {
  /// Correspondences are shared words with near signatures of points of a network. It was not measured: it is that of shaped regions with all evidence
  /// half as large again, because sizes contradict no map here and there are ten times as many maps. A guide and no promise.
  package static let sharedWordsOfPoints = ChanceModel(
    knots: [
      Knot(0, -1), Knot(1.17, -1.2), Knot(2.24, -1.6), Knot(2.87, -2.1), Knot(3.36, -2.6), Knot(3.74, -3.1),
      Knot(4.16, -3.6),
    ], tailSlope: 0.8, shiftPerOctave: 0.25, usualCount: 50, denseCount: 200)
}
