import DrawingChannel

/// What a query found, and what it took.
public struct QueryReport: Sendable, Equatable {
  /// What was looked for, as the source is called.
  public internal(set) var query: String
  /// The collection's folder, as it was given.
  public internal(set) var collection: String
  /// The size of the query picture in pixels, after its EXIF orientation was obeyed.
  public internal(set) var width: Int
  public internal(set) var height: Int
  /// What of pictures was compared.
  public internal(set) var channel = QueryOptions.Channel.words
  /// How pictures were scored.
  public internal(set) var scoring: QueryOptions.Scoring
  /// In how many words each feature was looked for.
  public internal(set) var wordsPerFeature: Int
  /// Pictures that could be found: all, or those that the filter lets through.
  public internal(set) var searchedPictureCount = 0
  /// How many pictures of the shortlist were verified.
  public internal(set) var verifiedCount = 0
  /// How many false alarms were allowed; `nil` when nothing was to be verified, and results are the shortlist.
  public internal(set) var maxNFA: Double?
  /// The names of the pictures that the query was expanded with: proven ones, the surest first, or for a drawing the photographs that
  /// became queries, in the drawing's order.
  public internal(set) var expandedWith: [String] = []
  /// The best first. Where pictures were verified, those that are proven to show the same come before all others, then those
  /// that agree too little to be a proof, then the rest of the shortlist; and when none is proven, there are no results.
  public internal(set) var results: [Result] = []
  /// When pictures were verified and none is proven: the one that came nearest, if any agrees at all.
  public internal(set) var nearest: Result?
  /// What was looked for under each turn of the query; the first is the query as it is.
  public internal(set) var rotations: [Rotation] = []
  public internal(set) var timings = Timings()
  /// The strokes that a drawing was read as; `nil` for other queries.
  public internal(set) var drawing: LineDrawing?
  /// In which channels photographs that a drawing found became queries.
  public internal(set) var expansionChannels: [QueryOptions.Channel] = []
  /// What was wrong with the query's file and tolerated, a sentence each.
  public internal(set) var warnings: [String] = []
  /// What the collection lacks of that which was asked for, a sentence each.
  public internal(set) var notes: [String] = []

  /// Features of the query that were used: those of its region, as it is.
  public var featureCount: Int { rotations.first?.featureCount ?? 0 }
}

extension QueryReport {
  public struct Result: Sendable, Equatable {
    /// 1 for the best.
    public let rank: Int
    public let name: String
    /// Higher is better, above 0 but for drawings; comparable within one query only, and among results of one kind: those with a proof have
    /// the score of the proof, the others that of the shortlist.
    public let score: Float
    /// How it agrees with the query; `nil` when it does not, or was not verified.
    public let proof: Proof?
    /// Its place on the shortlist, 1 for the best; of a query by a drawing on the list by edges alone, and 0 for a picture without lines.
    public let shortlistRank: Int
    /// How it scored there, by words and signatures, or edges, alone.
    public let shortlistScore: Float
    /// Which channels had it on their shortlist.
    public internal(set) var channels: [QueryOptions.Channel] = [.words]
    /// The cosine of its vector and the query's; `nil` where these are not compared, or it has none.
    public internal(set) var similarity: Float?
    /// The size of the picture in pixels, after its EXIF orientation was obeyed.
    public let pictureWidth: Int
    public let pictureHeight: Int
    /// By how many degrees the query was turned, clockwise, when it fitted best.
    public let rotationInDegrees: Double
    /// Whether the query was mirrored, left to right, before it was turned.
    public let isMirrored: Bool
    /// Where the drawn thing stands, of a query by a drawing.
    public internal(set) var drawnBox: PictureRegion?
    /// The words that made the shortlist's score, the weightiest first; they add up to it. `nil` unless they were asked for.
    public let words: [Word]?

    /// Whether it is proven to show the same.
    public var isSame: Bool { proof?.isSame ?? false }
  }

  /// One word's part in a score.
  public struct Word: Sendable, Equatable {
    public let word: Int
    public let score: Float
  }

  /// One turn of the query.
  public struct Rotation: Sendable, Equatable {
    /// Clockwise.
    public let degrees: Double
    /// Whether left and right were exchanged before.
    public let isMirrored: Bool
    public let featureCount: Int
    /// Distinct words that were looked up.
    public let usedWordCount: Int
    /// Words that were left out for being too common, or more than the cap allows.
    public let leftOutWordCount: Int
    /// Pictures that had anything in common with it.
    public let candidateCount: Int
  }

  /// Seconds by stage.
  public struct Timings: Sendable, Equatable {
    /// Reading the file and decoding it.
    public internal(set) var decode = 0.0
    /// Finding features and describing them.
    public internal(set) var features = 0.0
    /// Finding their words, with signatures or aggregates; for a picture of the collection fetching them.
    public internal(set) var words = 0.0
    /// Making the query's vector, comparing it with all others, and hearing neighbours.
    public internal(set) var vectors = 0.0
    /// Scoring all pictures and choosing the best.
    public internal(set) var shortlist = 0.0
    /// Fetching which features of these match.
    public internal(set) var correspondences = 0.0
    /// Finding out whether they agree.
    public internal(set) var verification = 0.0
    /// Growing the query by what was proven, and asking again with it, proofs included.
    public internal(set) var expansion = 0.0
    /// Finding the words that made the scores.
    public internal(set) var explanation = 0.0
    public internal(set) var total = 0.0

    public init() {}
  }
}
