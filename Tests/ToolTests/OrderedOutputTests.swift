import Core
import Synchronization
import Testing

@testable import sightline

@Suite struct OrderedOutputTests {
  @Test("results come in order, and no item is begun beyond the window", arguments: [1, 2, 5])
  func order(window: Int) {
    let received = Mutex<[Int]>([])
    let furthest = Mutex(0)
    let output = OrderedOutput<Int>(window: window) { result in received.withLock { $0.append(result) } }
    Parallel.forEach(count: 500, jobs: 4) { index in
      output.waitForTurn(index)
      let ahead = index - received.withLock { $0.count }
      furthest.withLock { $0 = max($0, ahead) }
      // The first of every ten is slow, so that the others run into the window.
      if index.isMultiple(of: 10) { usleepBriefly() }
      output.deliver(index, at: index)
    }
    #expect(received.withLock { $0 } == Array(0..<500))
    #expect(furthest.withLock { $0 } < window)
  }

  private func usleepBriefly() {
    let start = Console.now
    while Console.now - start < 0.0005 {}
  }
}
