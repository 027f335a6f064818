/// The mean of a measure over those queries that have it.
///
/// A query without positives has no average precision, and is left out rather than counted as 0 or 1.
public struct Mean: Sendable, Equatable {
  public let value: Double
  /// The queries that were counted.
  public let count: Int

  /// `nil` when no query has the measure.
  public init?(of values: some Sequence<Double?>) {
    var sum = 0.0
    var count = 0
    for case let value? in values {
      sum += value
      count += 1
    }
    guard count > 0 else { return nil }
    value = sum / Double(count)
    self.count = count
  }
}
