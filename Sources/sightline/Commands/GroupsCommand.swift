import ArgumentParsing
import Presentation
import Retrieval

/// `sightline groups COLLECTION`: parse, call, print.
enum GroupsCommand: Subcommand {
  private static let output = "Output"

  static let minSize = Option.wholeNumber(
    "min-size", "N", atLeast: 2, default: GroupOptions().minSize, group: output,
    help: "Leave out groups of fewer pictures.")
  static let links = Option.flag(
    "links", group: output, help: "List the links of each group behind its pictures.")
  static let report = Option.file(
    "report", "OUT.html", group: output,
    help: "Write a page with a sheet of each group's pictures, in one file that needs no other.")

  static let description = Command(
    name: "groups", summary: "Tell which pictures of a collection show the same as which",
    discussion: """
      Compares the pictures of a collection with each other, without reading their files. Two pictures are linked \
      when matched points prove that they show the same thing, and a group is all that links lead to. Prints a name \
      a line and an empty line between groups, large ones first.

      With --links each group's links follow, indented and separated by tabs: both names, the kind, the number of \
      points that agree and the decimal logarithm of the number of false alarms. The kind is copy for pictures that \
      are nearly the same all over, and scene for all others.

      Two groups of three pictures or more become one only by a link with at most 1e-12 false alarms, for a single \
      wrong link would make one group of two.

      With --training-pairs a table is written for people who train networks: label 1 for linked pairs of a group with \
      their evidence, 0 for pairs high on a shortlist that nothing proves and that are in no group together.
      """,
    operands: [Operand("COLLECTION", .one, values: .directory, help: "The collection's folder.")],
    options: GroupsSettings.all + [minSize, links, report] + GroupsTraining.all + CommonOptions.all,
    examples: [
      Example("sightline groups archive", "which pictures show the same"),
      Example("sightline groups archive --report groups.html", "the same to look at"),
      Example("sightline groups archive --filter '1912/*' --links", "within one folder, with the proofs"),
      Example(
        "sightline groups archive --json | jq '.groups[].links[] | select(.kind == \"copy\")'",
        "near-copies alone"),
      Example("sightline groups archive --training-pairs pairs.csv --quiet", "positives and hard negatives"),
    ],
    exitStatuses: [
      ExitStatus(0, "there is at least one group"), ExitStatus(1, "no picture shows the same as another"),
      ExitStatus(2, "the collection cannot be read, or is lean, or the command line is wrong"),
      ExitStatus(130, "interrupted by Ctrl-C; nothing was written"),
    ])

  /// The status when there are no groups.
  private static let nothingFound: Int32 = 1

  static func run(_ arguments: Arguments, console: Console) throws(ToolError) -> Int32 {
    try GroupsTraining.check(arguments)
    var options = GroupsSettings.options(arguments)
    options.keepsUnproven = arguments[GroupsTraining.pairs] != nil
    let collection = try GroupsSearch.open(arguments)
    // A folder that is closed to us is noticed before the work.
    let page = try arguments[report].map { (path) throws(ToolError) in try OutputFile(path: path) }
    let table = try arguments[GroupsTraining.pairs].map { (path) throws(ToolError) in
      try OutputFile(path: path)
    }
    let report = try GroupsSearch.links(of: collection, options, console: console)
    if let table {
      try table.write(GroupsTraining.table(report.trainingPairs(options: GroupsTraining.options(arguments))))
      try table.finish()
    }
    var grouping = GroupOptions()
    grouping.minSize = arguments[minSize]
    let groups = report.groups(options: grouping)
    if let page { try write(groups, of: report, jobs: options.jobs, to: page) }
    if arguments[CommonOptions.json] {
      _ = try StandardOutput.show(GroupsOutput.json(groups, of: report))
    } else {
      _ = try StandardOutput.show(GroupsOutput.text(groups, withLinks: arguments[links]))
    }
    guard groups.groups.isEmpty else { return 0 }
    console.note(
      report.links.isEmpty
        ? GroupsSearch.nothing(in: report, options)
        : "nothing found: no group has \(grouping.minSize) pictures")
    return nothingFound
  }

  /// Piece by piece, with a look at Ctrl-C between groups.
  private static func write(
    _ groups: PictureGroups, of report: LinkReport, jobs: Int, to page: OutputFile
  ) throws(ToolError) {
    try ContactSheets.write(
      title: "Groups of \(report.collection)", groups: GroupsOutput.sheets(groups), jobs: jobs
    ) { (bytes) throws(ToolError) in
      try Interruption.check()
      try page.write(bytes)
    }
    try page.finish()
  }
}
