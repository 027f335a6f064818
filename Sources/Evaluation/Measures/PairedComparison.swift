import Core

/// Two ways of searching, by what each query has of both: which is better, by how much, and could it be chance?
///
/// Queries differ much more from each other than ways of searching do, so differences are taken query by query. If neither
/// were better, each difference could as well have the other sign: the p-value is the share of all choices of signs
/// (Fisher's randomisation test) whose mean is at least as far from 0 as the one seen. All are tried as long as
/// at most 16 queries differ; of more, seeded choices.
public struct PairedComparison: Sendable, Equatable {
  /// The mean of second − first; above 0, the second is better.
  public let meanDifference: Double
  /// Of the mean difference.
  public let interval: ConfidenceInterval
  /// Two-sided; 1 where no query differs.
  public let pValue: Double
  /// Queries for which the second is better.
  public let wins: Int
  /// Queries for which the first is better.
  public let losses: Int
  public let ties: Int

  /// Up to this many differing queries every choice of signs is tried.
  static let exactLimit = 16
  /// Choices of signs drawn for more; a p-value then is at least one in so many.
  static let signSamples = 20_000

  /// `nil` for no queries.
  /// - Precondition: both have the same queries in the same order.
  public init?(first: [Double], second: [Double], bootstrap: Bootstrap = Bootstrap()) {
    precondition(first.count == second.count, "both sides have a value for each query")
    let differences = zip(first, second).map { $1 - $0 }
    guard let mean = Mean(of: differences), let interval = bootstrap.interval(ofMeanOf: differences) else {
      return nil
    }
    meanDifference = mean.value
    self.interval = interval
    wins = differences.count { $0 > 0 }
    losses = differences.count { $0 < 0 }
    ties = differences.count - wins - losses
    pValue = Self.pValue(of: differences.filter { $0 != 0 }, seed: bootstrap.seed)
  }

  /// Of differences that are not 0: one of 0 is the same with either sign.
  private static func pValue(of differences: [Double], seed: UInt64) -> Double {
    guard !differences.isEmpty else { return 1 }
    // Sums that differ by rounding only are equal.
    let slack = 1e-12 * differences.reduce(0) { $0 + $1.magnitude }
    let threshold = differences.reduce(0, +).magnitude - slack
    if differences.count <= exactLimit {
      let choices = 1 << differences.count
      let extreme = (0..<choices).count { sum(of: differences, signs: UInt64($0)).magnitude >= threshold }
      return Double(extreme) / Double(choices)
    }
    var random = SeededGenerator(seed: seed, stream: 1)
    let extreme = (0..<signSamples).count { _ in
      sum(of: differences, random: &random).magnitude >= threshold
    }
    // The choice that was seen counts among those drawn, which keeps the test honest.
    return Double(extreme + 1) / Double(signSamples + 1)
  }

  /// Bit i of `signs` turns the difference i round.
  private static func sum(of differences: some Collection<Double>, signs: UInt64) -> Double {
    var signs = signs
    var sum = 0.0
    for difference in differences {
      sum += signs & 1 == 0 ? difference : -difference
      signs >>= 1
    }
    return sum
  }

  private static func sum(of differences: [Double], random: inout SeededGenerator) -> Double {
    stride(from: 0, to: differences.count, by: 64).reduce(0) { total, start in
      total + sum(of: differences[start..<min(start + 64, differences.count)], signs: random.next())
    }
  }
}
