import LocalFeatures
import Raster
import Verification

/// A way of describing two pictures that are compared, and what chance brings about in pairs that were described so.
struct ComparisonWay: Sendable {
  /// The features that have to agree in one map, of one kind or of two.
  let features: [ComparedFeatures]
  let chance: ChanceModel
  /// Its share of the probability of an error; the shares of all ways sum up to 1.
  let share: Double

  /// Two, upright and oriented. Upright features tell more where both pictures stand upright, which is usual; what is turned has evidence
  /// enough to bear the smaller share.
  ///
  /// Points of a network stand upright too, and join the first: both have to obey the same map, and what one kind doesn't see in a pair the other often
  /// does. The second has a smaller share then, for where pictures stand upright it says nothing that the first doesn't say better. A network of
  /// patches describes the upright regions instead, alone.
  static func all(for options: ComparisonOptions) throws(FeatureError) -> [ComparisonWay] {
    guard let network = options.network else {
      return try [upright(options), oriented(options, share: 0.1)]
    }
    let learned = ComparedFeatures(
      try LearnedFeatureExtractor(
        recipePath: network, maxFeatures: options.maxFeatures, maxSide: options.maxSide))
    guard learned.arePoints else {
      return [ComparisonWay(features: [learned], chance: .uprightNeighbours, share: 1)]
    }
    let regions = try ComparedFeatures.classical(options, .upright)
    let oriented = try oriented(options, share: 0.02)
    return [
      ComparisonWay(features: [learned, regions], chance: .learnedNeighbours, share: 1 - oriented.share),
      oriented,
    ]
  }

  private static func upright(_ options: ComparisonOptions) throws(FeatureError) -> ComparisonWay {
    ComparisonWay(
      features: [try ComparedFeatures.classical(options, .upright)], chance: .uprightNeighbours, share: 0.9)
  }

  private static func oriented(
    _ options: ComparisonOptions, share: Double
  ) throws(FeatureError) -> ComparisonWay {
    ComparisonWay(
      features: [try ComparedFeatures.classical(options, .dominant)], chance: .orientedNeighbours,
      share: share)
  }

  /// What corresponds in two pictures. Both are given by a set for each kind of features.
  func pair(_ a: [FeatureSet], _ b: [FeatureSet]) -> PicturePair {
    let pairs = features.indices.map { features[$0].neighbours.pair(a[$0], b[$0]) }
    return pairs.dropFirst().reduce(pairs[0]) { $0.joined(with: $1) }
  }
}

/// Features of one maker as they are compared.
struct ComparedFeatures: Sendable {
  let maker: FeatureMaker
  let neighbours: NeighbourPairs

  /// Patches of classical regions are matched and verified like these; points of a network have no shape.
  init(_ extractor: LearnedFeatureExtractor) {
    maker = .learned(extractor)
    neighbours = NeighbourPairs(
      kind: extractor.measuresShapes
        ? .regions(greatestDistance: extractor.greatestMatchDistance) : .points)
  }

  private init(_ extractor: FeatureExtractor) {
    maker = .classical(extractor)
    neighbours = NeighbourPairs()
  }

  static func classical(
    _ options: ComparisonOptions, _ orientation: FeatureOptions.Orientation
  ) throws(FeatureError) -> ComparedFeatures {
    ComparedFeatures(try FeatureExtractor(options: options.features(orientation)))
  }

  var arePoints: Bool { !maker.measuresShapes }

  /// The features of a picture, or of its mirror image in the coordinates of the picture as it is.
  func features(of picture: DecodedPicture, mirrored: Bool) throws(FeatureError) -> FeatureSet {
    guard mirrored else { return try features(of: picture) }
    var features = try features(of: picture.mirrored)
    features.regions = features.regions.map { $0.mirrored(inWidth: picture.originalWidth) }
    return features
  }

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
