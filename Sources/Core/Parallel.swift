import Dispatch
import Glibc
import Synchronization

/// Parallel loops over independent items.
///
/// Items are handed out one by one from a shared counter, so a slow one does not hold up the rest; what is
/// computed never depends on which thread took which item.
public enum Parallel {
  /// The number of processors that are online.
  public static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Calls `body(index)` once for each index in 0..<count from up to `jobs` threads, and returns when all are
  /// done. `body` runs on the calling thread too.
  public static func forEach(count: Int, jobs: Int, _ body: @Sendable (_ index: Int) -> Void) {
    precondition(count >= 0 && jobs > 0)
    let workers = min(count, jobs)
    guard workers > 1 else {
      for index in 0..<count { body(index) }
      return
    }
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        body(index)
      }
    }
  }

  /// The results of `body(index)` for each index in 0..<count, in order.
  public static func map<Result: Sendable>(
    count: Int, jobs: Int, _ body: @Sendable (_ index: Int) -> Result
  ) -> [Result] {
    let results = Mutex([Result?](repeating: nil, count: count))
    forEach(count: count, jobs: jobs) { index in
      let result = body(index)
      results.withLock { $0[index] = result }
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}
