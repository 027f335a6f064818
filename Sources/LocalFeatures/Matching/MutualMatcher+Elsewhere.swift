/// Ratios where a thing is described several times.
extension MutualMatcher {
  /// The mutual matches of two pictures, each with the ratio to the nearest descriptor that lies *elsewhere*: a point that was found at several
  /// scales has descriptors that are much alike, and they speak for a match, not against it. The greater one of both directions.
  ///
  /// Elsewhere is farther away than a share of the picture's size, the square root of its area. No match is left out for its ratio.
  package func matches(_ a: FeatureSet, _ b: FeatureSet, elsewhere share: Float) -> [FeatureMatch] {
    let mutual = MutualMatcher(greatestRatio: 1).matches(a.descriptors, b.descriptors)
    let forth = Self.secondDistances(of: mutual.map { ($0.first, $0.second) }, a, b, share)
    let back = Self.secondDistances(of: mutual.map { ($0.second, $0.first) }, b, a, share)
    return mutual.indices.map { index in
      let match = mutual[index]
      let second = min(forth[index], back[index])
      return FeatureMatch(
        first: match.first, second: match.second, distance: match.distance,
        ratio: second > 0 ? min(1, match.distance / second) : 1)
    }
  }

  /// Of each pair of a row of `a` and its match in `b`, the distance of the nearest row of `b` that lies elsewhere; infinite where none does.
  private static func secondDistances(
    of pairs: [(row: Int, match: Int)], _ a: FeatureSet, _ b: FeatureSet, _ share: Float
  ) -> [Float] {
    let reach = share * share * Float(b.pictureWidth) * Float(b.pictureHeight)
    switch (a.descriptors, b.descriptors) {
    case (.bytes(let first), .bytes(let second)):
      return secondDistances(of: pairs, ByteRows(first, second), b.regions, reach)
    case (.floats(let first), .floats(let second)):
      return secondDistances(of: pairs, FloatRows(first, second), b.regions, reach)
    default: preconditionFailure("descriptors of bytes cannot be matched with descriptors of floats")
    }
  }

  private static func secondDistances(
    of pairs: [(row: Int, match: Int)], _ rows: some ComparableRows, _ regions: [LocalRegion], _ reach: Float
  ) -> [Float] {
    var distances = [Float](repeating: 0, count: rows.secondCount)
    return pairs.map { row, match in
      rows.squaredDistances(from: row, into: &distances)
      let (x, y) = (regions[match].x, regions[match].y)
      var least = Float.infinity
      for other in distances.indices where distances[other] < least {
        let (dx, dy) = (regions[other].x - x, regions[other].y - y)
        if dx * dx + dy * dy > reach { least = distances[other] }
      }
      return least.squareRoot()
    }
  }
}
