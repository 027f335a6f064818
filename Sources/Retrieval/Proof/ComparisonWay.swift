import LocalFeatures
import Raster
import Verification

/// A way of describing two pictures that are compared, and what chance brings about in pairs that were described so.
struct ComparisonWay: Sendable {
  let maker: FeatureMaker
  let chance: ChanceModel
  /// Its share of the probability of an error; the shares of all ways sum up to 1.
  let share: Double
  let neighbours: NeighbourPairs

  /// Without a network, two. Upright features tell more where both pictures stand upright, which is usual; what is turned has evidence
  /// enough to bear the smaller share. With a network, its features alone.
  static func all(for options: ComparisonOptions) throws(FeatureError) -> [ComparisonWay] {
    if let network = options.network {
      let extractor = try LearnedFeatureExtractor(
        recipePath: network, maxFeatures: options.maxFeatures, maxSide: options.maxSide)
      return [learned(extractor)]
    }
    return [
      try classical(options, .upright, .uprightNeighbours, share: 0.9),
      try classical(options, .dominant, .orientedNeighbours, share: 0.1),
    ]
  }

  /// Patches of classical regions are matched and verified like these; points of a network have no shape.
  private static func learned(_ extractor: LearnedFeatureExtractor) -> ComparisonWay {
    guard !extractor.measuresShapes else {
      return ComparisonWay(
        maker: .learned(extractor), chance: .uprightNeighbours, share: 1,
        neighbours: NeighbourPairs(kind: .regions(greatestDistance: extractor.greatestMatchDistance)))
    }
    return ComparisonWay(
      maker: .learned(extractor), chance: .learnedNeighbours, share: 1,
      neighbours: NeighbourPairs(kind: .points))
  }

  private static func classical(
    _ options: ComparisonOptions, _ orientation: FeatureOptions.Orientation, _ chance: ChanceModel,
    share: Double
  ) throws(FeatureError) -> ComparisonWay {
    let extractor = try FeatureExtractor(options: options.features(orientation))
    return ComparisonWay(
      maker: .classical(extractor), chance: chance, share: share, neighbours: NeighbourPairs())
  }

  /// The features of a picture, or of its mirror image in the coordinates of the picture as it is.
  func features(of picture: DecodedPicture, mirrored: Bool) throws(FeatureError) -> FeatureSet {
    guard mirrored else { return try features(of: picture) }
    var features = try features(of: picture.mirrored)
    features.regions = features.regions.map { $0.mirrored(inWidth: picture.originalWidth) }
    return features
  }
}

extension ComparisonWay {
  /// Networks look at several scales: one of them alone finds little in common between a thing and the same one twice as large.
  private func features(of picture: DecodedPicture) throws(FeatureError) -> FeatureSet {
    switch maker {
    case .classical: try maker.features(of: picture)[0]
    case .learned(let extractor): try extractor.extractAtScales(from: picture)
    }
  }
}

extension LocalRegion {
  /// The same region of the mirror image of a picture of this width.
  fileprivate func mirrored(inWidth width: Int) -> LocalRegion {
    var mirrored = self
    mirrored.x = Float(width - 1) - x
    mirrored.xx = -xx
    mirrored.xy = -xy
    return mirrored
  }
}
