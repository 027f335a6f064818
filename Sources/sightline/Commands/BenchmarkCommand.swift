import ArgumentParsing
import Evaluation

/// `sightline benchmark NAME`: parse, call, print.
enum BenchmarkCommand: Subcommand {
  static let compare = "compare"
  private static let names =
    Benchmark.allCases.map(\.rawValue) + [BenchmarkCopies.name, BenchmarkDrawings.name, compare]

  static let description = Command(
    name: "benchmark", summary: "Measure how well a collection is searched, by public rules",
    discussion: """
      Ingests the pictures of a benchmark, asks all its queries in every way that Sightline has (words alone, \
      signatures, ASMK, verification, expansion), and judges the rankings by the benchmark's own rules:

      oxford5k and paris6k: buildings. --truth is the folder of NAME_query.txt, _good.txt, _ok.txt and _junk.txt.

      roxford5k and rparis6k: the same, revisited. --truth is the file gnd_….pkl, or the same as JSON.

      holidays and ukbench: the truth lies in the pictures' numbers (NNNNNN.jpg, ukbenchNNNNN.jpg).

      groups: your own pictures, a folder for each thing, or with --truth FILE.csv of lines name,group.

      copies: any pictures of yours. Makes crops, turns, mirrors, recompressions and the like of them, and says which are found.

      drawings: which photographs are found by drawings of the same thing. --truth is a table drawing,class,photo, or \
      a file of lines NUMBER PHOTOGRAPH, or a folder with a list NAME.txt for each drawing NAME; without it, each class \
      has a folder on both sides.

      compare: what two recorded runs (--json) differ in, and whether it could be chance.

      Vocabularies are not learned from the pictures: the one that comes with the program is used, or --vocabulary. \
      Prints a table by stage; --json prints all numbers, also those of each query, which compare reads.
      """,
    operands: [
      Operand("NAME", .one, values: .oneOf(names), help: "The benchmark, or compare."),
      Operand("FILES", .any, help: "For compare: the JSON documents of two runs."),
    ],
    options: BenchmarkSettings.all + CommonOptions.all,
    examples: [
      Example(
        "sightline benchmark oxford5k --images oxbuild_images --truth gt_files --report oxford.html",
        "all stages, as a table and as a page to look at"),
      Example("sightline benchmark groups --images things", "your own pictures, a folder for each thing"),
      Example(
        "sightline benchmark copies --images photos", "which altered copies of your pictures are found"),
      Example(
        "sightline benchmark drawings --images photos --truth truth.csv --descriptor hog,keyshapes",
        "which photographs are found by the drawings beside the truth"),
      Example(
        "sightline benchmark oxford5k --images part --truth gt_files --restrict --stages hamming,verify-200",
        "two stages, on those pictures that are there"),
      Example("sightline benchmark compare before.json after.json", "which run is better, and is it chance?"),
    ],
    exitStatuses: [
      ExitStatus(0, "measured"),
      ExitStatus(2, "pictures or the truth are missing or cannot be read, or the command line is wrong"),
      ExitStatus(130, "interrupted by Ctrl-C; with --collection, what was ingested stays"),
    ])

  static func run(_ arguments: Arguments, console: Console) throws(ToolError) -> Int32 {
    let name = arguments.operands.first ?? ""
    let operands = Array(arguments.operands.dropFirst())
    if name == compare { return try BenchmarkComparison.run(operands, arguments) }
    guard operands.isEmpty else {
      throw .failure("benchmark \(name) takes no FILES; pictures are named by --images, the truth by --truth")
    }
    let request = try BenchmarkRequest(name, arguments)
    let files = try BenchmarkFiles(arguments)
    let isJSON = arguments[CommonOptions.json]
    if name == BenchmarkDrawings.name {
      try runDrawings(request, files, isJSON: isJSON, console)
      return 0
    }
    guard let benchmark = Benchmark(rawValue: name) else {
      let report = try BenchmarkCopies.report(request, console)
      try files.table?.write(report.table)
      try files.table?.finish()
      _ = try StandardOutput.show(
        isJSON ? BenchmarkCopies.json(report) : Array(BenchmarkCopies.text(report).utf8))
      return 0
    }
    let report = try BenchmarkWork(benchmark: benchmark, request: request, console: console).report()
    if let page = files.page { try BenchmarkOutput.write(report, to: page, jobs: request.jobs) }
    try files.table?.write(Array(report.commaSeparated.utf8))
    try files.table?.finish()
    _ = try StandardOutput.show(
      isJSON ? BenchmarkOutput.json(report) : Array(BenchmarkOutput.text(report).utf8))
    for problem in BenchmarkOutput.problems(of: report) { console.error(problem) }
    return 0
  }

  private static func runDrawings(
    _ request: BenchmarkRequest, _ files: BenchmarkFiles, isJSON: Bool, _ console: Console
  ) throws(ToolError) {
    let report = try BenchmarkDrawings(request: request, console: console).report()
    if let page = files.page { try BenchmarkDrawingsOutput.write(report, to: page, jobs: request.jobs) }
    _ = try StandardOutput.show(
      isJSON ? BenchmarkDrawingsOutput.json(report) : Array(BenchmarkDrawingsOutput.text(report).utf8))
  }
}

/// The files that a benchmark writes, made before the work, so that a folder that is closed to us is noticed at once.
private struct BenchmarkFiles {
  let page, table: OutputFile?

  init(_ arguments: Arguments) throws(ToolError) {
    page = try arguments[BenchmarkSettings.report].map { (path) throws(ToolError) in
      try OutputFile(path: path)
    }
    table = try arguments[BenchmarkSettings.csv].map { (path) throws(ToolError) in
      try OutputFile(path: path)
    }
  }
}

/// `sightline benchmark compare A.json B.json`.
enum BenchmarkComparison {
  static func run(_ files: [String], _ arguments: Arguments) throws(ToolError) -> Int32 {
    guard files.count == 2 else {
      throw .failure("compare takes the JSON documents of two runs, not \(files.count)")
    }
    let given = BenchmarkSettings.all.filter { arguments.isGiven($0) }.map(\.description.longForm)
    if let option = given.first { throw .failure("\(option) has no meaning for compare") }
    let comparison = try ToolError.wrapping {
      try RunComparison(RecordedRun(path: files[0]), RecordedRun(path: files[1]))
    }
    guard !arguments[CommonOptions.json] else {
      _ = try StandardOutput.show(JSONText.line { comparison.append(to: &$0) })
      return 0
    }
    _ = try StandardOutput.show(text(of: comparison))
    return 0
  }

  private static func text(of comparison: RunComparison) -> String {
    var text = "\(comparison.first.benchmark): \(comparison.first.path) → \(comparison.second.path)\n\n"
    text += comparison.table + "\n"
    text +=
      "difference: second − first, with the interval that drawing queries again gives; p: how often chance does as\n"
    text += "much when each query's difference could have had the other sign.\n"
    if !comparison.unmatched.isEmpty {
      text += "left out, for only one run has them: \(grouped(comparison.unmatched.count)) queries\n"
    }
    return text
  }
}
