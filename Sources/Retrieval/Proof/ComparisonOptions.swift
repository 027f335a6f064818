import LocalFeatures

/// How two pictures are compared.
public struct ComparisonOptions: Sendable, Codable, Equatable {
  /// The pictures are taken for the same when their number of false alarms is at most this.
  public var maxNFA = 1e-3
  /// Whether B may show A as in a mirror; twice the work.
  public var allowsMirror = false
  /// At most so many features a picture, the strongest; `nil` for as many as is usual with the kind of features.
  public var maxFeatures: Int?
  /// A picture with a longer side is scaled down to it, in pixels; `nil` for what is usual with the kind of features.
  public var maxSide: Int?
  /// The recipe of a network whose points are compared as well; `nil` for the classical features alone.
  public var network: String?
  /// How many threads may work at once. The answer doesn't depend on it.
  public var jobs = 1

  public init() {}

  /// Throws a sentence for options with which nothing can be compared.
  public func validate() throws(RetrievalError) {
    guard maxNFA > 0 else {
      throw RetrievalError("the number of false alarms that is allowed is above 0, not \(maxNFA)")
    }
    guard jobs >= 1 else { throw RetrievalError("pictures are compared by 1 thread or more, not \(jobs)") }
    for orientation in FeatureOptions.Orientation.allCases {
      do {
        try features(orientation).validate()
      } catch {
        throw RetrievalError(error)
      }
    }
  }

  func features(_ orientation: FeatureOptions.Orientation) -> FeatureOptions {
    var options = FeatureOptions()
    options.orientation = orientation
    if let maxFeatures { options.maxFeatures = maxFeatures }
    if let maxSide { options.maxSide = maxSide }
    return options
  }
}
