import Core
import Synchronization

/// What came of one picture, whatever was done with it. That the picture could not be read is an outcome too, not an error.
package protocol PipelineOutcome: Sendable {
  /// About how many bytes it holds in memory.
  var heldByteCount: Int { get }
}

/// Work on many pictures by several workers, one picture at a time each. Workers take the pictures in order, and outcomes
/// are taken in the same order by one thread at a time, so what comes of the work never depends on the number of workers.
///
/// Finished outcomes wait for slower ones before them within a budget of bytes.
package struct PicturePipeline<Failure: Error>: Sendable {
  package let jobs: Int
  package let byteBudget: Int
  private let checkStop: @Sendable () throws(Failure) -> Void

  /// `checkStop` is called before each picture, on any thread, and throws when the work is to end.
  package init(
    jobs: Int, byteBudget: Int, checkStop: @escaping @Sendable () throws(Failure) -> Void
  ) {
    self.jobs = jobs
    self.byteBudget = byteBudget
    self.checkStop = checkStop
  }

  /// Calls `work` for each index in 0..<count on any thread, and `take` with the outcomes in order, one at a time.
  ///
  /// An error of any of the closures ends the work and is thrown, after the outcomes of all pictures before it were taken.
  package func run<Outcome: PipelineOutcome>(
    count: Int, work: @Sendable (_ index: Int) throws(Failure) -> Outcome,
    take: @escaping @Sendable (Outcome) throws(Failure) -> Void
  ) throws(Failure) {
    let ending = Ending<Failure>()
    let output = OrderedOutput<Result<Outcome, Failure>>(byteBudget: byteBudget) { result in
      guard !ending.hasCome else { return }
      do throws(Failure) {
        try take(try result.get())
      } catch {
        ending.come(with: error)
      }
    }
    Parallel.forEach(count: count, jobs: jobs) { index in
      output.waitForTurn(index)
      let result = Result<Outcome, Failure> { () throws(Failure) in
        if let error = ending.error { throw error }
        try checkStop()
        return try work(index)
      }
      output.deliver(result, byteCount: result.heldByteCount, at: index)
    }
    if let error = ending.error { throw error }
  }
}

/// The error that ended the work, once there is one. A lock of its own, held for no longer than a look: workers must not wait
/// for an outcome that is being taken.
private final class Ending<Failure: Error>: Sendable {
  private let state = Mutex<Failure?>(nil)

  var error: Failure? { state.withLock { $0 } }
  var hasCome: Bool { error != nil }

  func come(with error: Failure) {
    state.withLock { $0 = $0 ?? error }
  }
}

extension Result where Success: PipelineOutcome {
  fileprivate var heldByteCount: Int {
    if case .success(let outcome) = self { outcome.heldByteCount } else { 0 }
  }
}
