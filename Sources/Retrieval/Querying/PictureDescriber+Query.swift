import Core
import LocalFeatures

/// Queries: several words a feature, perhaps only those of a region, perhaps under several turns.
extension PictureDescriber {
  package func describe(
    query picture: UndecodedPicture, _ options: QueryDescriptionOptions = QueryDescriptionOptions()
  ) throws(RetrievalError) -> QueryDescription {
    let decoded = try decode(query: picture, options)
    let rotations = words(of: try features(of: decoded, named: picture.name, options), options)
    return QueryDescription(
      name: picture.name, width: decoded.originalWidth, height: decoded.originalHeight, rotations: rotations,
      warnings: decoded.warnings)
  }
}

/// The stages, for those who tell how long each takes.
extension PictureDescriber {
  /// A query whose longer side is below this is enlarged: what is sought may be larger in the pictures that are searched.
  static let leastQuerySide = 480

  /// The features of a query as it would be if it were turned.
  struct TurnedFeatures: Sendable {
    let turn: Turn
    let features: FeatureSet
  }

  /// Refuses options that do not fit the picture.
  func decode(
    query picture: UndecodedPicture, _ options: QueryDescriptionOptions
  ) throws(RetrievalError) -> DecodedPicture {
    try options.validate()
    let decoded = try decode(picture)
    try options.region?.check(pictureWidth: decoded.originalWidth, pictureHeight: decoded.originalHeight)
    return options.enlarges ? decoded.enlarged(toSide: Self.leastQuerySide) : decoded
  }

  func features(
    of picture: DecodedPicture, named name: String, _ options: QueryDescriptionOptions
  ) throws(RetrievalError) -> [TurnedFeatures] {
    let count = turnCount(options.rotations)
    let turns = Turn.evenly(count) + (options.mirror ? Turn.evenly(count, mirrored: true) : [])
    return zip(turns, try features(of: picture, named: name, turns: turns)).map { turn, features in
      TurnedFeatures(turn: turn, features: Self.features(features, within: options.region))
    }
  }

  func words(of rotations: [TurnedFeatures], _ options: QueryDescriptionOptions) -> [QueryFeatures] {
    Parallel.map(count: rotations.count, jobs: options.jobs) { words(of: rotations[$0], options) }
  }

  private func turnCount(_ rotations: QueryDescriptionOptions.Rotations) -> Int {
    maker.findsOrientations ? 1 : rotations.rawValue
  }

  private func words(of turned: TurnedFeatures, _ options: QueryDescriptionOptions) -> QueryFeatures {
    let rows = Self.rows(of: turned.features)
    let count = options.wordsPerFeature
    let words = nearestWords(of: rows, wordsPerFeature: count)
    let aggregates =
      options.needsAggregates ? aggregates(WordOrder(words, wordsPerFeature: count), rows) : nil
    return QueryFeatures(
      turn: turned.turn, regions: turned.features.regions, wordsPerFeature: count, words: words,
      signatures: options.needsSignatures ? signatures(of: rows, words: words, wordsPerFeature: count) : [],
      aggregateWords: aggregates?.words ?? [], aggregates: aggregates?.signatures ?? [])
  }

  /// The features whose centres lie in a region, in their order.
  static func features(_ features: FeatureSet, within region: PictureRegion?) -> FeatureSet {
    guard let region else { return features }
    let rows = rows(of: features)
    var chosen = Matrix<UInt8>(columnCount: rows.columnCount)
    var regions: [LocalRegion] = []
    for (index, place) in features.regions.enumerated() where region.contains(centreOf: place) {
      regions.append(place)
      chosen.append(row: rows[index])
    }
    return FeatureSet(
      pictureWidth: features.pictureWidth, pictureHeight: features.pictureHeight, regions: regions,
      descriptors: .bytes(chosen))
  }
}
