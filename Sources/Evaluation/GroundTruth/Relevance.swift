/// What a truth says about one query: which pictures answer it, and which may stand anywhere without counting.
///
/// Names are those of the truth (see `PictureNames` for how they become names in a collection). All other pictures
/// are wrong answers.
public struct Relevance: Sendable, Equatable {
  public var positives: Set<String>
  /// Taken out of a ranking before anything is measured: too little of the object to see, or the query itself.
  public var junk: Set<String>

  public init(positives: Set<String>, junk: Set<String> = []) {
    self.positives = positives
    self.junk = junk
  }
}
