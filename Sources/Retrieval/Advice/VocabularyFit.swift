import Vocabulary

/// How well a vocabulary's words fit pictures that it was not made from.
package struct VocabularyFit: Sendable, Equatable {
  /// Errors up to this multiple of the training's are near it: unseen photographs lie 1.13 to 1.31 times as far from their words as those of the
  /// training, drawings 1.8 times.
  static let nearRatio = 1.4
  /// An own vocabulary of fewer pictures would know little but them.
  static let leastPictures = 300
  /// Words are to have about so many descriptors each; those that come with the program have 27.
  static let descriptorsPerWord = 20
  private static let wordCounts = 1024...262_144

  /// The mean squared distance of a descriptor from its word, in the sample; 0 without descriptors.
  package let error: Double
  /// The same in the vocabulary's training; `nil` where the file doesn't tell.
  package let trainingError: Double?

  init(_ pictures: [SurveyedPicture], vocabulary: Vocabulary) {
    let features = pictures.reduce(0) { $0 + $1.featureCount }
    let sum = pictures.reduce(0.0) { $0 + ($1.squaredErrors.first ?? 0) }
    self.init(
      error: features > 0 ? sum / Double(features) : 0,
      trainingError: vocabulary.training.first { $0.key == "mean-squared-error" }.flatMap { Double($0.value) }
    )
  }

  init(error: Double, trainingError: Double?) {
    self.error = error
    self.trainingError = trainingError
  }

  package var ratio: Double? {
    guard let trainingError, trainingError > 0 else { return nil }
    return error / trainingError
  }

  /// Whether nothing speaks against these words.
  package var isNear: Bool { (ratio ?? 1) <= Self.nearRatio }

  /// How many words to make of so many descriptors: a power of two.
  package static func wordCount(forDescriptors count: Int) -> Int {
    var words = wordCounts.lowerBound
    while words * 2 * descriptorsPerWord <= count, words < wordCounts.upperBound { words *= 2 }
    return words
  }
}
