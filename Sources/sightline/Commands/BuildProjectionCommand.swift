import ArgumentParsing

/// `sightline build-projection OUT.slp IMAGES...`: parse, call, print.
enum BuildProjectionCommand: Subcommand {
  static let description = Command(
    name: "build-projection",
    summary: "Learn from pictures how a whole picture becomes one short vector",
    discussion: """
      The vector of a picture is made from its local features, or by a network, and then shortened by what these pictures show: \
      to the directions in which their vectors differ most, or with --labels to those that tell groups apart. Learn from other \
      pictures than those that will be searched. `sightline embed` and the global channel of `query` take the file.

      With --pairs a metric is learnt instead: what of the lines of drawings and photographs tells which photograph was drawn. \
      `sightline benchmark drawings --metric` takes that file.

      Local features can also come from feature files (.oxford, or .txt in COLMAP's format).
      """,
    operands: [
      Operand(
        "OUT.slp", .one, help: "The projection to write. An older one stays until the new one is complete."),
      Operand(
        "IMAGES", .any,
        help:
          "JPEG or PNG files, folders (walked and sorted), @list.txt (a path a line, # for comments); or files of "
          + "features. One at least."),
    ],
    options: BuildProjectionOptions.all,
    examples: [
      Example(
        "sightline build-projection photos.slp photos", "128 numbers a picture from its local features"
      ),
      Example(
        "sightline build-projection vlad.slp photos --from vlad --whiten 0",
        "the same by VLAD, by plain principal components"),
      Example(
        "sightline build-projection net.slp photos --from network.json --dimension 256",
        "256 numbers from a network's output"),
      Example(
        "sightline build-projection sights.slp photos --labels groups.csv",
        "learnt from groups of pictures of the same sights"),
      Example(
        "sightline build-projection sketches.slp --pairs truth.csv --images photos",
        "a metric of drawings and photographs, learnt from those that the table names"),
    ],
    exitStatuses: [
      ExitStatus(0, "the projection is written"),
      ExitStatus(
        2,
        "it could not be made, or it was made and a picture could not be read, or the command line is wrong"),
      ExitStatus(130, "interrupted by Ctrl-C; an older projection is untouched"),
    ])

  static func run(_ arguments: Arguments, console: Console) throws(ToolError) -> Int32 {
    let request = try BuildProjectionRequest(arguments)
    let (built, offered) = try build(request, console)
    if built.failed > 0, offered > 1 {
      console.error("\(built.failed) of \(offered) files could not be read")
    }
    if request.printsJSON { _ = try StandardOutput.show(BuildProjectionReport.json(built, request: request)) }
    console.note(BuildProjectionReport.summary(built, request: request))
    return built.failed > 0 ? ToolError.status : 0
  }

  /// What was built, and from how many files.
  private static func build(
    _ request: BuildProjectionRequest, _ console: Console
  ) throws(ToolError) -> (BuiltProjection, offered: Int) {
    if let pairs = request.pairs {
      return try BuildMetricRun(request: request, pairs: pairs, console: console).work()
    }
    let inputs = try TrainingInputs(operands: request.inputOperands, console: console)
    let built = try BuildProjectionRun(request: request, inputs: inputs, console: console).work()
    return (built, inputs.files.count)
  }
}
