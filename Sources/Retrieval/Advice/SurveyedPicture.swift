/// What one picture of a sample has to say about settings.
package struct SurveyedPicture: Sendable, Equatable {
  package var name: String
  /// In the file, after its EXIF orientation was obeyed.
  package var width = 0
  package var height = 0
  package var featureCount = 0
  /// For each quarter turn, the first being none: the sum of the squared distances of its descriptors from their nearest words, as if the picture were turned so.
  /// One number where the vocabulary's features have orientations of their own; zeros without features.
  package var squaredErrors: [Double] = []
  /// What an ingest of this picture takes, nothing else.
  package var timings = IngestTimings()
  /// What was wrong with the file and tolerated, a sentence each.
  package var warnings: [String] = []

  package init(name: String) {
    self.name = name
  }

  package var longerSide: Int { max(width, height) }

  /// The turn, counted in quarters, after which the vocabulary fits best; `nil` without features, and where turns make no difference.
  package var likeliestTurn: Int? {
    guard featureCount > 0, squaredErrors.count > 1 else { return nil }
    return squaredErrors.indices.min { (squaredErrors[$0], $0) < (squaredErrors[$1], $1) }
  }
}
