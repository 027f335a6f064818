import Core
import InvertedFile
import Storage
import Synchronization

/// One state of a collection for several threads at once: each has a read transaction of its own, as LMDB wants it, and all
/// look at the same pictures.
///
/// As long as it lives, a writer cannot use again what that state still needs, so the file grows by what is written meanwhile.
final class FrozenState: Sendable {
  /// A table of readers has 126 places, for all processes together.
  private static let mostSnapshots = 32
  /// Commits take milliseconds, beginning all transactions microseconds.
  private static let mostAttempts = 100

  /// A value that cannot be copied, to be kept in a list.
  private final class Snapshot: Sendable {
    let value: IndexSnapshot

    init(of index: InvertedIndex) throws(StorageError) { value = try index.snapshot() }
  }

  private let snapshots: [Snapshot]

  init(of index: InvertedIndex, jobs: Int) throws(StorageError) {
    let count = min(jobs, Self.mostSnapshots)
    for _ in 0..<Self.mostAttempts {
      var snapshots: [Snapshot] = []
      for _ in 0..<count { snapshots.append(try Snapshot(of: index)) }
      let states = Set(snapshots.map { $0.value.totals.transaction })
      guard states.count > 1 else {
        self.snapshots = snapshots
        return
      }
    }
    // Somebody commits without a pause: one thread is enough for one state.
    snapshots = [try Snapshot(of: index)]
  }

  /// Calls `body` with the state, on the calling thread.
  func read<Output>(
    _ body: (borrowing IndexSnapshot) throws(StorageError) -> Output
  ) throws(StorageError) -> Output {
    try body(snapshots[0].value)
  }

  /// The results of `body(index, state)` for each index in 0 ..< count, in order; `nil` when it was asked to stop.
  func map<Output: Sendable>(
    count: Int, shouldStop: @Sendable () -> Bool,
    _ body: @Sendable (_ index: Int, _ snapshot: borrowing IndexSnapshot) throws(StorageError) -> Output
  ) throws(StorageError) -> [Output]? {
    let results = Mutex([Output?](repeating: nil, count: count))
    let failure = Mutex<StorageError?>(nil)
    let next = Atomic<Int>(0)
    let isOver = Atomic<Bool>(false)
    Parallel.forEach(count: snapshots.count, jobs: snapshots.count) { worker in
      while !isOver.load(ordering: .relaxed) {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        if shouldStop() { return isOver.store(true, ordering: .relaxed) }
        do throws(StorageError) {
          let result = try body(index, snapshots[worker].value)
          results.withLock { $0[index] = result }
        } catch {
          failure.withLock { $0 = $0 ?? error }
          isOver.store(true, ordering: .relaxed)
        }
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure }
    let found = results.withLock { $0.compactMap { $0 } }
    return found.count == count ? found : nil
  }
}
