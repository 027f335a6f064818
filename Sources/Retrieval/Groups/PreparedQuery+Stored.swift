import InvertedFile
import Storage
import Verification

extension PreparedQuery {
  /// A picture of the collection as a query for others: in the words that it is kept with, one a feature. `nil` for a picture
  /// that is not there, or in a collection that keeps no geometry.
  init?(stored picture: PictureID, in snapshot: borrowing IndexSnapshot) throws(StorageError) {
    guard let kind = snapshot.index.geometryKind, let summary = try snapshot.summary(of: picture),
      let features = try snapshot.featuresWithSignatures(of: picture)
    else { return nil }
    let words = QueryWords(words: features.words, signatures: features.signatures, wordsPerFeature: 1)
    let frames = features.geometry.map {
      LocalFrame(FeatureGeometry(packed: $0, kind, width: summary.width, height: summary.height))
    }
    self.init(
      content: summary.content, width: summary.width, height: summary.height,
      area: PictureArea(width: summary.width, height: summary.height), wordsPerFeature: 1,
      rotations: [
        Rotation(
          degrees: 0, isMirrored: false, featureCount: features.count, words: .words(words),
          evidence: Evidence(words: words, frames: frames))
      ], warnings: [])
  }

  /// Its words under its only rotation.
  var storedWords: ShortlistQuery { rotations[0].words }
}
