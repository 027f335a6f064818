import Core
import GlobalChannel
import LocalFeatures
import Vocabulary

/// What came of building a projection.
struct BuiltProjection: Sendable {
  var parts: GlobalModelParts
  /// Pictures whose vectors were learnt from.
  var pictures: Int
  var inputDimension: Int
  /// Local descriptors that were learnt from, and that there were; 0 for networks.
  var descriptors = 0
  var descriptorsOffered = 0
  /// Drawings that were learnt from beside the pictures, and how many of them have their very photograph there.
  var drawings = 0
  var pairs = 0
  /// Files that could not be read.
  var failed: Int
  /// The share of pairs on the wrong side of their margin, by rounds, with labels; with drawings, of triplets in the wrong order.
  var violations: [Double]
  var seconds = 0.0
}

/// The steps from pictures to a projection: long vectors, what is learnt of them, the file.
struct BuildProjectionRun: Sendable {
  let request: BuildProjectionRequest
  let inputs: TrainingInputs
  let console: Console

  func work() throws(ToolError) -> BuiltProjection {
    let start = Console.now
    var built: BuiltProjection
    switch request.origin {
    case .aggregation: built = try fromFeatures()
    case .network(let recipe): built = try fromNetwork(recipe)
    case .drawing(let way): throw .failure("--from \(way.rawValue) is for drawings: name them with --pairs")
    }
    built.parts.training = BuildProjectionReport.notes(of: built, request: request)
    let parts = built.parts
    try ToolError.wrapping { try parts.write(toPath: request.outputPath) }
    built.seconds = Console.now - start
    return built
  }

  private func fromFeatures() throws(ToolError) -> BuiltProjection {
    guard inputs.kind != .vectors else {
      throw .failure(
        "\(inputs.files[0].shownName) holds vectors of no picture: give pictures, or feature files of one picture each"
      )
    }
    let extractor = try ToolError.wrapping { try FeatureExtractor(options: request.features) }
    let collected = try DescriptorCollection(
      inputs: inputs, maker: .classical(extractor), reading: request.reading,
      budget: SampleBudget(byteCount: request.memory / 2, wordCount: request.aggregation.wordCount),
      seed: request.aggregation.seed, jobs: request.jobs, console: console
    ).collect()
    BuildVocabularyReport.tell(collected.sample, of: inputs, memory: request.memory, on: console)
    let sample = collected.sample
    console.showProgress("learning \(request.aggregation.wordCount) words")
    defer { console.endProgress() }
    let local = try ToolError.wrapping {
      try GlobalModelParts.LocalSource.learn(
        from: sample.rows, recipe: collected.recipe, options: request.aggregation)
    }
    try Interruption.check()
    let (vectors, pictures) = try longVectors(of: sample, by: local)
    let learnt = try learn(vectors, of: pictures.map { collected.givers[$0] })
    return BuiltProjection(
      parts: GlobalModelParts(source: .localFeatures(local), projection: learnt.projection),
      pictures: vectors.rowCount, inputDimension: vectors.columnCount, descriptors: sample.rows.rowCount,
      descriptorsOffered: sample.offeredCount, failed: collected.failed, violations: learnt.violations)
  }

  /// Pictures that are worked on between two looks at Ctrl-C.
  private static let picturesAtOnce = 64

  /// The long vectors of the sample's pictures, as many as there is room for, and which pictures these are.
  private func longVectors(
    of sample: TrainingSample, by local: GlobalModelParts.LocalSource
  ) throws(ToolError) -> (Matrix<Float>, pictures: [Int]) {
    let dimension = local.aggregation.outputCount
    let chosen = evenly(sample.pictureCount, dimension: dimension)
    let starts = sample.pictureStarts
    let rows = DescriptorRows.bytes(sample.rows)
    var vectors = Matrix<Float>(columnCount: dimension)
    var pictures: [Int] = []
    for first in stride(from: 0, to: chosen.count, by: Self.picturesAtOnce) {
      try Interruption.check()
      console.showProgress("\(first)/\(chosen.count) pictures aggregated")
      let part = chosen[first..<min(chosen.count, first + Self.picturesAtOnce)]
      let made = Parallel.map(count: part.count, jobs: request.jobs) { index -> [Float] in
        let picture = part[part.startIndex + index]
        return local.vector(of: rows.slice(starts[picture]..<Int(sample.pictureEnds[picture]))) ?? []
      }
      for (picture, vector) in zip(part, made) where !vector.isEmpty {
        vectors.append(row: vector)
        pictures.append(picture)
      }
    }
    return (vectors, pictures)
  }

  /// Which of so many pictures are learnt from: all, or as many as there is room for, evenly spread.
  func evenly(_ count: Int, dimension: Int) -> [Int] {
    let room = ProjectionTraining.room(dimension: dimension, memory: request.memory / 2)
    guard count > room, room > 0 else { return Array(0..<count) }
    return (0..<room).map { $0 * count / room }
  }

  func learn(
    _ vectors: Matrix<Float>, of pictures: [InputPicture]
  ) throws(ToolError) -> ProjectionTraining.Result {
    console.showProgress("learning \(request.projection.dimension) numbers from \(vectors.rowCount) vectors")
    defer { console.endProgress() }
    let groups = try numbers(ofGroupsOf: pictures)
    return try ToolError.wrapping {
      try ProjectionTraining(options: request.projection).learn(from: vectors, groups: groups)
    }
  }

  /// A number for each picture's group, in the order in which the groups first appear; `nil` without labels.
  private func numbers(ofGroupsOf pictures: [InputPicture]) throws(ToolError) -> [Int?]? {
    guard let groups = request.groups else { return nil }
    var numbers: [String: Int] = [:]
    let result = pictures.map { picture -> Int? in
      guard let group = groups[picture.path] else { return nil }
      let number = numbers[group] ?? numbers.count
      numbers[group] = number
      return number
    }
    guard !numbers.isEmpty else {
      throw .failure(
        "none of the pictures stands in the labels: write their paths as they are given or found")
    }
    return result
  }
}
