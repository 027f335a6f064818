import Core
import InvertedFile
import LocalFeatures
import Verification

/// What is known of a collection's features before any is compared: what their frames say, and how near signatures are that mean something.
///
/// Descriptors of a network of points have fewer numbers, of which a few vary most, so more of their signatures are near each other by chance
/// than of gradient histograms. XFeat, 65,536 words, 29 queries among 1,008 pictures: shortlists have a mean average precision of 0.734 with 24 bits
/// and 0.751 with 20; 200 verified ones 0.735 with 28 bits and a width of 24, 0.754 with 20 and 14.
struct FeatureTraits: Sendable, Equatable {
  let frames: FrameKind
  /// Signatures that differ in more bits are no match in scoring, unless a query says otherwise.
  let scoringThreshold: Int
  /// The same for correspondences, among which geometry sorts out what is wrong.
  let correspondenceThreshold: Int
  /// A correspondence that differs in so many bits has a closeness of 1/e.
  let closenessWidth: Double
  /// What chance brings about among such correspondences.
  let chance: ChanceModel

  /// Classical features, and patches that a network describes.
  static let regions = FeatureTraits(
    frames: .regions, scoringThreshold: 24, correspondenceThreshold: 28, closenessWidth: 24,
    chance: .sharedWords)
  /// Of networks of maps and of lists: points, whose circles are as large as the part of the picture that the network sees.
  static let points = FeatureTraits(
    frames: .points, scoringThreshold: 20, correspondenceThreshold: 20, closenessWidth: 14,
    chance: .sharedWordsOfPoints)

  /// Of features that were made as a recipe says.
  static func of(_ recipe: Recipe) -> FeatureTraits {
    LearnedFeatureExtractor.isRecipe(recipe) && recipe["detector"] == recipe["descriptor"]
      ? .points : .regions
  }
}

extension IndexSnapshot {
  var featureTraits: FeatureTraits { FeatureTraits.of(index.settings.recipe) }
}
