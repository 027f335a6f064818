import ArgumentParsing
import Retrieval

/// `sightline embed COLLECTION`: parse, call, print.
enum EmbedCommand: Subcommand {
  private static let group = "Vectors"

  static let model = Option.file(
    "model", "FILE", group: group,
    help:
      "What makes the vectors: a projection file (.slp) or a network's recipe (.json). Without it the model of the vectors that "
      + "are there, or of the first ones the model that comes with the program.")
  static let drawings = Option.flag(
    "drawings", group: group,
    help: "Make drawing rows instead of vectors: what sightline query --drawing compares with a drawing.")
  static let keyshapes = Option.file(
    "keyshapes", "FILE.slv", group: group,
    help:
      "The keyshapes that drawing rows are made of. Without it those of the rows that are there, or of the first ones those that "
      + "come with the program.")
  static let replace = Option.flag(
    "replace", group: group,
    help: "Drop vectors of another model first; without this they are kept and it is refused.")
  static let drop = Option.flag(
    "drop", group: group, help: "Take all vectors out of the collection, and make none.")
  static let memory = Option.byteCount(
    "memory", default: "2G", group: group,
    help: "Stay within about so much memory, beside what a network takes (K, M and G are powers of 1024)."
  )
  .explainingDefault("a quarter of the machine's")

  static let description = Command(
    name: "embed", summary: "Give every picture of a collection a vector of the whole picture",
    discussion: """
      One vector of a model stands for a whole picture: it finds pictures that are alike as a whole, beside those that share \
      details. Pictures that have none get theirs; their files are read again, so they must be where they were when they were \
      ingested, and the same. From then on, pictures get their vectors when they are ingested.

      The same command goes on after it was interrupted or killed. Others may search the collection meanwhile. Vectors of \
      two models cannot be compared, so a collection has those of one.

      With --drawings all of this is about drawing rows, which are of their own: they say which lines a picture's edges make, \
      and drawings are compared with them.
      """,
    operands: [Operand("COLLECTION", .one, values: .directory, help: "The folder of the collection.")],
    options: [model, drawings, keyshapes, replace, drop, memory] + CommonOptions.all,
    examples: [
      Example("sightline embed photos.sight", "vectors of the model that comes with the program"),
      Example("sightline embed photos.sight --model mobilenet.json", "vectors of a network"),
      Example("sightline embed photos.sight --model better.slp --replace", "others in the place of those"),
      Example("sightline embed photos.sight --drop", "none any more"),
      Example("sightline embed photos.sight --drawings", "what drawings are compared with"),
    ],
    exitStatuses: [
      ExitStatus(0, "all pictures have vectors, but for those with nothing in them"),
      ExitStatus(
        2,
        "some pictures were left without, as their files are gone, have changed or cannot be read; or it is no collection, "
          + "the model cannot be used, nothing more could be stored, or the command line is wrong"),
      ExitStatus(130, "interrupted by Ctrl-C; what was made until then is in"),
    ])

  static func run(_ arguments: Arguments, console: Console) throws(ToolError) -> Int32 {
    let path = arguments.operands.first ?? ""
    guard !arguments[drop] else { return try drop(path, arguments, console) }
    let request = try EmbedRequest(collection: path, arguments)
    let result = try EmbedRun(request: request, console: console).work()
    if arguments[CommonOptions.json] { _ = try StandardOutput.show(result.json) }
    console.note(result.summary)
    if let signal = Interruption.signal, result.report.wasInterrupted { throw .interrupted(signal) }
    return result.report.left > 0 ? ToolError.status : 0
  }

  private static func drop(
    _ path: String, _ arguments: Arguments, _ console: Console
  ) throws(ToolError) -> Int32 {
    let kind = arguments[drawings] ? EmbedRequest.Kind.drawingRows : .vectors
    guard !arguments[replace], arguments[model] == nil, arguments[keyshapes] == nil,
      !arguments.isGiven(memory)
    else {
      throw .failure(
        "--drop only takes \(kind.rawValue)s out: give it alone, and embed with \(kind.modelOption) afterwards"
      )
    }
    let onWait = { console.note(IngestDetails.waiting(for: path)) }
    let shouldStop = { Interruption.signal != nil }
    let dropped: Int? = try ToolError.wrapping {
      switch kind {
      case .vectors:
        try Collection.dropVectors(ofCollectionAt: path, onWait: onWait, shouldStop: shouldStop)
      case .drawingRows:
        try Collection.dropDrawings(ofCollectionAt: path, onWait: onWait, shouldStop: shouldStop)
      }
    }
    guard let dropped else {
      try Interruption.check()
      return ToolError.status
    }
    if arguments[CommonOptions.json] { _ = try StandardOutput.show(dropJSON(path, dropped)) }
    console.note("\(path): \(grouped(dropped)) \(kind.rawValue)\(dropped == 1 ? "" : "s") dropped")
    return 0
  }

  private static func dropJSON(_ path: String, _ dropped: Int) -> [UInt8] {
    JSONText.line { json in
      json.member("collection", path)
      json.member("dropped", dropped)
    }
  }
}
