/// A step of a ranking: what share of the positives was found by then, and what share of the pictures are hits.
public struct CurvePoint: Sendable, Equatable {
  public var recall: Double
  public var precision: Double

  public init(recall: Double, precision: Double) {
    self.recall = recall
    self.precision = precision
  }
}

extension Judgement {
  /// Recall and precision after each picture of the ranking; `nil` for a query without positives.
  ///
  /// The saw that this draws falls between hits and jumps at them; `InterpolatedCurve` is what one shows.
  public var rawCurve: [CurvePoint]? {
    guard positiveCount > 0 else { return nil }
    var found = 0
    return (0..<rankedCount).map { position in
      if found < hits.count, hits[found] == position { found += 1 }
      return CurvePoint(
        recall: Double(found) / Double(positiveCount), precision: Double(found) / Double(position + 1))
    }
  }
}

/// Precision at evenly spaced levels of recall from 0 to 1: at each, the greatest that the ranking has at this
/// recall or a higher one, 0 where it never gets so far.
///
/// Eleven levels are those of text retrieval (0, 0.1, … 1). Curves of queries with different numbers of positives
/// have the same levels and so a mean.
public struct InterpolatedCurve: Sendable, Equatable {
  /// One for each level, never rising.
  public let precisions: [Double]

  /// The level in front of `precisions[index]`.
  public func recall(at index: Int) -> Double { Double(index) / Double(precisions.count - 1) }

  /// With 2 or more levels; `nil` for a query without positives.
  public init?(_ judgement: Judgement, levels: Int = 11) {
    precondition(levels >= 2, "a curve has two levels or more")
    guard judgement.positiveCount > 0 else { return nil }
    var precisions = [Double](repeating: 0, count: levels)
    for (index, position) in judgement.hits.enumerated() {
      // The highest level that this hit reaches; whole numbers, so that 3 of 10 reaches 0.3.
      let level = (index + 1) * (levels - 1) / judgement.positiveCount
      precisions[level] = max(precisions[level], Double(index + 1) / Double(position + 1))
    }
    for level in (0..<levels - 1).reversed() {
      precisions[level] = max(precisions[level], precisions[level + 1])
    }
    self.precisions = precisions
  }

  /// The mean at each level; `nil` for no curves.
  /// - Precondition: all have the same levels.
  public init?(meanOf curves: [InterpolatedCurve]) {
    guard let first = curves.first else { return nil }
    precondition(
      curves.allSatisfy { $0.precisions.count == first.precisions.count }, "curves differ in levels")
    precisions = first.precisions.indices.map { level in
      curves.reduce(0) { $0 + $1.precisions[level] } / Double(curves.count)
    }
  }
}
