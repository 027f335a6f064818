/// Which pictures of a collection show the same thing as which, and what it took to find out.
public struct LinkReport: Sendable, Equatable {
  /// The collection's folder, as it was given.
  public internal(set) var collection: String
  /// Pictures that were compared: all, or those that the filter lets through.
  public internal(set) var pictureCount = 0
  /// Pairs of pictures that were verified.
  public internal(set) var verifiedPairCount = 0
  /// Those among them that were tried for the sake of a third picture.
  public internal(set) var transitivePairCount = 0
  /// How many false alarms were allowed.
  public internal(set) var maxNFA: Double
  /// Each pair of pictures once, sorted by names.
  public internal(set) var links: [PictureLink] = []
  /// Pairs that were compared and are not proven, sorted by names; empty unless they were asked for.
  public internal(set) var unproven: [UnprovenPair] = []
  public internal(set) var timings = Timings()
  /// Whether it was asked to stop; there are no links then.
  public internal(set) var wasInterrupted = false

  /// Seconds by stage.
  public struct Timings: Sendable, Equatable {
    /// Choosing what each picture is compared with.
    public internal(set) var shortlists = 0.0
    /// Verifying these pairs.
    public internal(set) var verification = 0.0
    /// Verifying pairs that have a third picture in common.
    public internal(set) var expansion = 0.0
    public internal(set) var total = 0.0
  }
}

/// How far the search for links is.
public enum LinkProgress: Sendable, Equatable {
  /// A stage begins, with so many steps to come.
  case began(Stage, stepCount: Int)
  /// One step of it is done.
  case advanced(Stage)

  public enum Stage: String, Sendable, CaseIterable {
    case shortlists
    case verification
    case expansion
  }
}
