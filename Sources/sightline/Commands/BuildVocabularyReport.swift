import Core
import Vocabulary

/// What is said of building a vocabulary: on the way, at the end, and in the file.
enum BuildVocabularyReport {
  /// How much was kept of how much; when nothing was left out, only for someone who looks on.
  static func tell(_ sample: TrainingSample, of inputs: TrainingInputs, memory: Int, on console: Console) {
    let noun = inputs.kind == .pictures ? "pictures" : "files"
    var text = "\(grouped(sample.offeredCount)) descriptors of \(grouped(sample.pictureCount)) \(noun)"
    if sample.isReduced {
      text += "; \(grouped(sample.rows.rowCount)) kept, \(grouped(sample.quota)) a \(noun.dropLast()), "
      text += "to stay within \(amount(memory))"
    }
    if sample.isReduced || Terminal.isErrorTerminal { console.note(text) }
  }

  /// `round 3/8  mean squared error 21034.2  12.3 % moved  1:20 left`.
  static func progress(_ round: ClusteringRound, secondsLeft: Double) -> String {
    var text =
      "round \(round.round)/\(round.rounds)  mean squared error \(decimal(round.meanSquaredError, 1))  "
    text += "\(decimal(100 * round.movedShare, 1)) % moved"
    if round.round < round.rounds { text += "  \(ProgressLine.duration(secondsLeft)) left" }
    return text
  }

  /// The notes in the file: only what is the same in every run.
  static func notes(of built: BuiltVocabulary, options: ClusteringOptions) -> [Property] {
    var notes = [
      Property("method", options.method.rawValue), Property("rounds", "\(built.rounds.count)"),
      Property("start", options.start.rawValue), Property("seed", "\(options.seed)"),
      Property("descriptors", "\(built.sample.rows.rowCount)"),
      Property("descriptors-offered", "\(built.sample.offeredCount)"),
    ]
    if options.method == .hierarchical {
      notes += [Property("branching", "\(options.branching)"), Property("depth", "\(options.depth)")]
    }
    guard let last = built.rounds.last else { return notes }
    return notes + [Property("mean-squared-error", decimal(last.meanSquaredError, 3))]
  }

  static func summary(_ built: BuiltVocabulary, request: BuildVocabularyRequest) -> String {
    let seconds = built.timings.sample + built.timings.cluster + built.timings.write
    let error = built.rounds.last.map { ", mean squared error \(decimal($0.meanSquaredError, 1))" } ?? ""
    return "\(request.outputPath): \(grouped(request.clustering.wordCount)) words of "
      + "\(built.sample.rows.columnCount) bytes\(error), \(ProgressLine.rate(seconds)) s"
  }

  static func json(_ built: BuiltVocabulary, request: BuildVocabularyRequest) -> [UInt8] {
    JSONText.line { json in
      json.member("kind", "vocabulary")
      json.member("path", request.outputPath)
      json.member("words", request.clustering.wordCount)
      json.member("dimension", built.sample.rows.columnCount)
      json.member("fingerprint", built.fingerprint)
      json.member("method", request.clustering.method.rawValue)
      json.member("pictures", built.sample.pictureCount)
      json.member("failed", built.failed)
      json.member("descriptors", built.sample.offeredCount)
      json.member("descriptorsKept", built.sample.rows.rowCount)
      json.key("meanSquaredError")
      json.value(built.rounds.last?.meanSquaredError ?? .nan)
      json.key("rounds")
      json.array { json in for round in built.rounds { append(round, to: &json) } }
      if let round = built.resumedAfter { json.member("resumedAfterRound", round) }
      json.timings([
        ("sample", built.timings.sample), ("cluster", built.timings.cluster), ("write", built.timings.write),
      ])
    }
  }

  private static func append(_ round: ClusteringRound, to json: inout JSONWriter) {
    json.object { json in
      json.member("round", round.round)
      append("meanSquaredError", round.meanSquaredError, to: &json)
      append("movedShare", round.movedShare, to: &json)
      append("seconds", round.seconds, to: &json)
    }
  }

  private static func append(_ key: String, _ value: Double, to json: inout JSONWriter) {
    json.key(key)
    json.value(value, significantDigits: 9)
  }

  /// `2G`, `1536M`: the largest unit in which it is a whole number.
  static func amount(_ bytes: Int) -> String {
    for (unit, shift) in [("G", 30), ("M", 20), ("K", 10)] where bytes.isMultiple(of: 1 << shift) {
      return "\(bytes >> shift)\(unit)"
    }
    return "\(bytes) bytes"
  }

  static func decimal(_ number: Double, _ decimals: Int) -> String {
    guard number.isFinite else { return "unknown" }
    var text = TextWriter()
    text.append(number, decimals: decimals)
    return String(decoding: text.bytes, as: UTF8.self)
  }
}
