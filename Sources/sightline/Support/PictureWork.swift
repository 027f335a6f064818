import Core
import Synchronization

/// What came of one picture, whatever was done with it.
protocol PictureOutcome: Sendable {
  var picture: InputPicture { get }
  /// What is wrong with the file and was tolerated.
  var warnings: [String] { get }
  /// Why there is nothing: a sentence without the path.
  var failure: String? { get }
}

/// Work on many pictures by several workers, one picture at a time each, with a progress line. Outcomes are
/// taken in the order of the pictures.
struct PictureWork: Sendable {
  /// How many outcomes a worker may be ahead of the slowest: enough to never wait in practice, and at most
  /// some 30 MB for each job.
  private static let windowPerJob = 32

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
    let error = Mutex<ToolError?>(nil)
    let console = console
    let window = Self.windowPerJob * max(1, min(jobs, pictures.count))
    let ordered = OrderedOutput<Result<Outcome, ToolError>>(window: window) { result in
      error.withLock { error in
        guard error == nil else { return }
        do throws(ToolError) {
          try Self.take(try result.get(), console: console, take)
        } catch let problem {
          error = problem
        }
      }
    }
    console.beginProgress(total: pictures.count)
    Parallel.forEach(count: pictures.count, jobs: jobs) { index in
      ordered.waitForTurn(index)
      let stopped = error.withLock { $0 }
      ordered.deliver(stopped.map { .failure($0) } ?? Self.result(of: work, pictures[index]), at: index)
    }
    console.endProgress()
    if let problem = error.withLock({ $0 }) { throw problem }
  }

  private static func result<Outcome: PictureOutcome>(
    of work: (InputPicture) throws(ToolError) -> Outcome, _ picture: InputPicture
  ) -> Result<Outcome, ToolError> {
    Result { () throws(ToolError) in
      try Interruption.check()
      return try work(picture)
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
