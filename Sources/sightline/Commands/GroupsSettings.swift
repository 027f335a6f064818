import ArgumentParsing
import Core
import Retrieval

/// The options that `sightline groups` and `sightline pairs` share, and from them the options of the library.
enum GroupsSettings {
  private static let group = "Comparison"
  private static let defaults = LinkOptions()

  static let candidates = Option.wholeNumber(
    "candidates", "K", atLeast: 1, default: defaults.candidates, group: group,
    help: "Compare each picture with so many others, the best of its shortlist.")
  static let maxNFA = Option.value(
    FalseAlarmBound.optionName, "X", default: defaults.maxNFA, defaultText: "1e-3", group: group,
    help:
      "Two pictures are linked when at most so many false alarms are expected among all pairs of pictures "
      + "together: pairs of other things that agree so well by chance. 'inf' takes whatever agrees.",
    read: FalseAlarmBound.read)
  static let filter = Option.value(
    "filter", "GLOB", default: String?.none, group: group,
    help:
      "Compare only pictures whose whole name fits: '*' is any text, slashes too, '?' a character, '[a-z]' "
      + "one of some."
  ) { text throws(UsageError) in text }
  static let vocabulary = Option.file(
    "vocabulary", group: group, help: "The collection's vocabulary, when it is no longer where it was.")

  static let all: [any DescribedOption] = [candidates, maxNFA, filter, vocabulary]

  /// The library's options that a command line asks for.
  static func options(_ arguments: Arguments) -> LinkOptions {
    var options = LinkOptions()
    options.candidates = arguments[candidates]
    options.maxNFA = arguments[maxNFA]
    options.nameFilter = arguments[filter]
    options.jobs = arguments[CommonOptions.jobs]
    return options
  }
}

/// The search for links with its progress on the terminal.
enum GroupsSearch {
  static func open(_ arguments: Arguments) throws(ToolError) -> Collection {
    try ToolError.wrapping {
      try Collection.open(arguments.operands[0], vocabulary: arguments[GroupsSettings.vocabulary])
    }
  }

  static func links(
    of collection: Collection, _ options: LinkOptions, console: Console
  ) throws(ToolError) -> LinkReport {
    let report = try ToolError.wrapping {
      try collection.links(options: options, progress: { show($0, on: console) }) {
        Interruption.signal != nil
      }
    }
    console.endProgress()
    try Interruption.check()
    return report
  }

  private static func show(_ progress: LinkProgress, on console: Console) {
    switch progress {
    case .began(_, let count):
      console.endProgress()
      console.beginProgress(total: count)
    case .advanced: console.advance(failed: false)
    }
  }

  /// Why there are no links, where that is plain.
  static func nothing(in report: LinkReport, _ options: LinkOptions) -> String {
    switch report.pictureCount {
    case 0:
      options.nameFilter.map { "nothing found: no name in \(report.collection) fits '\($0)'" }
        ?? "nothing found: \(report.collection) has no pictures"
    case 1: "nothing found: \(report.collection) has one picture to compare, and no other"
    default:
      "nothing found: none of \(grouped(report.pictureCount)) pictures is proven to show the same as another"
    }
  }

  /// The members of a link.
  static func append(_ link: PictureLink, to json: inout JSONWriter) {
    json.member("logNFA", link.logNFA)
    json.member("inliers", link.inlierCount)
    json.member("kind", link.kind.rawValue)
    json.member("effectiveInliers", link.effectiveInlierCount)
    json.member("model", link.model.rawValue)
    json.member("bFromA", link.bFromA.rowMajor, significantDigits: 9)
    json.member("overlapOfA", link.overlapOfA)
    json.member("overlapOfB", link.overlapOfB)
    json.member("mirrored", link.isMirrored)
    json.member("transitive", link.isTransitive)
  }

  /// The members of a document that tell what was done.
  static func append(_ report: LinkReport, to json: inout JSONWriter) {
    json.member("pictures", report.pictureCount)
    json.member("verifiedPairs", report.verifiedPairCount)
    json.member("transitivePairs", report.transitivePairCount)
    json.member("maxNFA", report.maxNFA)
    json.timings([
      ("shortlists", report.timings.shortlists), ("verification", report.timings.verification),
      ("expansion", report.timings.expansion), ("total", report.timings.total),
    ])
  }
}
