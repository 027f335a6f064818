import Core
import Glibc
import Synchronization
import Testing

@testable import Retrieval

@Suite("The pipeline of pictures") struct PicturePipelineTests {
  private struct Outcome: PipelineOutcome {
    var index: Int
    var heldByteCount = 1000
  }

  private struct Stopped: Error, Equatable {
    var reason: String
  }

  private final class Taken: Sendable {
    private let indices = Mutex<[Int]>([])
    var all: [Int] { indices.withLock { $0 } }
    func add(_ index: Int) { indices.withLock { $0.append(index) } }
  }

  private func pipeline(
    jobs: Int, checkStop: @escaping @Sendable () throws(Stopped) -> Void = {}
  ) -> PicturePipeline<Stopped> {
    PicturePipeline(jobs: jobs, byteBudget: 5000, checkStop: checkStop)
  }

  @Test("outcomes are taken in order for any number of workers", arguments: [1, 2, 7])
  func order(jobs: Int) throws {
    let taken = Taken()
    try pipeline(jobs: jobs).run(count: 300) { (index) throws(Stopped) in
      if index.isMultiple(of: 13) { usleep(300) }
      return Outcome(index: index)
    } take: { (outcome) throws(Stopped) in
      taken.add(outcome.index)
    }
    #expect(taken.all == Array(0..<300))
  }

  @Test("an error of the work is thrown after everything before it was taken", arguments: [1, 3])
  func failingWork(jobs: Int) {
    let taken = Taken()
    #expect(throws: Stopped(reason: "40")) {
      try pipeline(jobs: jobs).run(count: 300) { (index) throws(Stopped) in
        if index >= 40 { throw Stopped(reason: "\(index)") }
        usleep(index.isMultiple(of: 2) ? 200 : 0)
        return Outcome(index: index)
      } take: { (outcome) throws(Stopped) in
        taken.add(outcome.index)
      }
    }
    #expect(taken.all == Array(0..<40))
  }

  @Test("an error of taking ends the work, and nothing is taken after it", arguments: [1, 3])
  func failingTake(jobs: Int) {
    let taken = Taken()
    let begun = Atomic<Int>(0)
    #expect(throws: Stopped(reason: "disk full")) {
      try pipeline(jobs: jobs).run(count: 10_000) { (index) throws(Stopped) in
        begun.add(1, ordering: .relaxed)
        return Outcome(index: index)
      } take: { (outcome) throws(Stopped) in
        if outcome.index == 20 { throw Stopped(reason: "disk full") }
        taken.add(outcome.index)
      }
    }
    #expect(taken.all == Array(0..<20))
    // The budget of five outcomes bounds how far others were ahead.
    #expect(begun.load(ordering: .relaxed) < 40)
  }

  @Test("a request to stop is noticed between two pictures, and what was begun is kept", arguments: [1, 3])
  func stop(jobs: Int) {
    let taken = Taken()
    let isAsked = Atomic<Bool>(false)
    let pipeline = pipeline(jobs: jobs) { () throws(Stopped) in
      if isAsked.load(ordering: .sequentiallyConsistent) { throw Stopped(reason: "asked") }
    }
    #expect(throws: Stopped(reason: "asked")) {
      try pipeline.run(count: 10_000) { (index) throws(Stopped) in
        if index == 30 { isAsked.store(true, ordering: .sequentiallyConsistent) }
        return Outcome(index: index)
      } take: { (outcome) throws(Stopped) in
        taken.add(outcome.index)
      }
    }
    #expect(taken.all == Array(0..<taken.all.count))
    #expect((20...31 + jobs).contains(taken.all.count), "\(taken.all.count)")
  }
}
