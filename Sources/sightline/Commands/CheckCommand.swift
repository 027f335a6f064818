import ArgumentParsing
import Retrieval

/// `sightline check COLLECTION`: parse, call, print.
enum CheckCommand: Subcommand {
  static let description = Command(
    name: "check", summary: "Read every byte of a collection and say what is wrong where",
    discussion: """
      Compares all checksums, and all that the parts of the collection say of each other. Changes nothing. Others may \
      search meanwhile; whoever writes is waited for.
      """,
    operands: [Operand("COLLECTION", .one, values: .directory, help: "The folder of the collection.")],
    options: CommonOptions.all,
    examples: [Example("sightline check photos.sight", "after a disk failed or a copy went wrong")],
    exitStatuses: [
      ExitStatus(0, "the collection is sound"),
      ExitStatus(2, "it is damaged, or no collection, or the command line is wrong"),
      ExitStatus(130, "interrupted by Ctrl-C while it waited"),
    ])

  static func run(_ arguments: Arguments, console: Console) throws(ToolError) -> Int32 {
    let path = arguments.operands.first ?? ""
    let problems = try ToolError.wrapping {
      try Collection.check(
        path, onWait: { console.note(IngestDetails.waiting(for: path)) },
        shouldStop: { Interruption.signal != nil })
    }
    guard let problems else {
      try Interruption.check()
      throw .failure("\(path): waiting for another process that writes was stopped")
    }
    if arguments[CommonOptions.json] { _ = try StandardOutput.show(json(problems)) }
    for problem in problems { console.error("\(path): \(problem)") }
    if problems.isEmpty { console.note("\(path): sound") }
    return problems.isEmpty ? 0 : ToolError.status
  }

  private static func json(_ problems: [String]) -> [UInt8] {
    JSONText.line { json in
      json.member("sound", problems.isEmpty)
      json.key("problems")
      json.array { json in for problem in problems { json.value(problem) } }
    }
  }
}
