import Core
import GlobalChannel

/// What is said of building a projection: at the end, and in the file.
enum BuildProjectionReport {
  /// The notes in the file: only what is the same in every run.
  static func notes(of built: BuiltProjection, request: BuildProjectionRequest) -> [Property] {
    var notes = [Property("seed", "\(request.projection.seed)"), Property("pictures", "\(built.pictures)")]
    if built.descriptors > 0 {
      notes += [
        Property("descriptors", "\(built.descriptors)"),
        Property("descriptors-offered", "\(built.descriptorsOffered)"),
      ]
    }
    if built.drawings > 0 {
      notes += [
        Property("drawings", "\(built.drawings)"), Property("pairs", "\(built.pairs)"),
        Property("method", "triplets"),
      ]
      guard let first = built.violations.first, let last = built.violations.last else { return notes }
      return notes + [
        Property("rounds", "\(built.violations.count - 1)"),
        Property("triplets-wrong-at-first", BuildVocabularyReport.decimal(first, 4)),
        Property("triplets-wrong-at-last", BuildVocabularyReport.decimal(last, 4)),
      ]
    }
    notes += [
      Property("method", request.groups == nil ? "principal-components" : "large-margin"),
      Property("whitening", "\(request.projection.whitening)"),
    ]
    guard let first = built.violations.first, let last = built.violations.last else { return notes }
    return notes + [
      Property("pairs-wrong-at-first", BuildVocabularyReport.decimal(first, 4)),
      Property("pairs-wrong-at-last", BuildVocabularyReport.decimal(last, 4)),
    ]
  }

  static func summary(_ built: BuiltProjection, request: BuildProjectionRequest) -> String {
    "\(request.outputPath): \(built.parts.projection.dimension) numbers from \(grouped(built.inputDimension)), "
      + "learnt from \(built.drawings > 0 ? "\(grouped(built.drawings)) drawings of " : "")\(grouped(built.pictures)) pictures, \(ProgressLine.rate(built.seconds)) s"
  }

  static func json(_ built: BuiltProjection, request: BuildProjectionRequest) -> [UInt8] {
    JSONText.line { json in
      json.member("kind", "projection")
      json.member("path", request.outputPath)
      json.member("from", InfoProjectionReport.origin(of: built.parts))
      json.member("words", InfoProjectionReport.wordCount(of: built.parts))
      json.member("inputDimension", built.inputDimension)
      json.member("dimension", built.parts.projection.dimension)
      json.member("fingerprint", built.parts.fingerprint)
      json.member("pictures", built.pictures)
      json.member("failed", built.failed)
      json.member("drawings", built.drawings)
      json.member("pairs", built.pairs)
      json.member("descriptors", built.descriptorsOffered)
      json.member("descriptorsKept", built.descriptors)
      json.key("pairsWrong")
      json.array { json in for share in built.violations { json.value(share, significantDigits: 6) } }
      json.timings([("all", built.seconds)])
    }
  }
}
