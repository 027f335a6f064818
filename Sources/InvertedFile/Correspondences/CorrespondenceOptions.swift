/// Which features of candidates are taken to correspond to features of a query.
package struct CorrespondenceOptions: Sendable, Equatable {
  /// Signatures that differ in more bits are no match. Looser than in scoring: geometry sorts out what chance brings.
  package var threshold = 28
  /// Of the matches of one query feature with one picture the nearest so many are kept.
  package var mostPerFeature = 3
  /// Of all matches with one picture the nearest so many are kept.
  package var mostPerPicture = 4000
  /// As for the shortlist: words that a larger share of all pictures has are left out.
  package var stopShare = 0.2
  /// As for the shortlist: the rarest words up to so many pictures in sum; 0: all.
  package var mostPostings = 0

  package init() {}

  /// The plan of words is the shortlist's.
  var shortlist: ShortlistOptions {
    var options = ShortlistOptions()
    options.stopShare = stopShare
    options.mostPostings = mostPostings
    return options
  }
}
