// What the first so many pictures of a ranking are worth.

extension Judgement {
  /// The share of hits among the first `count` (above 0) pictures; places that the ranking leaves empty are no hits.
  public func precision(at count: Int) -> Double {
    precondition(count > 0, "precision is measured at 1 or more pictures")
    return Double(found(within: count)) / Double(count)
  }

  /// The share of the positives that are among the first `count` pictures; `nil` for a query without positives.
  public func recall(at count: Int) -> Double? {
    positiveCount > 0 ? Double(found(within: count)) / Double(positiveCount) : nil
  }

  /// Whether there is any hit among the first `count` pictures; `nil` for a query without positives.
  public func isSuccessful(at count: Int) -> Bool? {
    positiveCount > 0 ? found(within: count) > 0 : nil
  }

  /// Precision as the revisited Oxford and Paris benchmarks have it: measured at `count` pictures, but no further
  /// than the last positive, so that a query with few positives can reach 1. `nil` for a query without positives.
  ///
  /// Where the ranking lacks positives, the last one stands further down than any `count`.
  public func revisitedPrecision(at count: Int) -> Double? {
    guard positiveCount > 0 else { return nil }
    guard hits.count == positiveCount, let last = hits.last else { return precision(at: count) }
    return precision(at: min(count, last + 1))
  }

  /// Precision at as many pictures as there are positives; `nil` for a query without positives.
  ///
  /// It is also what is called the equal error rate or break-even point of recall and precision: after n pictures with h
  /// hits, precision h/n equals recall h/P exactly at n = P, and nowhere else once there is a hit.
  public var rPrecision: Double? {
    positiveCount > 0 ? precision(at: positiveCount) : nil
  }

  /// Positives among the first four pictures, 0 … 4: the score of the recognition benchmark of Nistér and Stewénius
  /// (2006), whose groups have four pictures. The query is in the collection and counts as any other.
  public var topFourScore: Int { found(within: 4) }
}
