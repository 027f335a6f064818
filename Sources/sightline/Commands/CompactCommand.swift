import ArgumentParsing
import Retrieval

/// `sightline compact COLLECTION`: parse, call, print.
enum CompactCommand: Subcommand {
  static let description = Command(
    name: "compact", summary: "Give back the room of removed pictures, and make searching faster",
    discussion: """
      Writes the collection anew beside the old one and then takes the new one, so the disk needs room for both. \
      Searches go on meanwhile. When it is interrupted or killed, everything is as it was.
      """,
    operands: [Operand("COLLECTION", .one, values: .directory, help: "The folder of the collection.")],
    options: CommonOptions.all,
    examples: [Example("sightline compact photos.sight", "after many pictures came or went")],
    exitStatuses: [
      ExitStatus(0, "done"),
      ExitStatus(2, "it is no collection, or the disk has too little room, or the command line is wrong"),
      ExitStatus(130, "interrupted by Ctrl-C; everything is as it was"),
    ])

  static func run(_ arguments: Arguments, console: Console) throws(ToolError) -> Int32 {
    let path = arguments.operands.first ?? ""
    let start = Console.now
    let report = try ToolError.wrapping {
      try Collection.compact(
        path, onWait: { console.note(IngestDetails.waiting(for: path)) },
        shouldStop: { Interruption.signal != nil })
    }
    if report.wasInterrupted { try Interruption.check() }
    let seconds = Console.now - start
    if arguments[CommonOptions.json] { _ = try StandardOutput.show(json(path, report, seconds: seconds)) }
    console.note(
      "\(path): \(grouped(report.bytesBefore)) bytes before, "
        + "\(grouped(report.bytesAfter)) now, "
        + "\(grouped(report.droppedPictures)) removed "
        + "\(report.droppedPictures == 1 ? "picture" : "pictures") dropped, "
        + "\(ProgressLine.rate(seconds)) s")
    return 0
  }

  private static func json(_ path: String, _ report: CompactionReport, seconds: Double) -> [UInt8] {
    JSONText.line { json in
      json.member("collection", path)
      json.member("bytesBefore", report.bytesBefore)
      json.member("bytesAfter", report.bytesAfter)
      json.member("droppedPictures", report.droppedPictures)
      json.timings([("seconds", seconds)])
    }
  }
}
