/// What the copies of a collection's own pictures measured.
public struct CopiesReport: Sendable, Equatable {
  public internal(set) var options: CopiesOptions
  /// How many pictures the collection has.
  public internal(set) var pictureCount = 0
  /// The originals that were copied, and which other pictures show the same as each by the collection's own proof: those are neither
  /// right nor wrong.
  public internal(set) var originals: [Original] = []
  /// Originals that could not be copied.
  public internal(set) var skipped: [Skipped] = []
  /// By original, then by kind.
  public internal(set) var answers: [CopyAnswer] = []
  public internal(set) var seconds = 0.0
  /// Whether it was asked to stop; there are no answers then.
  public internal(set) var wasInterrupted = false

  public struct Original: Sendable, Equatable {
    public let name: String
    public let alike: [String]
  }

  public struct Skipped: Sendable, Equatable {
    public let name: String
    public let reason: String
  }

  init(options: CopiesOptions) {
    self.options = options
  }

  /// log₁₀ of the smallest number of false alarms that a wrong picture has; `nil` when none is given for proven.
  public var threshold: Double? { Self.threshold(of: answers) }

  /// Of each kind that was asked for.
  public var kinds: [(kind: CopyKind, figures: CopyFigures)] {
    let (answers, threshold) = (Dictionary(grouping: answers, by: \.kind), threshold)
    return options.kinds.compactMap { kind in
      CopyFigures(of: answers[kind] ?? [], threshold: threshold).map { (kind, $0) }
    }
  }

  /// Of all copies together. Each kind has as many, so shares are the means over kinds too; `nil` without answers.
  public var total: CopyFigures? { CopyFigures(of: answers, threshold: threshold) }

  static func threshold(of answers: [CopyAnswer]) -> Double? {
    answers.compactMap(\.wrong?.logNFA).min()
  }
}
