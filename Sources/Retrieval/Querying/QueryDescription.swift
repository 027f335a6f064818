import InvertedFile
import LocalFeatures

/// How a query picture is described.
package struct QueryDescriptionOptions: Sendable {
  /// How often a query is described, evenly turned, so that an upright collection answers turned queries.
  package typealias Rotations = QueryOptions.Rotations

  /// Only features whose centre lies in it are used; `nil` for the whole picture.
  package var region: PictureRegion?
  /// How many words each feature is looked for in, the nearest first.
  package var wordsPerFeature = 3
  /// Of no effect where every feature has an orientation of its own: then one description serves all turns.
  package var rotations = Rotations.one
  /// Whether it is described in a mirror too, under as many rotations.
  package var mirror = false
  /// Whether what the describer makes of each kind is made for this query too.
  package var needsSignatures = true
  package var needsAggregates = true
  /// Whether a small picture is enlarged.
  package var enlarges = false
  /// How many threads may work at once, on a rotation each.
  package var jobs = 1

  package init() {}

  /// More words than this are no help, and memory is taken for them before it is known how many there are.
  private static let mostWordsPerFeature = 256

  func validate() throws(RetrievalError) {
    guard (1...Self.mostWordsPerFeature).contains(wordsPerFeature) else {
      throw RetrievalError(
        "a feature can be looked for in 1 to \(Self.mostWordsPerFeature) words, not \(wordsPerFeature)")
    }
  }
}

/// A query picture in words, once for each rotation.
package struct QueryDescription: Sendable {
  package let name: String
  /// The size of the original picture, after its EXIF orientation was obeyed.
  package let width: Int
  package let height: Int
  /// The first is the picture as it is.
  package let rotations: [QueryFeatures]
  /// What was wrong with the file and tolerated, a sentence each.
  package let warnings: [String]
}

/// The features of a query as it would be if it were turned.
package struct QueryFeatures: Sendable {
  /// How the picture is turned.
  package let turn: Turn
  /// In the coordinates of the picture as it is, strongest first.
  package let regions: [LocalRegion]
  package let wordsPerFeature: Int
  /// `wordsPerFeature` for each feature, the nearest first; `UInt32.max` where there are fewer words.
  package let words: [UInt32]
  /// One for each of `words`, within that word; empty where none are made.
  package let signatures: [UInt64]
  /// The distinct words, rising, and the signs of the residuals of all features that have the word; empty unless they were
  /// asked for.
  package let aggregateWords: [UInt32]
  package let aggregates: [WideSignature]

  package var count: Int { regions.count }
}
