import ArgumentParsing

/// `sightline features IMAGES...`: parse, call, print.
enum FeaturesCommand: Subcommand {
  static let description = Command(
    name: "features", summary: "Find the local features of pictures and write them down",
    discussion: """
      Each picture gives its strongest points with their shape and a descriptor. Without --output or \
      --output-directory they go to standard output; the formats oxford and colmap hold one picture a file, \
      json holds any number.

      A picture that cannot be read is reported, and the rest goes on. The results are the same, byte for \
      byte, for any number of jobs.
      """,
    operands: [
      Operand(
        "IMAGES", .oneOrMore,
        help:
          "JPEG or PNG files, folders (walked and sorted), @list.txt (a path a line, # for comments), or - for "
          + "standard input. A file whose name begins with @ is given as ./@name.")
    ],
    options: FeaturesOptions.all + CommonOptions.all,
    examples: [
      Example("sightline features photo.jpg", "print the features in the Oxford format"),
      Example(
        "sightline features photos --format colmap --output-directory features",
        "for COLMAP's feature_importer: features/NAME.jpg.txt for each picture in photos"),
      Example(
        "sightline features photo.jpg --output photo.oxford --picture regions.png",
        "write the features and a picture that shows them"),
      Example(
        "sightline features photo.jpg --features model:xfeat.json --format json",
        "the points and descriptors of a network"),
      Example(
        "sightline features a.jpg b.jpg --json --detector dog --orientation dominant",
        "classical SIFT of two pictures, as one JSON document"),
    ],
    exitStatuses: [
      ExitStatus(0, "all pictures were read (one without features is fine)"),
      ExitStatus(
        2, "a picture could not be read, or the output not written, or the command line is wrong"),
      ExitStatus(130, "interrupted by Ctrl-C; files that were written are complete"),
    ])

  static func run(_ arguments: Arguments, console: Console) throws(ToolError) -> Int32 {
    let request = try FeaturesRequest(arguments)
    let inputs = InputPictures(operands: arguments.operands)
    for problem in inputs.problems { console.error(problem) }
    try Interruption.check()
    guard !inputs.pictures.isEmpty else { return ToolError.status }
    try request.check(inputs.pictures)
    let maker = try request.maker()
    let results = try FeaturesResults(request: request, maker: maker)
    let run = FeaturesRun(request: request, maker: maker, pictures: inputs.pictures, console: console)
    let tally = try run.work(deliveringTo: results)
    try results.finish(seconds: tally.seconds)
    report(tally, problems: inputs.problems.count, request: request, console: console)
    return tally.failed + inputs.problems.count > 0 ? ToolError.status : 0
  }

  /// What failed, and how much was done when someone may want to know.
  private static func report(
    _ tally: FeaturesTally, problems: Int, request: FeaturesRequest, console: Console
  ) {
    let total = tally.pictures + problems
    let failed = tally.failed + problems
    if failed > 0, total > 1 {
      console.error("\(failed) of \(total) pictures could not be read")
    }
    let read = tally.pictures - tally.failed
    guard read > 0, Terminal.isErrorTerminal || request.destination != .standardOutput else { return }
    console.note(
      "\(read) \(read == 1 ? "picture" : "pictures"), \(tally.features) features, "
        + "\(ProgressLine.rate(tally.seconds)) s")
  }
}
