import ArgumentParsing

/// `sightline build-vocabulary OUT.slv IMAGES...`: parse, call, print.
enum BuildVocabularyCommand: Subcommand {
  static let description = Command(
    name: "build-vocabulary", summary: "Learn visual words from pictures and write them to a file",
    discussion: """
      The descriptors of all pictures are grouped into so many words. Descriptors can also come from feature files \
      (.oxford, or .txt in COLMAP's format) and from vectors (.fvecs, .bvecs, and .npy of two dimensions in C order \
      with elements <f4, <f8 or |u1); a folder without pictures gives those in it. Vectors that are not whole \
      numbers from 0 to 255 are scaled to bytes, all files of a run by one scale.

      After each round what was done is kept in OUT.slv.part, so that --resume goes on after a loss of power. The \
      result is the same, byte for byte, for any number of jobs and interruptions.
      """,
    operands: [
      Operand(
        "OUT.slv", .one, help: "The vocabulary to write. An older one stays until the new one is complete."),
      Operand(
        "IMAGES", .oneOrMore,
        help:
          "JPEG or PNG files, folders (walked and sorted), @list.txt (a path a line, # for comments); or files "
          + "of features or vectors."),
    ],
    options: BuildVocabularyOptions.all,
    examples: [
      Example("sightline build-vocabulary photos.slv photos", "65,536 words from the pictures in a folder"),
      Example(
        "sightline build-vocabulary small.slv @list.txt --words 4096 --seed 7",
        "a small vocabulary from the pictures in a list"),
      Example(
        "sightline build-vocabulary tree.slv photos --method hierarchical --branching 10 --depth 6",
        "a tree of a million words"),
      Example(
        "sightline build-vocabulary shapes.slv photos --keyshapes --drawings sketches",
        "255 keyshapes, by which drawings find pictures"),
      Example(
        "sightline build-vocabulary photos.slv photos --memory 8G --resume",
        "go on with what was interrupted, with the options that it was begun with"),
    ],
    exitStatuses: [
      ExitStatus(0, "the vocabulary is written"),
      ExitStatus(
        2,
        "it could not be made, or it was made and a picture could not be read, or the command line is wrong"),
      ExitStatus(
        130, "interrupted by Ctrl-C between two pictures or rounds; an older vocabulary is untouched"),
    ])

  static func run(_ arguments: Arguments, console: Console) throws(ToolError) -> Int32 {
    let request = try BuildVocabularyRequest(arguments)
    let inputs = try TrainingInputs(operands: request.inputOperands, console: console)
    let built = try BuildVocabularyRun(request: request, inputs: inputs, console: console).work()
    if built.failed > 0, inputs.files.count > 1 {
      console.error("\(built.failed) of \(inputs.files.count) files could not be read")
    }
    if request.printsJSON { _ = try StandardOutput.show(BuildVocabularyReport.json(built, request: request)) }
    console.note(BuildVocabularyReport.summary(built, request: request))
    return built.failed > 0 ? ToolError.status : 0
  }
}
