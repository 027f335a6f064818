import Glibc

/// One writing process at a time: a lock on a file of its own, held as long as this value lives and gone with its process,
/// however that ends. Waits where LMDB's own lock would too, but says so, and can be stopped.
package struct WriterLock: ~Copyable, Sendable {
  private let descriptor: Int32
  /// Between two attempts. Short enough for people, long enough to cost nothing; a signal ends it early.
  private static let pauseInNanoseconds = 50_000_000

  private init(descriptor: Int32) { self.descriptor = descriptor }

  // The lock belongs to the open file and goes with it.
  deinit { close(descriptor) }

  /// Takes the lock on the file at `path`, which is created where it is missing.
  ///
  /// When another has it, `onWait` is called once, and it is waited for; `shouldStop` is asked after each pause and
  /// after each signal, and ends the waiting with an error of kind `inUse`.
  package static func acquire(
    path: String, onWait: () -> Void, shouldStop: () -> Bool = { false }
  ) throws(StorageError) -> WriterLock {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY, 0o666)
    guard descriptor >= 0 else { throw StorageError(code: errno, operation: "open", path: path) }
    let lock = WriterLock(descriptor: descriptor)
    if try lock.takeAtOnce(path: path) { return lock }
    onWait()
    // Asked again and again, since a signal that another thread receives doesn't interrupt a wait in the kernel.
    repeat {
      if shouldStop() {
        throw StorageError(
          .inUse, operation: "flock", path: path, "another process is writing, and waiting was stopped")
      }
      var pause = timespec(tv_sec: 0, tv_nsec: pauseInNanoseconds)
      nanosleep(&pause, nil)
    } while try !lock.takeAtOnce(path: path)
    return lock
  }

  /// Takes the lock if that is possible at once, and says whether it is ours.
  private borrowing func takeAtOnce(path: String) throws(StorageError) -> Bool {
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      if errno == EWOULDBLOCK { return false }
      if errno != EINTR { throw StorageError(code: errno, operation: "flock", path: path) }
    }
    return true
  }
}
