/// Whether two pictures show the same thing, and how one lies in the other. In its proof, A is the query and B the target.
public struct ComparisonReport: Sendable, Equatable {
  /// One of the two pictures.
  public struct Picture: Sendable, Equatable {
    public let name: String
    /// In pixels, after EXIF orientation was obeyed.
    public let width, height: Int
    public let featureCount: Int
    /// What was wrong with the file and tolerated, a sentence each.
    public let warnings: [String]
  }

  public internal(set) var a: Picture
  public internal(set) var b: Picture
  /// Whether the two files have the same bytes.
  public internal(set) var isIdentical: Bool
  /// Pairs of features that looked alike.
  public internal(set) var candidateCount: Int
  /// `nil` when no map is obeyed by three points or more.
  public internal(set) var proof: Proof?
  public internal(set) var timings = Timings()

  public var isSame: Bool { proof?.isSame ?? false }

  /// log₁₀ of the number of false alarms; 0, which is no evidence at all, where nothing agrees.
  public var logNFA: Double { proof?.logNFA ?? 0 }

  /// Seconds by stage.
  public struct Timings: Sendable, Equatable {
    public internal(set) var features = 0.0
    public internal(set) var matching = 0.0
    public internal(set) var verification = 0.0
    public internal(set) var total = 0.0
  }
}
