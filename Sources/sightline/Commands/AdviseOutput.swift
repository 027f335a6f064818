import Core
import Retrieval

/// What `sightline advise` prints: what was measured, what follows from it, and what to type.
struct AdviseOutput {
  let sampled: SampleAdvice
  let jobs: Int
  let commands: [String]
  var advice: CollectionAdvice { sampled.advice }

  init(_ sampled: SampleAdvice, operands: [String], vocabulary: String?, jobs: Int) {
    self.sampled = sampled
    self.jobs = jobs
    commands =
      AdviseCommandLines(words: sampled.advice.words, operands: operands, vocabulary: vocabulary).lines
  }

  var text: String {
    let lines = [
      ("pictures", pictures), ("upright", upright), ("words", words), ("features", features),
      ("sizes", sizes),
      ("collection", collection), ("ingest", ingest), ("query", query), ("advice", conclusion),
    ]
    return InfoReport.table(lines) + "\nType:\n" + commands.map { "  \($0)\n" }.joined()
  }

  private var pictures: String {
    let failed = sampled.failed > 0 ? ", and \(sampled.failed) could not be read" : ""
    return "\(grouped(advice.pictureCount)) given; \(advice.sample.count) looked at\(failed)"
  }

  private var upright: String {
    let votes = advice.vote.votes.map(String.init)
    let counts =
      "the vocabulary fits best as they stand in \(votes[0]), turned by 90, 180, 270 degrees in "
      + "\(votes[1]), \(votes[2]), \(votes[3])"
    switch advice.vote.verdict {
    case .upright: return "yes: \(counts) (by chance: \(Self.digits(advice.vote.chance)))"
    case .turned: return "no: \(counts), which chance explains (\(Self.digits(advice.vote.chance)))"
    case .unknown where advice.vote.count == 0: return "nothing known: no features were turned"
    case .unknown: return "not proven: \(counts)"
    }
  }

  private var words: String {
    let fit = advice.fit
    guard let training = fit.trainingError, let ratio = fit.ratio else {
      return "mean squared error \(grouped(Int(fit.error))); the vocabulary doesn't tell its own"
    }
    return "mean squared error \(grouped(Int(fit.error))), in the vocabulary's training "
      + "\(grouped(Int(training))): \(BuildVocabularyReport.decimal(ratio, 2)) times, "
      + (fit.isNear ? "which is near" : "which is far")
  }

  private var features: String {
    let counts = advice.featureCounts
    return "\(grouped(counts.median)) a picture (median; half have \(grouped(counts.quantile(0.25))) to "
      + "\(grouped(counts.quantile(0.75)))); \(Self.percent(advice.shareAtLimit)) have "
      + "\(grouped(advice.limits.maxFeatures)), the most that are kept"
  }

  private var sizes: String {
    let sides = advice.longerSides
    let small = sides.count { $0 < CollectionAdvice.smallSide }
    let large = sides.count { $0 > advice.limits.maxSide }
    return
      "longer side \(grouped(sides.median)) pixels (median); \(large) are above \(grouped(advice.limits.maxSide)) "
      + "and will be scaled down to it; \(small) are below \(CollectionAdvice.smallSide), which leaves fewer features"
  }

  private var collection: String {
    let estimate = advice.estimate
    return
      "about \(grouped(estimate.features)) features in \(Self.size(estimate.bytes)) when compacted, up to "
      + "\(Self.size(estimate.mostBytes)) before"
  }

  private var ingest: String {
    "about \(Self.duration(advice.estimate.ingestSeconds)) here, with --jobs \(jobs)"
  }

  private var query: String {
    "about \(Self.duration(advice.estimate.querySeconds)), estimated from features and time of the sample"
  }

  private var conclusion: String {
    switch advice.words {
    case .given: return "these words, as they are"
    case .own(let count, let orientation):
      return "words of your own: \(grouped(count)), of \(orientation.rawValue) features"
    }
  }
}

extension AdviseOutput {
  private static func digits(_ number: Double) -> String {
    var text = TextWriter()
    text.append(number, significantDigits: 2)
    return String(decoding: text.bytes, as: UTF8.self)
  }

  private static func percent(_ share: Double) -> String { "\(Int((100 * share).rounded())) %" }

  /// Powers of a thousand, as disks are sold.
  static func size(_ bytes: Int) -> String {
    let units = [("GB", 1e9), ("MB", 1e6), ("kB", 1e3)]
    guard let (unit, scale) = units.first(where: { Double(bytes) >= $0.1 }) else { return "\(bytes) bytes" }
    let number = Double(bytes) / scale
    return "\(BuildVocabularyReport.decimal(number, number < 10 ? 1 : 0)) \(unit)"
  }

  static func duration(_ seconds: Double) -> String {
    switch seconds {
    case ..<1: "\(digits(max(0.001, seconds))) s"
    case ..<90: "\(Int(seconds.rounded())) s"
    case ..<5400: "\(Int((seconds / 60).rounded())) min"
    default: "\(BuildVocabularyReport.decimal(seconds / 3600, 1)) h"
    }
  }
}
