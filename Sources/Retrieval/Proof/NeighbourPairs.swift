import LocalFeatures
import Verification

/// Correspondences of two pictures from their descriptors: pairs that are each other's nearest.
struct NeighbourPairs: Sendable {
  /// A pair counts fully when its distance is below nine tenths of that to the second nearest, and less and less up to one.
  private static let slope: Float = 10

  /// Pairs that are farther apart are none: networks are trained so that what is alike is near, whatever else is near too.
  var greatestDistance: Float = .infinity

  func pair(_ a: FeatureSet, _ b: FeatureSet) -> PicturePair {
    let matches = MutualMatcher(greatestRatio: 1).matches(a.descriptors, b.descriptors)
    return PicturePair(
      first: PictureArea(width: a.pictureWidth, height: a.pictureHeight),
      second: PictureArea(width: b.pictureWidth, height: b.pictureHeight),
      correspondences: matches.compactMap { match in
        let closeness = min(1, Self.slope * (1 - match.ratio))
        guard closeness > 0, match.distance <= greatestDistance else { return nil }
        return Correspondence(
          firstFeature: UInt32(match.first), secondFeature: UInt32(match.second),
          first: LocalFrame(a.regions[match.first]), second: LocalFrame(b.regions[match.second]),
          closeness: closeness)
      })
  }
}
