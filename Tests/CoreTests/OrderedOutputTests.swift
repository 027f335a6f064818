import Core
import Dispatch
import Foundation
import Synchronization
import Testing

@Suite("Ordered output") struct OrderedOutputTests {
  private static let jobs = 4
  private static let resultSize = 1000

  @Test("results come in order, and not much more is held than the budget", arguments: [1, 3, 20])
  func order(results: Int) {
    let received = Mutex<[Int]>([])
    let furthest = Mutex(0)
    let output = OrderedOutput<Int>(byteBudget: results * Self.resultSize) { result in
      received.withLock { $0.append(result) }
    }
    Parallel.forEach(count: 500, jobs: Self.jobs) { index in
      output.waitForTurn(index)
      let ahead = index - received.withLock { $0.count }
      furthest.withLock { $0 = max($0, ahead) }
      // The first of every ten is slow, so that the others run into the budget.
      if index.isMultiple(of: 10) { usleep(500) }
      output.deliver(index, byteCount: Self.resultSize, at: index)
    }
    #expect(received.withLock { $0 } == Array(0..<500))
    // So many fit, and each worker may have one in hand.
    #expect(furthest.withLock { $0 } <= results + Self.jobs)
  }

  @Test("empty results are not held without end")
  func emptyResults() {
    let received = Mutex(0)
    let furthest = Mutex(0)
    let output = OrderedOutput<Int>(byteBudget: 10_000) { _ in received.withLock { $0 += 1 } }
    Parallel.forEach(count: 5000, jobs: 2) { index in
      output.waitForTurn(index)
      furthest.withLock { $0 = max($0, index - received.withLock { $0 }) }
      if index == 0 { usleep(50_000) }
      output.deliver(index, byteCount: 0, at: index)
    }
    #expect(received.withLock { $0 } == 5000)
    #expect(furthest.withLock { $0 } < 200)
  }

  @Test("while a result is being handed on, others are delivered without waiting, and none overtakes it")
  func handingOn() {
    let received = Mutex<[Int]>([])
    let (entered, gate, done) = (
      DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)
    )
    let output = OrderedOutput<Int>(byteBudget: 1 << 20) { result in
      if result == 0 {
        entered.signal()
        gate.wait()
      }
      received.withLock { $0.append(result) }
    }
    Thread.detachNewThread {
      output.deliver(0, byteCount: 1, at: 0)
      done.signal()
    }
    entered.wait()
    Thread.detachNewThread {
      for index in [2, 1] {
        output.waitForTurn(index)
        output.deliver(index, byteCount: 1, at: index)
      }
      done.signal()
    }
    // Only the second thread can be done yet.
    #expect(done.wait(timeout: .now() + 20) == .success)
    #expect(received.withLock { $0 }.isEmpty)
    gate.signal()
    #expect(done.wait(timeout: .now() + 20) == .success)
    #expect(received.withLock { $0 } == [0, 1, 2])
  }
}
