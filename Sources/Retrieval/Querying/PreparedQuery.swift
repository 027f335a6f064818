import InvertedFile
import LocalFeatures

/// A query in the words that are looked up, whatever it came from.
struct PreparedQuery: Sendable {
  /// The query under one turn.
  struct Rotation: Sendable {
    /// Clockwise.
    let degrees: Double
    let featureCount: Int
    let words: ShortlistQuery
  }

  let width: Int
  let height: Int
  let wordsPerFeature: Int
  let rotations: [Rotation]
  let warnings: [String]
}

extension QueryOptions {
  static let usualWordsPerFeature = 3

  /// How a query picture is described for a kind of scoring.
  func description(for scoring: Scoring) throws(RetrievalError) -> QueryDescriptionOptions {
    var options = QueryDescriptionOptions()
    options.region = region
    options.wordsPerFeature = wordsPerFeature ?? (scoring == .bow ? 1 : Self.usualWordsPerFeature)
    options.rotations = rotations
    options.needsSignatures = scoring == .hamming
    options.needsAggregates = scoring == .asmk
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

  /// The shortlist's options for a kind of scoring.
  func shortlist(for scoring: Scoring) -> ShortlistOptions {
    var options = ShortlistOptions()
    options.kernel =
      switch scoring {
      case .bow: .bagOfWords(distance.kernel)
      case .hamming: .hamming
      case .asmk: .selectiveMatch
      }
    options.count = top
    options.threshold = threshold
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
  init(_ features: QueryFeatures, scoring: QueryOptions.Scoring) {
    let words: ShortlistQuery =
      switch scoring {
      case .asmk: .aggregates(Array(zip(features.aggregateWords, features.aggregates)))
      case .bow, .hamming:
        .words(
          QueryWords(
            words: features.words, signatures: features.signatures, wordsPerFeature: features.wordsPerFeature)
        )
      }
    self.init(
      degrees: features.turn.angleInRadians / .pi * 180, featureCount: features.count, words: words)
  }
}
