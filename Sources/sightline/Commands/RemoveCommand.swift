import ArgumentParsing
import Retrieval

/// `sightline remove COLLECTION NAMES...`: parse, call, print.
enum RemoveCommand: Subcommand {
  static let list = Option.file(
    "list", group: "Names",
    help: "Remove the names in this file too, one a line, as they are; - for standard input.")

  static let description = Command(
    name: "remove", summary: "Take pictures out of a collection",
    discussion: """
      Names are the paths that the pictures were ingested with. Searches find the pictures no more from this moment; \
      the room that they took is given back by 'sightline compact'. The files of the pictures are not touched.
      """,
    operands: [
      Operand("COLLECTION", .one, values: .directory, help: "The folder of the collection."),
      Operand("NAMES", .any, help: "Names of pictures."),
    ],
    options: [list] + CommonOptions.all,
    examples: [
      Example("sightline remove photos.sight photos/a.jpg", "take one picture out"),
      Example("sightline remove photos.sight --list gone.txt", "take out every picture that is listed"),
    ],
    exitStatuses: [
      ExitStatus(0, "at least one of the pictures was there, and is gone"),
      ExitStatus(1, "none of the names is in the collection"),
      ExitStatus(2, "it is no collection, or nothing can be stored, or the command line is wrong"),
      ExitStatus(130, "interrupted by Ctrl-C; some of the pictures are gone"),
    ])

  static func run(_ arguments: Arguments, console: Console) throws(ToolError) -> Int32 {
    let path = arguments.operands.first ?? ""
    let names = try names(arguments)
    let report = try ToolError.wrapping {
      try Collection.remove(
        names, fromCollectionAt: path, onWait: { console.note(IngestDetails.waiting(for: path)) },
        shouldStop: { Interruption.signal != nil })
    }
    if arguments[CommonOptions.json] { _ = try StandardOutput.show(json(path, report)) }
    for name in report.missing { console.error("\(name): is not in \(path)") }
    console.note(summary(path, report))
    if report.wasInterrupted { try Interruption.check() }
    return report.removed > 0 ? 0 : 1
  }

  private static func names(_ arguments: Arguments) throws(ToolError) -> [String] {
    var names = Array(arguments.operands.dropFirst())
    if let list = arguments[list] {
      let bytes =
        list == InputPictures.standardInput
        ? try Descriptor.readAll(from: 0, named: "standard input") : try Descriptor.readAll(ofFile: list)
      for line in bytes.split(separator: UInt8(ascii: "\n")) {
        let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        if !text.isEmpty { names.append(String(decoding: text, as: UTF8.self)) }
      }
    } else if names.isEmpty {
      throw .failure("there is nothing to remove: give NAMES of pictures, or a file of names with --list")
    }
    return names
  }

  private static func summary(_ path: String, _ report: RemovalReport) -> String {
    let removed = "\(path): \(grouped(report.removed)) removed"
    let missing =
      report.missing.isEmpty ? "" : ", \(grouped(report.missing.count)) not there"
    return removed + missing
  }

  private static func json(_ path: String, _ report: RemovalReport) -> [UInt8] {
    JSONText.line { json in
      json.member("collection", path)
      json.member("removed", report.removed)
      json.key("missing")
      json.array { json in for name in report.missing { json.value(name) } }
      json.member("interrupted", report.wasInterrupted)
    }
  }
}
