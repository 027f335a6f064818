/// How pictures are scored, and how many are wanted.
package struct ShortlistOptions: Sendable, Equatable {
  package enum Kernel: Sendable, Equatable {
    /// Words alone: term frequency times inverse document frequency, vectors of length 1.
    case bagOfWords(VectorDistance)
    /// Features of one word whose signatures are near, each weighted by how near.
    case hamming
    /// Aggregated signatures of one word, weighted by how near.
    case selectiveMatch
    /// A linear function of the vectors of words that `bagOfWords(.cosine)` compares.
    case linear
  }

  /// How vectors of words are compared.
  package enum VectorDistance: Sendable, Equatable {
    case cosine
    /// The distance of this exponent between vectors whose norm of the same exponent is 1.
    case minkowski(Double)

    /// The exponent of the norm that makes vectors comparable.
    package var exponent: Double {
      switch self {
      case .cosine: 2
      case .minkowski(let exponent): exponent
      }
    }
  }

  /// What becomes of features that match often, as those of fences and façades do (Jégou, Douze & Schmid 2009).
  package enum Burstiness: String, Sendable, CaseIterable {
    case off
    /// Matches of one query feature with several of a picture share what the square root of their sum leaves.
    case within
    /// Matches of one query feature with the whole collection do.
    case across
    case both
  }

  package var kernel = Kernel.hamming
  /// How many pictures are wanted.
  package var count = 1000
  /// In `hamming`, signatures that differ in more bits are no match.
  package var threshold = 24
  /// A difference of so many bits weighs 1/e.
  package var sigma = 16.0
  package var burstiness = Burstiness.both
  /// Words that a larger share of all pictures has are left out, if these are more than `fewPictures`.
  package var stopShare = 0.2
  /// The rarest words are taken until they have so many pictures in sum; the others are left out. 0: all are taken.
  package var mostPostings = 0

  /// A word of fewer pictures is never stopped: in a small collection they are what is sought.
  static let fewPictures = 1000

  package init() {}
}
