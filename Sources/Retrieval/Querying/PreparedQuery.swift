import InvertedFile
import LocalFeatures
import Verification

/// A query in the words that are looked up, whatever it came from.
struct PreparedQuery: Sendable {
  /// The query under one turn.
  struct Rotation: Sendable {
    /// Clockwise.
    let degrees: Double
    /// Whether left and right were exchanged before.
    let isMirrored: Bool
    let featureCount: Int
    var words: ShortlistQuery
    /// `nil` when nothing will be verified.
    var evidence: Evidence?
  }

  /// What geometry is verified with.
  struct Evidence: Sendable {
    /// With signatures.
    let words: QueryWords
    /// Where each feature is.
    let frames: [LocalFrame]
    /// Of the last features, the pictures that they were borrowed from; the others are the query's own.
    var lenders: [PictureID] = []

    /// Whether a feature was borrowed from this picture, and so says nothing about it.
    func isBorrowed(_ feature: UInt32, from picture: PictureID) -> Bool {
      let place = Int(feature) - (frames.count - lenders.count)
      return place >= 0 && lenders[place] == picture
    }
  }

  /// Of its file.
  let content: ContentID
  let width: Int
  let height: Int
  /// What of the picture is looked for.
  let area: PictureArea
  /// In scoring.
  let wordsPerFeature: Int
  var rotations: [Rotation]
  let warnings: [String]
}

extension QueryOptions {
  static let usualWordsPerFeature = 3
  static let usualVerificationDepth = 200
  /// And so many when none of those is proven.
  static let usualGreatestDepth = 1000

  /// In how many words each feature is looked for in a kind of scoring.
  func wordsPerFeature(for scoring: Scoring) -> Int {
    wordsPerFeature ?? (scoring == .bow ? 1 : Self.usualWordsPerFeature)
  }

  /// How a query picture is described. Verification looks for features in several words, however they are scored.
  func description(for plan: QueryPlan) throws(RetrievalError) -> QueryDescriptionOptions {
    var options = QueryDescriptionOptions()
    options.region = region
    options.wordsPerFeature = wordsPerFeature(for: plan.isVerified ? .hamming : plan.scoring)
    options.rotations = rotations
    options.enlarges = enlarges
    options.mirror = mirror
    options.needsSignatures = plan.scoring == .hamming || plan.isVerified
    options.needsAggregates = plan.scoring == .asmk
    options.jobs = jobs
    try options.validate()
    return options
  }

  /// The scoring that was asked for, if the collection keeps what it compares; otherwise the best that it allows.
  func scoring(for settings: IndexSettings, collection: String) throws(RetrievalError) -> Scoring {
    switch scoring {
    case nil: return settings.keepsSignatures ? .hamming : .bow
    case .hamming where !settings.keepsSignatures:
      throw RetrievalError(
        path: collection,
        "this collection is lean and keeps no signatures, which hamming scoring compares; use bow scoring")
    case .asmk where !settings.keepsAggregates:
      throw RetrievalError(
        path: collection,
        "this collection keeps no aggregates, which asmk scoring compares; use another scoring, or ingest the "
          + "pictures into a new collection that keeps them")
    case .some(let scoring): return scoring
    }
  }

  /// How many pictures are verified: as many as was asked for, if the collection keeps where features are.
  func verificationDepth(for settings: IndexSettings, collection: String) throws(RetrievalError) -> Int {
    guard !settings.keepsSignatures else { return verify ?? Self.usualVerificationDepth }
    guard (verify ?? 0) == 0 else {
      throw RetrievalError(
        path: collection,
        "this collection is lean and does not know where features are, so nothing can be verified; ask for the "
          + "shortlist alone, or ingest the pictures into a new collection that is not lean")
    }
    return 0
  }

  /// The shortlist's options: as many pictures as are shown or verified.
  func shortlist(for plan: QueryPlan, of traits: FeatureTraits) -> ShortlistOptions {
    var options = ShortlistOptions()
    options.kernel =
      switch plan.scoring {
      case .bow: .bagOfWords(distance.kernel)
      case .hamming: .hamming
      case .asmk: .selectiveMatch
      }
    options.count = max(top, plan.mostVerifiedCount)
    if expand == .discriminative { options.count = max(options.count, QueryTeaching.leastShortlist) }
    options.threshold = threshold ?? traits.scoringThreshold
    options.sigma = sigma
    options.burstiness = burstiness.kernel
    options.stopShare = stopShare
    options.mostPostings = mostPostings
    return options
  }
}

extension QueryOptions.VectorDistance {
  fileprivate var kernel: ShortlistOptions.VectorDistance {
    switch self {
    case .cosine: .cosine
    case .minkowski(let exponent): .minkowski(exponent)
    }
  }
}

extension QueryOptions.Burstiness {
  fileprivate var kernel: ShortlistOptions.Burstiness {
    switch self {
    case .off: .off
    case .within: .within
    case .across: .across
    case .both: .both
    }
  }
}

extension PreparedQuery.Rotation {
  /// `wordsPerFeature` are scored, the nearest ones; all that there are serve verification.
  init(_ features: QueryFeatures, _ plan: QueryPlan, wordsPerFeature: Int) {
    let all = features.words(nearest: features.wordsPerFeature)
    let words: ShortlistQuery =
      switch plan.scoring {
      case .asmk: .aggregates(Array(zip(features.aggregateWords, features.aggregates)))
      case .bow, .hamming:
        .words(wordsPerFeature < features.wordsPerFeature ? features.words(nearest: wordsPerFeature) : all)
      }
    self.init(
      degrees: features.turn.angleInRadians / .pi * 180, isMirrored: features.turn.isMirrored,
      featureCount: features.count, words: words,
      evidence: plan.isVerified
        ? PreparedQuery.Evidence(words: all, frames: features.regions.map { LocalFrame($0) }) : nil)
  }
}

extension QueryFeatures {
  /// The first words of each feature.
  fileprivate func words(nearest count: Int) -> QueryWords {
    func first<Value>(_ values: [Value]) -> [Value] {
      count == wordsPerFeature
        ? values : values.indices.filter { $0 % wordsPerFeature < count }.map { values[$0] }
    }
    return QueryWords(words: first(words), signatures: first(signatures), wordsPerFeature: count)
  }
}

extension LocalFrame {
  package init(_ region: LocalRegion) {
    self.init(x: region.x, y: region.y, xx: region.xx, xy: region.xy, yx: region.yx, yy: region.yy)
  }
}
