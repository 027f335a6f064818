import ArgumentParsing
import Retrieval

/// `sightline ingest COLLECTION PATHS...`: parse, call, print.
enum IngestCommand: Subcommand {
  private static let collection = "Collection"
  private static let work = "Work"

  static let vocabulary = Option.file(
    "vocabulary", "FILE.slv", group: collection,
    help:
      "The words of a new collection, instead of those that come with the program; or where the vocabulary "
      + "of an existing one is now.")
  static let features = ModelOption.locating(group: collection)
  static let lean = Option.flag(
    "lean", group: collection,
    help:
      "Make a collection that keeps words alone: small, for --scoring bow, without proof of what is found.")
  static let asmk = Option.flag(
    "asmk", group: collection, help: "Make a collection that also keeps what --scoring asmk compares.")

  static let model = Option.file(
    "model", "FILE", group: collection,
    help:
      "What makes vectors of the pictures of a new collection: a projection file (.slp) or a network's recipe (.json); or where "
      + "the model of an existing one is now. See 'sightline embed'.")

  static let drawings = Option.flag(
    "drawings", group: collection,
    help:
      "Make drawing rows of the pictures of a new collection too, which sightline query --drawing compares. See 'sightline "
      + "embed --drawings' for one that has pictures.")
  static let keyshapes = Option.file(
    "keyshapes", "FILE.slv", group: collection,
    help:
      "The keyshapes of drawing rows, instead of those that come with the program; or where those of an existing collection are "
      + "now.")

  static let replace = Option.flag(
    "replace", group: work, help: "Read pictures again whose files changed since they were ingested.")
  static let from = Option.paths(
    "from", "OTHER", group: work,
    help:
      "Copy the pictures of another collection of the same vocabulary, without reading their files; can be "
      + "given several times.")
  static let memory = Option.byteCount(
    "memory", default: "2G", group: work,
    help: "Stay within about so much memory (K, M and G are powers of 1024)."
  )
  .explainingDefault("a quarter of the machine's")

  static let description = Command(
    name: "ingest", summary: "Put pictures into a collection, which is made if there is none",
    discussion: """
      Names in the collection are the paths as they are given, so give them in the same way each time. Pictures that \
      are in already, with the same name and content, are skipped; so the same command goes on after it was \
      interrupted or killed, and adds what is new in a folder. Others may search the collection meanwhile.

      A picture whose file changed is reported and stays as it was, unless --replace is given. The same content \
      under another name is kept and reported. A picture that cannot be read is reported and listed in \
      COLLECTION/rejected.tsv, and the rest goes on.
      """,
    operands: [
      Operand("COLLECTION", .one, values: .directory, help: "The folder of the collection."),
      Operand(
        "PATHS", .any,
        help: "JPEG or PNG files, folders (walked and sorted), or @list.txt (a path a line, # for comments)."),
    ],
    options: [vocabulary, features, lean, asmk, model, drawings, keyshapes, replace, from, memory]
      + CommonOptions.all,
    examples: [
      Example("sightline ingest photos.sight photos", "every picture in a folder and those below"),
      Example(
        "sightline ingest photos.sight photos --replace", "what is new since, and what changed"),
      Example(
        "sightline ingest all.sight --from photos.sight --from scans.sight",
        "two collections in one, without looking at a picture again"),
    ],
    exitStatuses: [
      ExitStatus(0, "all pictures are in"),
      ExitStatus(
        2,
        "a picture could not be read, and all others are in; or nothing more could be stored, or the command "
          + "line is wrong"),
      ExitStatus(130, "interrupted by Ctrl-C; what was described until then is in"),
    ])

  static func run(_ arguments: Arguments, console: Console) throws(ToolError) -> Int32 {
    let request = try IngestRequest(arguments)
    let inputs = InputPictures(operands: request.operands)
    try request.check(inputs)
    for problem in inputs.failures where problem.file == nil { console.error(problem.sentence) }
    let run = IngestRun(request: request, inputs: inputs, console: console)
    let result = try run.work()
    if request.printsJSON { _ = try StandardOutput.show(result.json) }
    console.note(result.summary)
    if let signal = Interruption.signal, result.report.wasInterrupted { throw .interrupted(signal) }
    return result.report.rejected + result.problems > 0 ? ToolError.status : 0
  }
}
