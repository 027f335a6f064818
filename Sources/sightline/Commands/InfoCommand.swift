import ArgumentParsing
import Raster
import Vocabulary

/// `sightline info [FILE.slv|COLLECTION]`: parse, call, print.
enum InfoCommand: Subcommand {
  private static let group = "More"

  static let picture = Option.file(
    "picture", "OUT.png", group: group,
    help: "Also draw patches of the pictures of --from that belong to the same words, a row a word.")
  static let from = Option.paths(
    "from", "IMAGES", group: group,
    help: "A picture, a folder or @list.txt for --picture; can be given several times.")
  static let export = Option.file(
    "export", "OUT.fvecs|OUT.npy", group: group,
    help: "Also write the middles of the words as vectors, one row a word.")

  static let description = Command(
    name: "info", summary: "Tell what is in a collection, a vocabulary or a projection",
    discussion: """
      A folder is a collection, FILE.slp a projection (see build-projection), any other file a vocabulary. Without either it is about the vocabulary that comes with the program: the one that SIGHTLINE_VOCABULARY \
      names, or photos-65536.slv in ../share/sightline or vocab beside the program, or in vocab of the source tree \
      that it was built in.
      """,
    operands: [
      Operand(
        "PATH", .optional,
        help: "The folder of a collection, a vocabulary (FILE.slv) or a projection (FILE.slp).")
    ],
    options: [picture, from, export] + CommonOptions.all,
    examples: [
      Example("sightline info photos.sight", "pictures, features, and bytes by part of a collection"),
      Example("sightline info photos.slv", "words, recipe, training and fingerprint"),
      Example(
        "sightline info photos.slv --picture words.png --from photos",
        "see which patches of the pictures in a folder share words"),
      Example("sightline info --export centres.npy", "the shipped vocabulary's words, for NumPy"),
    ],
    exitStatuses: [
      ExitStatus(0, "done"),
      ExitStatus(2, "the file cannot be read or is damaged, or a picture or an output failed"),
    ])

  static func run(_ arguments: Arguments, console: Console) throws(ToolError) -> Int32 {
    let drawing = try drawing(arguments)
    let export = try exportFormat(arguments)
    if let path = arguments.operands.first, FileSystem.status(of: path)?.isDirectory == true {
      guard drawing == nil, export == nil else {
        throw .failure("\(path): --picture and --export are about vocabularies, and this is a folder")
      }
      return try InfoCollectionReport.show(path, asJSON: arguments[CommonOptions.json])
    }
    if let path = arguments.operands.first, InfoProjectionReport.isProjection(path) {
      guard drawing == nil, export == nil else {
        throw .failure("\(path): --picture and --export are about vocabularies, and this is a projection")
      }
      return try InfoProjectionReport.show(path, asJSON: arguments[CommonOptions.json])
    }
    let path = try VocabularyLocation.path(given: arguments.operands.first)
    let vocabulary: Vocabulary = try ToolError.wrapping { try Vocabulary.open(path) }
    let bytes =
      arguments[CommonOptions.json]
      ? InfoReport.json(vocabulary) : Array(InfoReport.text(vocabulary).utf8)
    _ = try StandardOutput.show(bytes)
    if let (format, path) = export {
      try ToolError.wrapping {
        try format.write(vocabulary.centres(), scale: vocabulary.centreScale, toPath: path)
      }
    }
    guard let (path, operands) = drawing else { return 0 }
    return try draw(
      vocabulary, operands: operands, toPath: path, jobs: arguments[CommonOptions.jobs], console: console)
  }

  private static func draw(
    _ vocabulary: Vocabulary, operands: [String], toPath path: String, jobs: Int, console: Console
  ) throws(ToolError) -> Int32 {
    let inputs = InputPictures(operands: operands)
    for problem in inputs.problems { console.error(problem) }
    guard !inputs.pictures.isEmpty else { return ToolError.status }
    let (rows, failed) = try WordPatches(
      vocabulary: vocabulary, pictures: inputs.pictures, jobs: jobs, console: console
    ).rows()
    try ToolError.wrapping { try PictureFile.write(WordPatches.draw(rows, of: vocabulary), toPath: path) }
    return failed + inputs.problems.count > 0 ? ToolError.status : 0
  }

  /// --picture and --from belong together.
  private static func drawing(
    _ arguments: Arguments
  ) throws(ToolError) -> (path: String, operands: [String])? {
    let operands = arguments[from]
    guard let path = arguments[picture] else {
      guard operands.isEmpty else { throw .failure("--from is for --picture OUT.png, which is missing") }
      return nil
    }
    guard !operands.isEmpty else { throw .failure("--picture needs pictures to look at: --from IMAGES") }
    guard !operands.contains(InputPictures.standardInput) else {
      throw .failure(
        "--from reads pictures twice, which standard input does not allow; save the picture first")
    }
    try FeaturesRequest.checkDrawing(path)
    return (path, operands)
  }

  private static func exportFormat(
    _ arguments: Arguments
  ) throws(ToolError) -> (format: CentresExport, path: String)? {
    guard let path = arguments[export] else { return nil }
    for format in CentresExport.allCases where path.lowercased().hasSuffix("." + format.rawValue) {
      return (format, path)
    }
    throw .failure("--export writes .fvecs or .npy: '\(path)' should end in one of them")
  }
}
