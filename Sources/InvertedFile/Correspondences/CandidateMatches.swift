/// Which features of a query match which features of some pictures, picture by picture.
///
/// A feature may stand in several matches, on either side; choosing one to one is for who knows where they are.
package struct CandidateMatches: Sendable {
  /// A feature of the query and one of a picture that share a word and have signatures that are near.
  package struct Match: Sendable, Equatable {
    package let queryFeature: UInt32
    /// The number of the feature in its picture's record.
    package let feature: UInt32
    /// By how many bits the signatures differ.
    package let distance: UInt8
    /// What the shared word weighs, 0 to 1; see `WordPlan`.
    package let weight: Float
    /// Where the picture's feature is.
    package let geometry: FeatureGeometry
  }

  /// One of the pictures that were asked for.
  package struct Candidate: Sendable, Equatable {
    package let picture: PictureID
    /// In pixels.
    package let width, height: Int
    /// In `matches`.
    package let range: Range<Int>
  }

  /// As they were asked for.
  package internal(set) var candidates: [Candidate] = []
  /// Those of one candidate stand together, by query feature, those of one query feature by distance.
  package internal(set) var matches: [Match] = []

  package subscript(candidate: Candidate) -> ArraySlice<Match> { matches[candidate.range] }
}
