import Core
import LocalFeatures
import Raster
import Vocabulary

/// Looks at pictures as an ingest would, and then at what their features would be if they were turned. One surveyor serves any number
/// of threads.
package final class PictureSurveyor: Sendable {
  /// Quarters, as cameras and scanners turn pictures.
  private static let turns = Turn.evenly(4)

  package let vocabulary: Vocabulary
  private let describer: PictureDescriber
  private let extractor: FeatureExtractor

  /// Refuses words of a network's features: points that it finds upright aren't those it finds turned, so nothing could be compared.
  package init(vocabulary: Vocabulary) throws(RetrievalError) {
    self.vocabulary = vocabulary
    describer = try PictureDescriber(vocabulary: vocabulary)
    guard case .classical(let extractor) = describer.maker else {
      throw RetrievalError(
        path: vocabulary.path,
        "its words are of a network's features, and advice is given on classical ones; name another vocabulary with --vocabulary"
      )
    }
    self.extractor = extractor
  }

  /// How the vocabulary's features are oriented.
  package var orientation: FeatureOptions.Orientation { extractor.options.orientation }
  /// With the limits that an ingest has.
  package var options: FeatureOptions { extractor.options }

  package func survey(_ source: PictureSource) throws(RetrievalError) -> SurveyedPicture {
    var (watch, surveyed) = (Stopwatch(), SurveyedPicture(name: source.name))
    let picture = try UndecodedPicture(source)
    surveyed.timings.reading = watch.lap()
    let decoded = try describer.decode(picture)
    surveyed.timings.decoding = watch.lap()
    let features = try describer.features(of: decoded, named: source.name)[0]
    surveyed.timings.features = watch.lap()
    let rows = PictureDescriber.rows(of: features)
    let found = describer.search.nearest(rows, jobs: 1)
    _ = describer.signatures(of: rows, words: found.words, wordsPerFeature: 1)
    surveyed.timings.words = watch.lap()
    (surveyed.width, surveyed.height) = (features.pictureWidth, features.pictureHeight)
    surveyed.featureCount = features.count
    surveyed.warnings = decoded.warnings
    surveyed.squaredErrors =
      [Self.sum(found.squaredDistances)] + errorsOfTurned(features.regions, in: decoded.grey)
    return surveyed
  }

  /// The same points, described as if the picture were turned.
  private func errorsOfTurned(_ regions: [LocalRegion], in grey: GreyPicture) -> [Double] {
    guard orientation == .upright else { return [] }
    return extractor.describe(regions, in: grey, turns: Array(Self.turns.dropFirst())).map {
      Self.sum(describer.search.nearest(PictureDescriber.rows(of: $0), jobs: 1).squaredDistances)
    }
  }

  private static func sum(_ distances: [Int32]) -> Double {
    distances.reduce(0) { $0 + Double($1) }
  }
}
