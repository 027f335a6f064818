import Evaluation
import Retrieval

/// The steps of a benchmark: read the truth, find the pictures, ingest them, ask all queries, stage by stage.
struct BenchmarkWork: Sendable {
  let benchmark: Benchmark
  let request: BenchmarkRequest
  let console: Console

  func report() throws(ToolError) -> BenchmarkReport {
    let pictures = try pictures()
    if let lost = pictures.loss.summary { console.note(lost) }
    let place = try BenchmarkCollection(request, console)
    defer { place.remove() }
    let filled = try place.fill(
      with: pictures.collection,
      keepsAggregates: request.stages.isEmpty || request.stages.contains(.asmk))
    var results: [StageResult] = []
    for stage in try stages(for: filled.information) {
      results.append(try measure(stage, BenchmarkRun(filled.collection, pictures.truth, jobs: request.jobs)))
    }
    return BenchmarkReport(
      pictures, collection: filled.information, rejectedCount: filled.rejectedCount,
      ingestSeconds: filled.ingestSeconds, stages: results,
      settings: .init(
        command: ShellWord.commandLine, version: Tool.version, jobs: request.jobs))
  }

  private func pictures() throws(ToolError) -> BenchmarkPictures {
    let images = try request.paths(request.images, console: console)
    let distractors = try request.paths(request.distractors, console: console)
    return try ToolError.wrapping {
      let truth =
        if let path = request.truth {
          try GroundTruth.read(benchmark, from: path)
        } else {
          try GroundTruth.of(benchmark, pictures: images)
        }
      return try BenchmarkPictures(
        truth, images: images, distractors: distractors, restricts: request.restricts)
    }
  }

  private func stages(for collection: CollectionInformation) throws(ToolError) -> [BenchmarkStage] {
    if let stage = request.stages.first(where: { !$0.isPossible(in: collection) }) {
      throw .failure(
        "the collection does not keep what stage \(stage.rawValue) compares"
          + (stage.options.channel.usesVectors && collection.channel == nil
            ? "; name the model of vectors with --model" : ""))
    }
    return request.stages.isEmpty
      ? BenchmarkStage.allCases.filter { $0.isPossible(in: collection) } : request.stages
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
