/// How the pictures of a collection are compared with each other, and what is taken for a link.
public struct LinkOptions: Sendable, Codable, Equatable {
  /// Each picture is compared with so many others, the best of its shortlist, and with those that have it on theirs.
  public var candidates = 50
  /// Two pictures are linked when no more false alarms are expected among all pairs of pictures together. Infinity takes
  /// whatever agrees.
  public var maxNFA = 1e-3
  /// Whether pictures with a link to the same third one are compared too, though neither is on the other's shortlist.
  public var expands = true
  /// Only pictures whose whole name fits the pattern are compared, as in queries.
  public var nameFilter: String?
  /// Whether pairs that were compared and not proven are told too.
  public var keepsUnproven = false
  /// How many threads may work at once. Links don't depend on it.
  public var jobs = 1

  public init() {}

  /// Throws a sentence for options with which nothing can be compared.
  public func validate() throws(RetrievalError) {
    guard candidates >= 1 else {
      throw RetrievalError("a picture is compared with 1 other or more, not \(candidates)")
    }
    guard maxNFA > 0 else {
      throw RetrievalError("the number of false alarms that is allowed is above 0, not \(maxNFA)")
    }
    guard jobs >= 1 else { throw RetrievalError("links are sought by 1 thread or more, not \(jobs)") }
    if let nameFilter { _ = try NamePattern(nameFilter) }
  }
}
