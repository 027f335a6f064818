import Evaluation
import Retrieval

/// The steps of a benchmark: read the truth, find the pictures, ingest them, ask all queries, stage by stage.
struct BenchmarkWork: Sendable {
  let request: BenchmarkRequest
  let console: Console

  func report() throws(ToolError) -> BenchmarkReport {
    let pictures = try pictures()
    if let lost = pictures.loss.summary { console.note(lost) }
    let place = try BenchmarkFolder(kept: request.collection)
    defer { place.remove() }
    let (collection, isNew) = try open(place.path)
    let start = Console.now
    let rejected = try ingest(pictures.collection, into: collection)
    let seconds = Console.now - start
    if isNew { try compact(place.path) }
    let information = try ToolError.wrapping { try collection.information() }
    try check(information, holds: pictures.collection.count - rejected)
    var results: [StageResult] = []
    for stage in try stages(for: information.options) {
      results.append(try measure(stage, BenchmarkRun(collection, pictures.truth, jobs: request.jobs)))
    }
    return BenchmarkReport(
      pictures, collection: information, rejectedCount: rejected, ingestSeconds: isNew ? seconds : nil,
      stages: results,
      settings: .init(
        command: ShellWord.commandLine, version: Tool.version, jobs: request.jobs))
  }

  private func pictures() throws(ToolError) -> BenchmarkPictures {
    let images = try paths(request.images)
    let distractors = try paths(request.distractors)
    return try ToolError.wrapping {
      let truth =
        if let path = request.truth {
          try GroundTruth.read(request.benchmark, from: path)
        } else {
          try GroundTruth.of(request.benchmark, pictures: images)
        }
      return try BenchmarkPictures(
        truth, images: images, distractors: distractors, restricts: request.restricts)
    }
  }

  private func paths(_ operands: [String]) throws(ToolError) -> [String] {
    let inputs = InputPictures(operands: operands)
    if let problem = inputs.problems.first { throw .failure(problem) }
    guard !inputs.pictures.contains(where: \.isStandardInput) else {
      throw .failure("a benchmark reads its pictures from files, not from standard input")
    }
    return inputs.pictures.map(\.path)
  }

  private func open(_ path: String) throws(ToolError) -> (Collection, isNew: Bool) {
    let shouldStop: @Sendable () -> Bool = { Interruption.signal != nil }
    if !Collection.exists(atPath: path) {
      var options = CollectionOptions()
      options.keepsAggregates = request.stages.isEmpty || request.stages.contains(.asmk)
      let vocabulary = try VocabularyLocation.path(given: request.vocabulary)
      let made = try ToolError.wrapping {
        try Collection.createUnlessExists(
          path, vocabulary: vocabulary, options: options, shouldStop: shouldStop)
      }
      if let made { return (made, true) }
    }
    return (try ToolError.wrapping { try Collection.open(path, vocabulary: request.vocabulary) }, false)
  }

  /// How many pictures could not be read; they are told.
  private func ingest(_ paths: [String], into collection: Collection) throws(ToolError) -> Int {
    var options = IngestOptions()
    options.jobs = request.jobs
    console.beginProgress(total: paths.count)
    let console = console
    let report = try ToolError.wrapping {
      try collection.ingest(
        paths.map { .file(path: $0) }, options: options,
        onEvent: { event in
          guard case .picture(let name, let outcome) = event else { return }
          if case .rejected(let reason) = outcome { console.error("\(name): \(reason)") }
          console.advance(failed: false)
        }, shouldStop: { Interruption.signal != nil })
    }
    console.endProgress()
    try Interruption.check()
    guard report.changed == 0 else {
      throw .failure(
        "\(collection.path): \(report.changed) pictures changed since they were ingested; remove the collection"
      )
    }
    return report.rejected
  }

  /// So that its size is that of a collection at rest.
  private func compact(_ path: String) throws(ToolError) {
    _ = try ToolError.wrapping {
      try Collection.compact(path, shouldStop: { Interruption.signal != nil })
    }
    try Interruption.check()
  }

  private func check(_ information: CollectionInformation, holds count: Int) throws(ToolError) {
    guard information.pictureCount == count else {
      throw .failure(
        "\(information.path): this collection has \(information.pictureCount) pictures and the benchmark "
          + "\(count); name a new folder with --collection")
    }
  }

  private func stages(for options: CollectionOptions) throws(ToolError) -> [BenchmarkStage] {
    if let stage = request.stages.first(where: { !$0.isPossible(in: options) }) {
      throw .failure("the collection does not keep what stage \(stage.rawValue) compares")
    }
    return request.stages.isEmpty
      ? BenchmarkStage.allCases.filter { $0.isPossible(in: options) } : request.stages
  }

  private func measure(_ stage: BenchmarkStage, _ run: BenchmarkRun) throws(ToolError) -> StageResult {
    console.endProgress()
    console.beginProgress(total: run.queryCount)
    let console = console
    let result = try ToolError.wrapping {
      try run.result(
        of: stage, onQuery: { console.advance(failed: false) }, shouldStop: { Interruption.signal != nil })
    }
    console.endProgress()
    try Interruption.check()
    guard let result else { throw .failure("stage \(stage.rawValue) was stopped") }
    return result
  }
}

/// The folder of a benchmark's collection: a given one, which stays, or a temporary one.
private struct BenchmarkFolder {
  let path: String
  private let isTemporary: Bool

  init(kept: String?) throws(ToolError) {
    isTemporary = kept == nil
    if let kept {
      path = kept
    } else {
      path = try FileSystem.makeTemporaryFolder(prefix: "sightline-benchmark-")
    }
  }

  func remove() {
    guard isTemporary else { return }
    FileSystem.removeTree(path)
  }
}
