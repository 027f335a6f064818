import ArgumentParsing
import Retrieval
import Vocabulary

/// `sightline advise PICTURES...`: parse, call, print.
enum AdviseCommand: Subcommand {
  private static let group = "Sample"

  static let sample = Option.wholeNumber(
    "sample", atLeast: 1, default: 60, group: group,
    help: "Look at so many pictures, spread over all that are given.")
  static let seed = Option.wholeNumber(
    "seed", "S", atLeast: 0, default: 1, group: group, help: "Another number chooses other pictures.")
  static let vocabulary = Option.file(
    "vocabulary", "FILE.slv", group: group,
    help: "Ask whether these words fit, instead of those that come with the program.")

  static let description = Command(
    name: "advise", summary: "Look at a sample of pictures and say which settings fit them, and why",
    discussion: """
      Tells whether the pictures stand upright, whether the vocabulary knows what is in them, how many features they \
      have, and what a collection of all of them will take: bytes, and time on this machine. Ends with the commands to \
      type. Nothing is stored.
      """,
    operands: [
      Operand(
        "PICTURES", .oneOrMore,
        help: "JPEG or PNG files, folders (walked and sorted), or @list.txt (a path a line, # for comments).")
    ],
    options: [sample, seed, vocabulary] + CommonOptions.all,
    examples: [
      Example("sightline advise photos", "what fits the pictures in a folder and those below"),
      Example("sightline advise photos --sample 200", "a longer look"),
      Example("sightline advise photos --json", "all numbers, for programs"),
    ],
    exitStatuses: [
      ExitStatus(0, "there is advice, though single pictures of the sample may have been unreadable"),
      ExitStatus(2, "no picture could be read, or the command line is wrong"),
    ])

  static func run(_ arguments: Arguments, console: Console) throws(ToolError) -> Int32 {
    let inputs = InputPictures(operands: arguments.operands)
    for problem in inputs.problems { console.error(problem) }
    guard !inputs.pictures.contains(where: \.isStandardInput) else {
      throw .failure("give files and folders of pictures: standard input brings one, which is no collection")
    }
    guard !inputs.pictures.isEmpty else { throw .failure("there are no pictures to advise on") }
    let advice = try AdviseRun(
      inputs: inputs.pictures, sampleCount: arguments[sample], seed: UInt64(arguments[seed]),
      vocabulary: try VocabularyLocation.path(given: arguments[vocabulary]),
      jobs: arguments[CommonOptions.jobs],
      console: console
    ).work()
    let output = AdviseOutput(
      advice, operands: arguments.operands, vocabulary: arguments[vocabulary],
      jobs: arguments[CommonOptions.jobs])
    if arguments[CommonOptions.json] { return try StandardOutput.show(output.json) }
    return try StandardOutput.show(output.text)
  }
}
