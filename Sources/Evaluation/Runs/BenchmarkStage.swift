import Retrieval

/// One way of searching that a benchmark measures; together they are the pipeline, step by step.
public enum BenchmarkStage: String, Sendable, CaseIterable {
  case bow
  case hamming
  case asmk
  case verify200 = "verify-200"
  case verify1000 = "verify-1000"
  case expandAverage = "expand-average"
  case expandHamming = "expand-hamming"
  case expandDiscriminative = "expand-discriminative"

  /// As reports call it.
  public var title: String {
    switch self {
    case .bow: "words alone"
    case .hamming: "words and signatures"
    case .asmk: "aggregated words (ASMK)"
    case .verify200: "signatures, 200 verified"
    case .verify1000: "signatures, 1,000 verified"
    case .expandAverage: "200 verified, expanded by averages"
    case .expandHamming: "200 verified, expanded by signatures"
    case .expandDiscriminative: "200 verified, expanded by a classifier"
    }
  }

  /// The query's options. Whatever is found counts, so that rankings are complete.
  public var options: QueryOptions {
    var options = QueryOptions()
    options.maxNFA = .infinity
    options.scoring =
      switch self {
      case .bow: .bow
      case .asmk: .asmk
      default: .hamming
      }
    options.verify =
      switch self {
      case .bow, .hamming, .asmk: 0
      case .verify1000: 1000
      default: 200
      }
    options.expand =
      switch self {
      case .expandAverage: .average
      case .expandHamming: .hamming
      case .expandDiscriminative: .discriminative
      default: .off
      }
    return options
  }

  /// Whether a collection keeps what this stage compares.
  public func isPossible(in options: CollectionOptions) -> Bool {
    switch self {
    case .bow: true
    case .asmk: options.keepsAggregates
    default: !options.isLean
    }
  }
}
