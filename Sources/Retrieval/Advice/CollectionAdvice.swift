import LocalFeatures

/// Which settings fit some pictures, and what was measured that says so.
package struct CollectionAdvice: Sendable {
  /// Queries below this are enlarged; pictures of a collection are not, so they have few features.
  package static let smallSide = PictureDescriber.leastQuerySide

  /// Where a collection's words come from.
  package enum Words: Sendable, Equatable {
    /// The vocabulary that the sample was described with.
    case given
    /// One that is to be built from these pictures.
    case own(wordCount: Int, orientation: FeatureOptions.Orientation)
  }

  /// All that were given, of which the sample was taken.
  package let pictureCount: Int
  package let sample: [SurveyedPicture]
  package let vote: OrientationVote
  package let fit: VocabularyFit
  package let featureCounts: Distribution
  package let longerSides: Distribution
  package let limits: FeatureOptions
  package let estimate: CollectionEstimate
  package let words: Words

  /// - Precondition: `sample` has a picture.
  package init(sample: [SurveyedPicture], pictureCount: Int, jobs: Int, surveyor: PictureSurveyor) {
    self.pictureCount = pictureCount
    self.sample = sample
    fit = VocabularyFit(sample, vocabulary: surveyor.vocabulary)
    vote = OrientationVote(sample, isTrusted: fit.isNear)
    featureCounts = Distribution(sample.map(\.featureCount))
    longerSides = Distribution(sample.map(\.longerSide))
    limits = surveyor.options
    estimate = CollectionEstimate(
      sample, pictureCount: pictureCount, wordCount: surveyor.vocabulary.wordCount, jobs: jobs)
    words = Self.words(
      vote: vote, fit: fit, given: surveyor.orientation, pictureCount: pictureCount,
      features: estimate.features)
  }

  /// Turned pictures need features with orientations of their own, however few pictures there are; words that lie far away are replaced where there are
  /// pictures enough to learn better ones.
  static func words(
    vote: OrientationVote, fit: VocabularyFit, given: FeatureOptions.Orientation, pictureCount: Int,
    features: Int
  ) -> Words {
    let wanted = given == .upright ? vote.orientation : given
    let canLearn = pictureCount >= VocabularyFit.leastPictures
    guard wanted != given || (!fit.isNear && canLearn) else { return .given }
    return .own(wordCount: VocabularyFit.wordCount(forDescriptors: features), orientation: wanted)
  }

  /// Pictures of which a share of this size had as many features as are kept.
  package var shareAtLimit: Double {
    Double(featureCounts.count { $0 >= limits.maxFeatures }) / Double(sample.count)
  }
}
