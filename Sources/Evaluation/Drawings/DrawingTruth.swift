/// What is known of a set of drawings: which photographs show the thing that each of them shows, and which one was drawn.
///
/// Names are paths of files. A photograph that no category has is a wrong answer for every drawing.
package struct DrawingTruth: Sendable, Equatable {
  package struct Query: Sendable, Equatable {
    package var drawing: String
    /// The kind of thing that is drawn.
    package var category: String
    /// The photographs of this kind, one or more.
    package var positives: Set<String>
    /// The very photograph that was drawn; `nil` where nobody says.
    package var instance: String?

    package init(drawing: String, category: String, positives: Set<String>, instance: String? = nil) {
      self.drawing = drawing
      self.category = category
      self.positives = positives
      self.instance = instance
    }
  }

  /// One or more.
  package private(set) var queries: [Query]
  /// All that is searched, sorted.
  package let photographs: [String]
  /// Photographs that the truth names and that are not there, sorted.
  package let missing: [String]

  /// Throws for a truth by which nothing can be measured.
  package init(
    _ queries: [Query], photographs: some Sequence<String>, missing: [String] = [], path: String? = nil
  ) throws(EvaluationError) {
    guard !queries.isEmpty else { throw EvaluationError(path: path, "the truth has no drawings") }
    if let lost = queries.first(where: \.positives.isEmpty) {
      throw EvaluationError(
        path: path,
        "no photograph shows what \(lost.drawing) shows (\(lost.category)): name all photographs with --images")
    }
    self.queries = queries
    self.photographs = Set(photographs).sorted()
    self.missing = missing.sorted()
  }

  /// In the order in which they first come.
  package var categories: [String] {
    var seen: Set<String> = []
    return queries.map(\.category).filter { seen.insert($0).inserted }
  }
}
