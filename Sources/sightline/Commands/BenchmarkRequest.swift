import ArgumentParsing
import Evaluation

/// What a command line of `sightline benchmark` asks for.
struct BenchmarkRequest: Sendable {
  let images, distractors: [String]
  let truth: String?
  let restricts: Bool
  let vocabulary: String?
  /// Of the pictures' vectors; `nil` for none.
  let model: String?
  /// The recipe of the network whose features the words are, where it is given.
  let network: String?
  /// Where the collection is kept; `nil` for a temporary one.
  let collection: String?
  /// Empty for all that are possible.
  let stages: [BenchmarkStage]
  /// How copies are made.
  let copies: CopiesOptions
  let drawings: Drawings
  let jobs: Int

  /// What only drawings are asked with.
  struct Drawings: Sendable {
    let paths: [String]
    let descriptors: [DrawingWay]
    /// Photographs to learn words from.
    let training: [String]
    /// So many photographs become queries in a collection.
    let photographCount: Int
    let mirrors: Bool
    /// A projection that was learnt for drawings.
    let metric: String?

    init(_ arguments: Arguments) {
      paths = arguments[BenchmarkSettings.drawings]
      descriptors = arguments[BenchmarkSettings.descriptor]
      training = arguments[BenchmarkSettings.train]
      photographCount = arguments[BenchmarkSettings.thenPhotos]
      mirrors = arguments[BenchmarkSettings.mirror]
      metric = arguments[BenchmarkSettings.metric]
    }
  }

  /// For the benchmark of this name.
  init(_ name: String, _ arguments: Arguments) throws(ToolError) {
    images = arguments[BenchmarkSettings.images]
    distractors = arguments[BenchmarkSettings.distractors]
    truth = arguments[BenchmarkSettings.truth]
    restricts = arguments[BenchmarkSettings.restrict]
    vocabulary = arguments[BenchmarkSettings.vocabulary]
    model = arguments[BenchmarkSettings.model]
    network = arguments[BenchmarkSettings.features]
    collection = arguments[BenchmarkSettings.collection]
    stages = arguments[BenchmarkSettings.stages]
    jobs = arguments[CommonOptions.jobs]
    var copies = CopiesOptions()
    copies.kinds = arguments[BenchmarkSettings.kinds]
    copies.sample = arguments[BenchmarkSettings.sample]
    copies.jobs = jobs
    self.copies = copies
    drawings = Drawings(arguments)
    guard !images.isEmpty else { throw .failure("benchmark \(name) needs its pictures: --images PATHS") }
    try refuse(Self.meaningless(for: name), arguments, name)
    let wantsTruth = ["oxford5k", "paris6k", "roxford5k", "rparis6k"].contains(name)
    guard truth != nil || !wantsTruth else {
      throw .failure("benchmark \(name) needs its truth: --truth PATH; see sightline benchmark --help")
    }
  }

  /// Options that have no effect on a benchmark.
  private static func meaningless(for name: String) -> [any DescribedOption] {
    switch name {
    case BenchmarkCopies.name:
      [
        BenchmarkSettings.truth, BenchmarkSettings.restrict, BenchmarkSettings.stages,
        BenchmarkSettings.report, BenchmarkSettings.model,
      ] + BenchmarkSettings.ofDrawings
    case BenchmarkDrawings.name:
      [
        BenchmarkSettings.restrict, BenchmarkSettings.stages, BenchmarkSettings.features,
        BenchmarkSettings.kinds, BenchmarkSettings.sample, BenchmarkSettings.csv,
      ]
    case Benchmark.holidays.rawValue, Benchmark.ukbench.rawValue:
      [BenchmarkSettings.truth, BenchmarkSettings.kinds, BenchmarkSettings.sample]
        + BenchmarkSettings.ofDrawings
    default: [BenchmarkSettings.kinds, BenchmarkSettings.sample] + BenchmarkSettings.ofDrawings
    }
  }

  private func refuse(
    _ options: [any DescribedOption], _ arguments: Arguments, _ name: String
  ) throws(ToolError) {
    guard let given = options.first(where: { arguments.isGiven($0) }) else { return }
    throw .failure("\(given.description.longForm) has no meaning for benchmark \(name)")
  }

  /// The files that some operands stand for.
  func paths(_ operands: [String], console: Console) throws(ToolError) -> [String] {
    try DrawingInputs.paths(operands, of: "a benchmark", console: console)
  }
}
