/// How well some copies were found.
///
/// *Full precision* means that nothing wrong is taken: a threshold on the number of false alarms lies just below the smallest one that
/// any wrong picture has for any copy of any kind. It is the same for all kinds, since who asks does not know the kind.
public struct CopyFigures: Sendable, Equatable {
  public let copyCount: Int
  /// The share of copies whose original is proven, by fewer false alarms than any wrong picture.
  public let recallAtFullPrecision: Double
  /// The share of copies whose original is proven, at the number of false alarms that the collection was asked with.
  public let recall: Double
  /// Which share of all that is given for proven is right, at the same; 1 when nothing is given.
  public let precision: Double
  /// The share of copies whose original is the first result.
  public let firstShare: Double
  public let wrongCount: Int
  public let medianSeconds: Double

  /// `threshold` is log₁₀ of the number of false alarms that a wrong picture has, `nil` when there is none. There are no figures
  /// without answers.
  public init?(of answers: [CopyAnswer], threshold: Double?) {
    guard !answers.isEmpty else { return nil }
    func share(_ isCounted: (CopyAnswer) -> Bool) -> Double {
      Double(answers.count(where: isCounted)) / Double(answers.count)
    }
    let found = answers.count(where: \.isFound)
    copyCount = answers.count
    wrongCount = answers.reduce(0) { $0 + $1.wrongCount }
    recall = share(\.isFound)
    precision = found + wrongCount > 0 ? Double(found) / Double(found + wrongCount) : 1
    firstShare = share { $0.rank == 1 }
    recallAtFullPrecision = share { answer in
      guard answer.isFound, let right = answer.right else { return false }
      return threshold.map { right.logNFA < $0 } ?? true
    }
    medianSeconds = Self.median(answers.map(\.seconds))
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}
