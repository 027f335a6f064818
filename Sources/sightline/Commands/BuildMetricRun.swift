import Core
import DrawingChannel
import Evaluation
import GlobalChannel

/// Drawings and photographs that a metric is learnt from.
struct DrawingPairs: Sendable {
  var truth: String
  var photographs: [String]
  var drawings: [String]
  var descriptor: DrawingWay
}

/// The steps from drawings and photographs to a metric: their lines, vectors of these, what is learnt of them.
struct BuildMetricRun: Sendable {
  private static let command = "build-projection --pairs"

  let request: BuildProjectionRequest
  let pairs: DrawingPairs
  let console: Console

  /// The files that were looked at are counted in `offered`.
  func work() throws(ToolError) -> (built: BuiltProjection, offered: Int) {
    let start = Console.now
    guard let descriptor = pairs.descriptor.descriptor else {
      throw .failure("--from \(pairs.descriptor.rawValue) makes no vectors that a metric can be learnt for")
    }
    let inputs = DrawingInputs(
      command: Self.command,
      photographs: try DrawingInputs.paths(pairs.photographs, of: Self.command, console: console),
      drawings: pairs.drawings, truth: pairs.truth, jobs: request.jobs, console: console)
    let truth = try Self.named(inputs.read())
    try checkMemory(truth, dimension: descriptor.dimension)
    let material = try inputs.lines(of: truth)
    let examples = try Self.examples(of: material, by: descriptor, jobs: request.jobs)
    console.showProgress(
      "learning \(request.projection.dimension) numbers from \(grouped(examples.partners.count)) drawings")
    defer { console.endProgress() }
    let learnt = try ToolError.wrapping {
      try ProjectionTraining(options: request.projection).learn(from: examples)
    }
    var built = BuiltProjection(
      parts: GlobalModelParts(
        source: .drawings(GlobalModelParts.DrawingSource(descriptor: descriptor.name)),
        projection: learnt.projection),
      pictures: examples.answers.rowCount, inputDimension: descriptor.dimension,
      failed: material.problems.count, violations: learnt.violations)
    built.drawings = examples.partners.count
    built.pairs = examples.partners.compactMap { $0 }.count
    built.parts.training = BuildProjectionReport.notes(of: built, request: request)
    let parts = built.parts
    try Interruption.check()
    try ToolError.wrapping { try parts.write(toPath: request.outputPath) }
    built.seconds = Console.now - start
    return (built, truth.queries.count + truth.photographs.count)
  }

  /// Without photographs of classes that the truth doesn't have: nothing is learnt from these.
  private static func named(_ truth: DrawingTruth) throws(ToolError) -> DrawingTruth {
    let photographs = truth.queries.reduce(into: Set<String>()) { $0.formUnion($1.positives) }
    guard truth.categories.count > 1 else {
      throw .failure(
        "all drawings are of the class \(truth.categories.first ?? ""), so there is nothing to tell apart; name drawings of two "
          + "classes or more in --pairs")
    }
    return try ToolError.wrapping {
      try DrawingTruth(truth.queries, photographs: photographs, missing: truth.missing)
    }
  }

  private func checkMemory(_ truth: DrawingTruth, dimension: Int) throws(ToolError) {
    let count = truth.queries.count + truth.photographs.count
    let room = ProjectionTraining.room(dimension: dimension, memory: request.memory / 2)
    guard count <= room else {
      throw .failure(
        "\(grouped(count)) drawings and photographs are more than the \(grouped(room)) that there is room for: give fewer, or a larger "
          + "--memory")
    }
  }

  /// Those with lines, by their vectors.
  private static func examples(
    of material: DrawingMaterial, by descriptor: any DrawingDescriptor, jobs: Int
  ) throws(ToolError) -> TripletExamples {
    func vectors(_ pictures: [DrawingMaterial.Picture]) -> [(place: Int, vector: [Float])] {
      Parallel.map(count: pictures.count, jobs: jobs) { place -> [Float] in
        pictures[place].lines.map { descriptor.vector(of: $0) } ?? []
      }.enumerated().filter { $0.element.contains { $0 != 0 } }.map { ($0.offset, $0.element) }
    }
    let (truth, asked, found) = (material.truth, vectors(material.drawings), vectors(material.photographs))
    guard !asked.isEmpty else { throw .failure("there are no lines in any drawing of --pairs") }
    guard !found.isEmpty else { throw .failure("there are no edges in any photograph of --pairs") }
    let numbers = Dictionary(
      uniqueKeysWithValues: truth.categories.enumerated().map { ($0.element, $0.offset) })
    var groups: [String: Int] = [:]
    for query in truth.queries {
      for positive in query.positives { groups[positive] = numbers[query.category] }
    }
    let names = found.map { truth.photographs[$0.place] }
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0.element, $0.offset) })
    let queries = asked.map { truth.queries[$0.place] }
    func matrix(_ rows: [(place: Int, vector: [Float])]) -> Matrix<Float> {
      Matrix(columnCount: descriptor.dimension, elements: rows.flatMap(\.vector))
    }
    return TripletExamples(
      questions: matrix(asked), answers: matrix(found),
      partners: queries.map { query in query.instance.flatMap { places[$0] } },
      questionGroups: queries.map { numbers[$0.category] ?? 0 }, answerGroups: names.map { groups[$0] ?? 0 })
  }
}
