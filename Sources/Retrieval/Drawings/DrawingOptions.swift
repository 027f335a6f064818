/// How a drawing is looked for, and what is told of what it finds.
public struct DrawingOptions: Sendable, Codable, Equatable {
  /// At most so many results, the best.
  public var top = 20
  /// Whether the drawing is looked for in a mirror too.
  public var mirror = false
  /// So many photographs, the first of the drawing's that agree with each other, become queries themselves; 0: none do.
  public var thenPhotos = 0
  /// Only pictures whose whole name fits the pattern exist for the query: `*` is any text, `?` a character, `[a-z]` one of some.
  public var nameFilter: String?
  /// Where the keyshapes of the collection's drawing rows are, when they are no longer where they were.
  public var keyshapes: String?
  /// How many threads may work on the query. Results don't depend on it.
  public var jobs = 1

  /// More photographs as queries say no more than these.
  public static let mostPhotos = 100

  public init() {}

  /// Throws a sentence for options with which nothing can be looked for.
  public func validate() throws(RetrievalError) {
    guard top >= 1 else { throw RetrievalError("a query gives 1 result or more, not \(top)") }
    guard (0...Self.mostPhotos).contains(thenPhotos) else {
      throw RetrievalError("0 to \(Self.mostPhotos) photographs become queries, not \(thenPhotos)")
    }
    guard jobs >= 1 else { throw RetrievalError("a query is worked on by 1 thread or more, not \(jobs)") }
    if let nameFilter { _ = try NamePattern(nameFilter) }
  }
}
