import ArgumentParsing
import Core

/// `sightline manual`: the manual page, for `man`.
enum ManualCommand: Subcommand {
  static let description = Command(
    name: "manual", summary: "Print the manual page, with everything that all commands can do",
    discussion: """
      The page is roff source: give it to man, or write it to a file sightline.1 in a folder where man looks, such as \
      ~/.local/share/man/man1. An installed program has brought it along: 'man sightline' shows it.
      """,
    options: CommonOptions.all,
    examples: [
      Example("sightline manual | man -l -", "read it here and now"),
      Example("sightline manual > sightline.1", "keep it in a file"),
    ],
    exitStatuses: [ExitStatus(0, "done")])

  static func run(_ arguments: Arguments, console: Console) throws(ToolError) -> Int32 {
    let page = ManualPage.of(Tool.program)
    guard arguments[CommonOptions.json] else { return try StandardOutput.show(page) }
    return try StandardOutput.show(JSONText.line { $0.member("manual", page) })
  }
}
