/// How the area below the curve of recall and precision is taken.
public enum AveragePrecisionRule: String, Sendable, CaseIterable {
  /// Trapezia between the precisions just before and at each hit: the rule of Oxford 5k, Paris 6k, their revisited
  /// versions and Holidays.
  case trapezoid
  /// The mean of the precisions at each positive, a missing one having 0: the rule of text retrieval.
  case finiteSum = "finite-sum"
}

extension Judgement {
  /// The area below the curve of recall and precision, 0 … 1; `nil` for a query without positives.
  ///
  /// With P positives, the hit number i (from 0) at position r adds 1/P of recall, and
  ///
  ///     finite sum:  (i + 1) / (r + 1) · 1/P
  ///     trapezoid:   (before + (i + 1) / (r + 1)) / 2 · 1/P,   before = i / r, or 1 where r = 0
  ///
  /// `before` is the precision after the position in front of the hit, so the trapezoid is never above the finite
  /// sum, and equal for hits without a gap in front from the first place on. The program of the Oxford buildings
  /// walks through all positions and adds a trapezium at each; the revisited benchmarks and Holidays go from hit to
  /// hit. Between hits recall stands still and no area is added, so the two are the same number, kept here once.
  public func averagePrecision(_ rule: AveragePrecisionRule = .trapezoid) -> Double? {
    guard positiveCount > 0 else { return nil }
    var sum = 0.0
    for (index, position) in hits.enumerated() {
      let precision = Double(index + 1) / Double(position + 1)
      switch rule {
      case .finiteSum: sum += precision
      case .trapezoid:
        let before = position == 0 ? 1 : Double(index) / Double(position)
        sum += (before + precision) / 2
      }
    }
    return sum / Double(positiveCount)
  }
}
