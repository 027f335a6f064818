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
  case global
  case globalAverage = "global-average"
  case globalAugmentation = "global-augmentation"
  case globalDiffusion = "global-diffusion"
  case globalVerify200 = "global-verify-200"
  case both
  case bothVerify200 = "both-verify-200"
  case bothDiffusion = "both-diffusion"
  case bothExpandDiffusion = "both-expand-diffusion"

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
    case .global: "vectors of whole pictures"
    case .globalAverage: "vectors, query averaged with its nearest"
    case .globalAugmentation: "vectors averaged with their nearest"
    case .globalDiffusion: "vectors, diffusion"
    case .globalVerify200: "vectors, 200 verified"
    case .both: "signatures and vectors"
    case .bothVerify200: "signatures and vectors, 200 verified"
    case .bothDiffusion: "both, 200 verified, diffusion"
    case .bothExpandDiffusion: "both, 200 verified, expanded by averages, diffusion"
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
      case .global, .globalAverage, .globalAugmentation, .globalDiffusion: nil
      default: .hamming
      }
    options.verify =
      switch self {
      case .bow, .hamming, .asmk, .global, .globalAverage, .globalAugmentation, .globalDiffusion, .both: 0
      case .verify1000: 1000
      default: 200
      }
    options.expand =
      switch self {
      case .expandAverage, .bothExpandDiffusion: .average
      case .expandHamming: .hamming
      case .expandDiscriminative: .discriminative
      default: .off
      }
    options.channel = channel
    options.neighbours = neighbours
    return options
  }

  private var channel: QueryOptions.Channel {
    switch self {
    case .global, .globalAverage, .globalAugmentation, .globalDiffusion, .globalVerify200: .global
    case .both, .bothVerify200, .bothDiffusion, .bothExpandDiffusion: .both
    default: .words
    }
  }

  private var neighbours: QueryOptions.Neighbours {
    switch self {
    case .globalAverage: .average
    case .globalAugmentation: .augmentation
    case .globalDiffusion, .bothDiffusion, .bothExpandDiffusion: .diffusion
    default: .off
    }
  }

  /// Whether a collection keeps what this stage compares.
  public func isPossible(in collection: CollectionInformation) -> Bool {
    if channel.usesVectors, collection.channel == nil { return false }
    switch self {
    case .bow, .global, .globalAverage, .globalAugmentation, .globalDiffusion: return true
    case .asmk: return collection.options.keepsAggregates
    default: return !collection.options.isLean
    }
  }
}
