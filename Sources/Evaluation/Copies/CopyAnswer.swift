import Retrieval

/// What a collection answered when it was asked for one copy.
public struct CopyAnswer: Sendable, Equatable {
  /// The original's name in the collection.
  public let original: String
  public let kind: CopyKind
  /// Of the copy, in pixels.
  public let width: Int
  public let height: Int
  /// The original's place among the results, from 1, those left out that may be there; `nil` when it is not among them.
  public let rank: Int?
  /// What speaks for the original; `nil` when nothing does.
  public let right: Evidence?
  /// The strongest of the wrong pictures that are given for proven; `nil` when none is.
  public let wrong: Evidence?
  /// How many wrong pictures are given for proven.
  public let wrongCount: Int
  /// How long the query took.
  public let seconds: Double

  /// What speaks for a picture.
  public struct Evidence: Sendable, Equatable {
    public let name: String
    public let score: Double
    /// log₁₀ of the number of false alarms.
    public let logNFA: Double
    /// Whether the collection takes it for the same.
    public let isProven: Bool

    public init(name: String, score: Double, logNFA: Double, isProven: Bool) {
      self.name = name
      self.score = score
      self.logNFA = logNFA
      self.isProven = isProven
    }
  }

  public init(
    original: String, kind: CopyKind, width: Int = 0, height: Int = 0, rank: Int?, right: Evidence?,
    wrong: Evidence? = nil, wrongCount: Int = 0, seconds: Double = 0
  ) {
    self.original = original
    self.kind = kind
    self.width = width
    self.height = height
    self.rank = rank
    self.right = right
    self.wrong = wrong
    self.wrongCount = wrongCount
    self.seconds = seconds
  }

  /// Whether the original is given for proven.
  public var isFound: Bool { right?.isProven ?? false }
}

extension CopyAnswer {
  /// What a report says of a copy. `alike` are the names of other pictures that show the same as the original; they are neither right
  /// nor wrong.
  init(_ report: QueryReport, original: String, kind: CopyKind, alike: Set<String>) {
    let judged = report.results.filter { $0.name == original || !alike.contains($0.name) }
    let place = judged.firstIndex { $0.name == original }
    let right = place.map { judged[$0] } ?? report.nearest.flatMap { $0.name == original ? $0 : nil }
    let wrong = judged.filter { $0.isSame && $0.name != original }.compactMap(Evidence.init)
    self.init(
      original: original, kind: kind, width: report.width, height: report.height, rank: place.map { $0 + 1 },
      right: right.flatMap(Evidence.init), wrong: wrong.min { $0.logNFA < $1.logNFA },
      wrongCount: wrong.count, seconds: report.timings.total)
  }
}

extension CopyAnswer.Evidence {
  /// `nil` without anything that agrees.
  fileprivate init?(_ result: QueryReport.Result) {
    guard let proof = result.proof else { return nil }
    self.init(
      name: result.name, score: Double(result.score), logNFA: proof.logNFA, isProven: proof.isSame)
  }
}
