import InvertedFile
import Storage

/// Which pairs of pictures are worth a closer look: each picture with the best of its own shortlist.
///
/// Scores depend a little on who asks, so a picture may be on the shortlist of another one that is not on its own; the pair is
/// looked at once in either case.
struct LinkShortlists: Sendable {
  /// Two pictures and the better of their scores.
  struct Candidate: Sendable, Equatable {
    let pair: PicturePairKey
    let score: Float
  }

  let options: ShortlistOptions
  /// Which pictures exist; `nil`: all.
  let allowed: [Bool]?

  /// `options` name how many others each picture gets.
  init(_ options: LinkOptions, of traits: FeatureTraits, allowed: [Bool]?) {
    var query = QueryOptions()
    query.top = 1
    // A picture is the first on its own list.
    let plan = QueryPlan(scoring: .hamming, verifiedCount: options.candidates + 1)
    query.verify = plan.verifiedCount
    self.options = query.shortlist(for: plan, of: traits)
    self.allowed = allowed
  }

  /// The pairs of one picture with the best others, the better half of the work of finding links.
  func candidates(
    of picture: PictureID, in snapshot: borrowing IndexSnapshot
  ) throws(StorageError) -> [Candidate] {
    guard let query = try PreparedQuery(stored: picture, in: snapshot) else { return [] }
    let list = try snapshot.shortlist(for: query.storedWords, options: options, allowed: allowed)
    return list.pictures.filter { $0.picture != picture }.prefix(options.count - 1).map {
      Candidate(pair: PicturePairKey(picture, $0.picture), score: $0.score)
    }
  }

  /// Each pair once, with the better score, in the order of pictures.
  static func distinct(_ lists: [[Candidate]]) -> [Candidate] {
    let sorted = lists.joined().sorted { a, b in
      a.pair != b.pair ? a.pair < b.pair : a.score > b.score
    }
    return sorted.indices.filter { $0 == 0 || sorted[$0].pair != sorted[$0 - 1].pair }.map { sorted[$0] }
  }
}
