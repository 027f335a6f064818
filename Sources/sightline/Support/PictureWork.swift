import Retrieval

/// What came of one picture, whatever was done with it.
protocol PictureOutcome: PipelineOutcome {
  var picture: InputPicture { get }
  /// What is wrong with the file and was tolerated.
  var warnings: [String] { get }
  /// Why there is nothing: a sentence without the path.
  var failure: String? { get }
}

/// Work on many pictures by several workers, one picture at a time each, with a progress line. Outcomes are
/// taken in the order of the pictures.
struct PictureWork: Sendable {
  /// What outcomes may take while they wait for a slower one: enough to never stop a worker in practice.
  private static let bytesPerJob = 32 << 20

  let pictures: [InputPicture]
  let jobs: Int
  let console: Console

  /// Calls `work` for each picture on any thread, and `take` with the outcomes in order, one at a time. Warnings and
  /// failures are reported here; a failure of one picture does not stop the others. An error of either
  /// closure or an interruption stops the work and is thrown.
  func run<Outcome: PictureOutcome>(
    _ work: @Sendable (InputPicture) throws(ToolError) -> Outcome,
    take: @escaping @Sendable (Outcome) throws(ToolError) -> Void
  ) throws(ToolError) {
    let console = console
    let workers = max(1, min(jobs, pictures.count))
    console.beginProgress(total: pictures.count)
    defer { console.endProgress() }
    let pipeline = PicturePipeline(jobs: workers, byteBudget: workers * Self.bytesPerJob) {
      () throws(ToolError) in try Interruption.check()
    }
    try pipeline.run(count: pictures.count) { (index) throws(ToolError) in
      try work(pictures[index])
    } take: { (outcome) throws(ToolError) in
      try Self.take(outcome, console: console, take)
    }
  }

  private static func take<Outcome: PictureOutcome>(
    _ outcome: Outcome, console: Console, _ take: (Outcome) throws(ToolError) -> Void
  ) throws(ToolError) {
    for warning in outcome.warnings {
      console.error("\(outcome.picture.shownName): \(warning); what there is of it was taken")
    }
    if let failure = outcome.failure { console.error("\(outcome.picture.shownName): \(failure)") }
    try take(outcome)
    console.advance(failed: outcome.failure != nil)
  }
}
