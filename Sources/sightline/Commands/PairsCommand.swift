import ArgumentParsing
import Core
import Retrieval

/// `sightline pairs COLLECTION`: parse, call, print.
enum PairsCommand: Subcommand {
  private static let group = "Output"

  static let format = Option.choice(
    "format", "FORMAT", default: PairsFormat.colmap, group: group,
    help: "Two names a line for COLMAP and hloc, or text for people, with the proofs.")
  static let output = Option.file(
    "output", group: group, help: "Write the list to a file instead of standard output.")
  static let relativeTo = Option.directory(
    "relative-to", group: group,
    help: "Write names as they are seen from this folder, which all of them begin with."
  ).explainingDefault("in colmap the folder that all compared names have in common, in text none")
  static let allCandidates = Option.flag(
    "all-candidates", group: group,
    help: "List the pairs of the shortlists too that nothing proves to show the same.")

  static let description = Command(
    name: "pairs", summary: "List pairs of pictures that show the same, for reconstruction in 3-D",
    discussion: """
      Finds the same links as 'sightline groups' and prints a pair a line, each pair once, sorted by names. The colmap \
      format is what COLMAP's matches_importer takes as --match_list_path with --match_type pairs, and hloc as a list \
      of pairs: two names with a blank between them. Names with blanks cannot be written so and are refused.

      The text format has tabs between both names, the kind of the link (copy, scene, or unproven), the number of \
      points that agree and the decimal logarithm of the number of false alarms, with dashes where there is no proof.
      """,
    operands: [Operand("COLLECTION", .one, values: .directory, help: "The collection's folder.")],
    options: GroupsSettings.all + [format, output, relativeTo, allCandidates] + CommonOptions.all,
    examples: [
      Example("sightline pairs archive --output pairs.txt", "what COLMAP is to match"),
      Example(
        "sightline pairs archive --all-candidates --candidates 20 --output pairs.txt",
        "also what only looks alike: the matcher decides"),
      Example("sightline pairs archive --relative-to photos --format text", "what was proven, and how well"),
    ],
    exitStatuses: [
      ExitStatus(0, "there is at least one pair"), ExitStatus(1, "there is none"),
      ExitStatus(
        2,
        "the collection cannot be read, or is lean, or a name cannot be written, or the command line is wrong"
      ),
      ExitStatus(130, "interrupted by Ctrl-C; nothing was written"),
    ])

  /// The status when there are no pairs.
  private static let nothingFound: Int32 = 1

  static func run(_ arguments: Arguments, console: Console) throws(ToolError) -> Int32 {
    var options = GroupsSettings.options(arguments)
    options.keepsUnproven = arguments[allCandidates]
    let collection = try GroupsSearch.open(arguments)
    // What cannot be written is noticed before the work.
    let names = try names(in: collection, options, arguments)
    let file = try arguments[output].map { (path) throws(ToolError) in try OutputFile(path: path) }
    let report = try GroupsSearch.links(of: collection, options, console: console)
    let pairs = PairsOutput(report: report, names: names)
    try file?.write(try pairs.list(arguments[format]))
    try file?.finish()
    if arguments[CommonOptions.json] {
      _ = try StandardOutput.show(try pairs.json())
    } else if file == nil {
      _ = try StandardOutput.show(try pairs.list(arguments[format]))
    }
    guard report.links.isEmpty, report.unproven.isEmpty else { return 0 }
    console.note(GroupsSearch.nothing(in: report, options))
    return nothingFound
  }

  private static func names(
    in collection: Collection, _ options: LinkOptions, _ arguments: Arguments
  ) throws(ToolError) -> PairsNames {
    let all = try ToolError.wrapping { try collection.names(fitting: options.nameFilter) }
    let isWritten = arguments[output] != nil || !arguments[CommonOptions.json]
    let isPlain = isWritten && arguments[format] == .colmap
    let common = arguments[format] == .colmap ? PairsNames.commonFolder(of: all) : ""
    let names = PairsNames(folder: arguments[relativeTo] ?? common, isPlain: isPlain)
    for name in all { _ = try names.shown(name) }
    return names
  }
}

/// The forms that a list of pairs can have.
enum PairsFormat: String, CaseIterable, Sendable {
  case colmap
  case text
}
