import Core
import LocalFeatures
import Raster

/// Queries: several words a feature, perhaps only those of a region, perhaps under several turns.
extension PictureDescriber {
  package func describe(
    query picture: UndecodedPicture, _ options: QueryDescriptionOptions = QueryDescriptionOptions()
  ) throws(RetrievalError) -> QueryDescription {
    try options.validate()
    let grey = try decode(picture)
    try options.region?.check(pictureWidth: grey.originalWidth, pictureHeight: grey.originalHeight)
    let turns = Turn.evenly(turnCount(options.rotations))
    let rotations = zip(turns, extractor.extract(from: grey, turns: turns)).map { turn, features in
      self.features(Self.features(features, within: options.region), turn: turn, options)
    }
    return QueryDescription(
      name: picture.name, width: grey.originalWidth, height: grey.originalHeight, rotations: rotations,
      warnings: grey.warnings)
  }

  private func turnCount(_ rotations: QueryDescriptionOptions.Rotations) -> Int {
    extractor.options.orientation == .dominant ? 1 : rotations.rawValue
  }

  private func features(
    _ features: FeatureSet, turn: Turn, _ options: QueryDescriptionOptions
  ) -> QueryFeatures {
    let rows = Self.rows(of: features)
    let count = options.wordsPerFeature
    let words = nearestWords(of: rows, wordsPerFeature: count)
    let aggregates = aggregates(WordOrder(words, wordsPerFeature: count), rows)
    return QueryFeatures(
      turn: turn, regions: features.regions, wordsPerFeature: count, words: words,
      signatures: signatures(of: rows, words: words, wordsPerFeature: count),
      aggregateWords: aggregates?.words ?? [], aggregates: aggregates?.signatures ?? [])
  }

  /// The features whose centres lie in a region, in their order.
  private static func features(_ features: FeatureSet, within region: PictureRegion?) -> FeatureSet {
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
