import Core

/// Where the mean probably lies, had other queries of the same kind been asked.
public struct ConfidenceInterval: Sendable, Equatable {
  public let lower: Double
  public let upper: Double
  /// The share of repetitions in which such an interval holds the true mean, near enough: 0.95.
  public let level: Double
}

/// How far the mean over queries can be trusted, by drawing queries again (Efron 1979).
///
/// As many queries as there are are drawn with replacement, a couple of thousand times; the interval leaves the same
/// share of those means out at either end (the percentile method). With a few dozen queries it is somewhat too
/// narrow, and it knows nothing of queries that nobody thought of. The same seed gives the same interval.
public struct Bootstrap: Sendable, Equatable {
  /// How often to draw, 1 or more.
  public var samples: Int
  /// Between 0 and 1.
  public var level: Double
  public var seed: UInt64

  public init(samples: Int = 2000, level: Double = 0.95, seed: UInt64 = 1) {
    precondition(samples > 0, "a bootstrap draws at least once")
    precondition(level > 0 && level < 1, "the level of confidence lies between 0 and 1")
    self.samples = samples
    self.level = level
    self.seed = seed
  }

  /// `nil` for no values; of one value, that value.
  public func interval(ofMeanOf values: [Double]) -> ConfidenceInterval? {
    guard !values.isEmpty else { return nil }
    var random = SeededGenerator(seed: seed)
    let means = (0..<samples).map { _ in
      values.indices.reduce(0) { sum, _ in sum + values[random.index(below: values.count)] }
        / Double(values.count)
    }.sorted()
    let tail = (1 - level) / 2
    return ConfidenceInterval(
      lower: Self.quantile(tail, of: means), upper: Self.quantile(1 - tail, of: means), level: level)
  }

  /// Between the two sorted values next to the place, in proportion.
  static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = min(max(Int(place), 0), sorted.count - 1)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }
}
