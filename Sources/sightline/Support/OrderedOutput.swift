import Glibc

/// Results of parallel work, handed on in the order of the work's items, with bounded memory.
///
/// A worker that is `window` items ahead of the oldest unfinished one waits, so that at most `window` results
/// are held. The oldest item's worker never waits, hence no deadlock as long as items are begun in order and
/// each delivers exactly one result.
final class OrderedOutput<Result: Sendable>: @unchecked Sendable {
  // Unchecked because a condition variable has no Swift counterpart: all mutable state is touched only with
  // `mutex` locked.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let progress = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let window: Int
  private let handOn: @Sendable (Result) -> Void
  private var next = 0
  private var waiting: [Int: Result] = [:]

  /// `handOn` is called for each result in order, by one thread at a time.
  init(window: Int, handOn: @escaping @Sendable (Result) -> Void) {
    precondition(window > 0)
    self.window = window
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
  func waitForTurn(_ index: Int) {
    pthread_mutex_lock(mutex)
    while index >= next + window { pthread_cond_wait(progress, mutex) }
    pthread_mutex_unlock(mutex)
  }

  /// Takes the result of item `index`, and hands on all that are next in order.
  func deliver(_ result: Result, at index: Int) {
    pthread_mutex_lock(mutex)
    waiting[index] = result
    while let ready = waiting.removeValue(forKey: next) {
      handOn(ready)
      next += 1
    }
    pthread_cond_broadcast(progress)
    pthread_mutex_unlock(mutex)
  }
}
