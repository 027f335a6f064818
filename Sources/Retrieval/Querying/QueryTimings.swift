/// Times of many queries.
extension QueryReport.Timings {
  /// The steps in the order in which they are done, and what all took together.
  public var steps: [(stage: String, seconds: Double)] {
    Self.names.map { (stage: $0.name, seconds: self[keyPath: $0.path]) }
  }

  /// Step by step, the median of some queries; 0 for none.
  public init(mediansOf timings: [Self]) {
    self.init()
    guard !timings.isEmpty else { return }
    for (_, path) in Self.names {
      let sorted = timings.map { $0[keyPath: path] }.sorted()
      self[keyPath: path] = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
  }

  private static var names: [(name: String, path: WritableKeyPath<Self, Double>)] {
    [
      ("decode", \.decode), ("features", \.features), ("words", \.words), ("vectors", \.vectors),
      ("shortlist", \.shortlist),
      ("correspondences", \.correspondences), ("verification", \.verification), ("expansion", \.expansion),
      ("explanation", \.explanation), ("total", \.total),
    ]
  }
}
