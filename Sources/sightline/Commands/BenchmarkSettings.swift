import ArgumentParsing
import Evaluation
import Retrieval

/// The options of `sightline benchmark`.
enum BenchmarkSettings {
  private static let pictures = "Pictures and truth"
  private static let work = "Measurement"
  private static let output = "Output"

  static let images = Option.paths(
    "images", "PATHS", group: pictures,
    help:
      "The benchmark's pictures, those that ask among them: files, folders or @list.txt; can be given several times."
  )
  static let truth = Option.file(
    "truth", "PATH", group: pictures, help: "The truth, as its makers publish it.")
  static let distractors = Option.paths(
    "distractors", "PATHS", group: pictures,
    help: "More pictures to be confused with; can be given several times.")
  static let restrict = Option.flag(
    "restrict", group: pictures,
    help:
      "Evaluate what is there, when pictures of the truth are missing. The numbers are then not those of the whole."
  )

  static let vocabulary = Option.file(
    "vocabulary", "FILE.slv", group: work, help: "The words, instead of those that come with the program.")
  static let collection = Option.directory(
    "collection", "DIR", group: work,
    help:
      "Keep the collection here, and take it from here the next time; otherwise it is made anew and removed.")
  static let stages = Option.value(
    "stages", "LIST", words: BenchmarkStage.allCases.map(\.rawValue), default: [BenchmarkStage](),
    defaultText: "all that the collection allows", group: work,
    help: "Measure only these stages, with commas between.",
    read: stages)

  static let report = Option.file(
    "report", "OUT.html", group: output,
    help: "Write a page that needs no other file: tables, curves, and each query with its first results.")
  static let csv = Option.file(
    "csv", "OUT.csv", group: output, help: "Write a line for each stage and query.")

  static let all: [any DescribedOption] = [
    images, truth, distractors, restrict, vocabulary, collection, stages, report, csv,
  ]

  private static func stages(_ text: String) throws(UsageError) -> [BenchmarkStage] {
    var stages: [BenchmarkStage] = []
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let stage = BenchmarkStage(rawValue: String(word)), !stages.contains(stage) else {
        throw .value(
          text, of: "stages",
          needs: "some of \(BenchmarkStage.allCases.map(\.rawValue).joined(separator: ",")), each once")
      }
      stages.append(stage)
    }
    return stages
  }
}

/// What a command line of `sightline benchmark` asks for.
struct BenchmarkRequest: Sendable {
  let benchmark: Benchmark
  let images, distractors: [String]
  let truth: String?
  let restricts: Bool
  let vocabulary: String?
  /// Where the collection is kept; `nil` for a temporary one.
  let collection: String?
  /// Empty for all that are possible.
  let stages: [BenchmarkStage]
  let jobs: Int

  init(_ name: String, _ arguments: Arguments) throws(ToolError) {
    guard let benchmark = Benchmark(rawValue: name), benchmark != .copies else {
      let names = Benchmark.allCases.filter { $0 != .copies }.map(\.rawValue) + [BenchmarkCommand.compare]
      throw .failure("there is no benchmark '\(name)'; there are \(names.joined(separator: ", "))")
    }
    self.benchmark = benchmark
    images = arguments[BenchmarkSettings.images]
    distractors = arguments[BenchmarkSettings.distractors]
    truth = arguments[BenchmarkSettings.truth]
    restricts = arguments[BenchmarkSettings.restrict]
    vocabulary = arguments[BenchmarkSettings.vocabulary]
    collection = arguments[BenchmarkSettings.collection]
    stages = arguments[BenchmarkSettings.stages]
    jobs = arguments[CommonOptions.jobs]
    guard !images.isEmpty else { throw .failure("benchmark \(name) needs its pictures: --images PATHS") }
    try check()
  }

  private func check() throws(ToolError) {
    switch benchmark {
    case .oxford5k, .paris6k, .roxford5k, .rparis6k:
      guard truth != nil else {
        throw .failure(
          "benchmark \(benchmark.rawValue) needs its truth: --truth PATH; see sightline benchmark --help")
      }
    case .holidays, .ukbench:
      guard truth == nil else {
        throw .failure(
          "the truth of \(benchmark.rawValue) lies in the names of its pictures; leave --truth out")
      }
    case .groups, .copies: break
    }
  }
}
