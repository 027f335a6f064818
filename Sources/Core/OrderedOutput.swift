import Glibc

/// Results of parallel work, handed on in the order of the work's items, with bounded memory.
///
/// A worker that finishes early leaves its result here until those before it are handed on. While more bytes are held
/// than the budget allows, no further item is begun; so at most the budget is held, and what the workers have in
/// hand. The oldest unfinished item's worker never waits, hence no deadlock as long as items are begun in order and
/// each delivers exactly one result.
///
/// Whoever delivers the result that is next hands on all that are ready, one thread at a time; the others go on
/// working meanwhile, however long that takes.
package final class OrderedOutput<Result: Sendable>: @unchecked Sendable {
  // Unchecked because a condition variable has no Swift counterpart: all mutable state is touched only with
  // `mutex` locked.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let progress = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let byteBudget: Int
  private let handOn: @Sendable (Result) -> Void
  private var next = 0
  private var heldBytes = 0
  private var isHandingOn = false
  private var waiting: [Int: (result: Result, byteCount: Int)] = [:]

  /// What keeping a result costs beside its own bytes: even empty ones cannot pile up without end.
  private static var overhead: Int { 128 }

  /// `handOn` is called for each result in order, by one thread at a time.
  package init(byteBudget: Int, handOn: @escaping @Sendable (Result) -> Void) {
    precondition(byteBudget > 0, "results need some memory")
    self.byteBudget = byteBudget
    self.handOn = handOn
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(progress, nil)
  }

  deinit {
    pthread_cond_destroy(progress)
    pthread_mutex_destroy(mutex)
    progress.deallocate()
    mutex.deallocate()
  }

  /// Returns when item `index` may be begun.
  package func waitForTurn(_ index: Int) {
    pthread_mutex_lock(mutex)
    while index > next && heldBytes >= byteBudget { pthread_cond_wait(progress, mutex) }
    pthread_mutex_unlock(mutex)
  }

  /// Takes the result of item `index`, which holds about `byteCount` bytes, and hands on all that are next in order,
  /// unless another thread is at that.
  package func deliver(_ result: Result, byteCount: Int, at index: Int) {
    pthread_mutex_lock(mutex)
    waiting[index] = (result, byteCount + Self.overhead)
    heldBytes += byteCount + Self.overhead
    if !isHandingOn {
      isHandingOn = true
      while let ready = waiting.removeValue(forKey: next) { handOnUnlocked(ready) }
      isHandingOn = false
    }
    pthread_mutex_unlock(mutex)
  }

  /// Called with `mutex` locked, and leaves it so.
  private func handOnUnlocked(_ ready: (result: Result, byteCount: Int)) {
    pthread_mutex_unlock(mutex)
    handOn(ready.result)
    pthread_mutex_lock(mutex)
    heldBytes -= ready.byteCount
    next += 1
    pthread_cond_broadcast(progress)
  }
}
