/// What is looked for, how pictures are scored and what is told of them.
public struct QueryOptions: Sendable, Codable, Equatable {
  /// At most so many results, the best.
  public var top = 20
  /// How pictures are scored; `nil` for the best that the collection allows: `hamming`, or `bow` where it is lean.
  public var scoring: Scoring?
  /// How vectors of words are compared; for `bow` only.
  public var distance = VectorDistance.cosine
  /// Only features whose centre lies in it are looked for; `nil` for the whole picture.
  public var region: PictureRegion?
  /// How often an upright collection is asked, with the query turned evenly; each picture keeps the best score. Where features
  /// have orientations of their own, one description serves all turns.
  ///
  /// One, unless queries may be turned: the best of several chances favours wrong pictures too. Mean average precision on
  /// 29 queries for buildings: 0.70 with one, 0.65 with four, 0.51 with eight, and 0.64 with orientations of their own; the part
  /// of a picture, freely turned, came first in 32, 78 and 99 of 100 queries, and in all with orientations of their own.
  public var rotations = Rotations.one
  /// Whether the query is looked for in a mirror too, under each of its rotations.
  public var mirror = false
  /// Whether a query whose longer side is below 480 pixels is enlarged, at most twofold, before features are sought: what it shows may
  /// be larger in the pictures that are searched.
  public var enlarges = true
  /// In how many words each feature of a query picture is looked for, the nearest first; `nil` for 3, or 1 for `bow`.
  public var wordsPerFeature: Int?
  /// Signatures that differ in more of their 64 bits are no match; for `hamming` only. `nil` for 24, or 20 where features are points of a network.
  public var threshold: Int?
  /// A difference of so many bits weighs 1/e; for `hamming` only.
  public var sigma = 16.0
  /// What becomes of features that match often; for `hamming` only.
  public var burstiness = Burstiness.both
  /// Words that a larger share of all pictures has are left out; never those of a thousand pictures or fewer.
  public var stopShare = 0.2
  /// The rarest words are taken until they have so many pictures in sum, the others are left out; 0 takes all.
  public var mostPostings = 0
  /// So many pictures of the shortlist, the best, are verified by the places of matched features: 0 for none, `nil` for 200,
  /// and 1,000 should none of those be proven, where the collection keeps places, and none where it is lean.
  public var verify: Int?
  /// A verified picture shows the same when no more false alarms are expected: pictures of other things in this collection
  /// that would agree with the query so well by chance. Infinity takes everything for found.
  public var maxNFA = 1e-3
  /// How the query grows by what was proven, before the collection is asked again.
  public var expand = Expansion.off
  /// What is compared: words, the vectors of whole pictures, or both.
  public var channel = Channel.words
  /// How pictures' vectors speak for their neighbours.
  public var neighbours = Neighbours.off
  /// Where the model of the collection's vectors is, when it is no longer where it was.
  public var model: String?
  /// Only pictures whose whole name fits the pattern exist for the query: `*` is any text, `?` a character, `[a-z]` one of some.
  public var nameFilter: String?
  /// Whether each result lists the words that made its score.
  public var explains = false
  /// How many threads may work on the query. Results don't depend on it.
  public var jobs = 1

  public init() {}

  /// Throws a sentence for options with which nothing can be looked for.
  public func validate() throws(RetrievalError) {
    func check(_ isRight: Bool, _ sentence: String) throws(RetrievalError) {
      guard isRight else { throw RetrievalError(sentence) }
    }
    try check(top >= 1, "a query gives 1 result or more, not \(top)")
    try check((0...64).contains(threshold ?? 0), "the threshold is 0 to 64 bits, not \(threshold ?? 0)")
    try check(sigma.isFinite && sigma > 0, "sigma is a number of bits above 0, not \(sigma)")
    try check(
      (0...1).contains(stopShare), "the stop share is a part of all pictures, 0 to 1, not \(stopShare)")
    try check(mostPostings >= 0, "the cap on postings is 0 or more, not \(mostPostings)")
    try check((verify ?? 0) >= 0, "a query verifies 0 pictures or more, not \(verify ?? 0)")
    try check(maxNFA > 0, "the number of false alarms allowed is above 0, not \(maxNFA)")
    try check(jobs >= 1, "a query is worked on by 1 thread or more, not \(jobs)")
    try distance.validate()
    _ = try description(for: QueryPlan(scoring: .hamming, verifiedCount: 0))
    if let nameFilter { _ = try NamePattern(nameFilter) }
  }
}

extension QueryOptions {
  public enum Scoring: String, Sendable, Codable, CaseIterable {
    /// Words alone: term frequency times inverse document frequency.
    case bow
    /// Features of one word whose signatures are near (Hamming embedding), each weighted by how near.
    case hamming
    /// The aggregated selective match kernel, for collections that keep aggregates.
    case asmk
  }

  /// How many turns of the query are looked for.
  public enum Rotations: Int, Sendable, Codable, CaseIterable {
    case one = 1
    case four = 4
    case eight = 8
  }

  /// What becomes of features that match often, as those of fences and façades do (Jégou, Douze & Schmid 2009).
  public enum Burstiness: String, Sendable, Codable, CaseIterable {
    case off
    /// A query feature that matches several features of a picture counts less in each.
    case within
    /// One that matches in many pictures counts less in each.
    case across
    case both
  }

  /// How vectors of words are compared.
  public enum VectorDistance: Sendable, Codable, Hashable {
    case cosine
    /// The Minkowski distance of this exponent between vectors whose norm of the same exponent is 1.
    case minkowski(Double)

    public static let l1 = VectorDistance.minkowski(1)
    public static let l2 = VectorDistance.minkowski(2)

    /// Powers with other exponents leave the range of numbers.
    public static let exponents = 0.1...10.0

    func validate() throws(RetrievalError) {
      guard case .minkowski(let exponent) = self, !Self.exponents.contains(exponent) else { return }
      throw RetrievalError(
        "the exponent of a distance is \(Self.exponents.lowerBound) to \(Self.exponents.upperBound), "
          + "not \(exponent)")
    }
  }
}
