import InvertedFile
import Storage

/// Waiting for the turn to write: one process, and in it one task, at a time.
extension IndexHandle {
  /// Calls `body` with the current tables while nobody else writes; `nil` when waiting was stopped.
  ///
  /// What a killed compaction left is cleared away first.
  func writing<Output>(
    onWait: () -> Void, shouldStop: () -> Bool, _ body: (InvertedIndex) throws(RetrievalError) -> Output
  ) throws(RetrievalError) -> Output? {
    guard let lock = try folder.writerLock(onWait: onWait, shouldStop: shouldStop) else { return nil }
    let index: InvertedIndex
    do throws(StorageError) {
      // Only now: another process may have compacted the collection while it was waited for.
      index = try current(writable: true)
      folder.removeOthers(than: try folder.currentNumber())
    } catch {
      throw RetrievalError(path: folder.path, error.sentence)
    }
    let output = try body(index)
    lock.release()
    return output
  }
}

extension IndexFolder {
  /// The lock of whoever writes; `nil` when waiting for it was stopped.
  func writerLock(onWait: () -> Void, shouldStop: () -> Bool) throws(RetrievalError) -> WriterLock? {
    do {
      return try WriterLock.acquire(path: lockPath, onWait: onWait, shouldStop: shouldStop)
    } catch {
      if error.kind == .inUse { return nil }
      throw RetrievalError(path: path, "it cannot be changed here: \(error.sentence)")
    }
  }

  /// The tables of a collection whose vocabulary doesn't matter.
  func handle() throws(RetrievalError) -> IndexHandle {
    do throws(StorageError) {
      return try IndexHandle(folder: self, index: try open(writable: false))
    } catch {
      throw RetrievalError(path: path, error.sentence)
    }
  }
}

extension WriterLock {
  /// Gives the lock up, here and not where the compiler thinks that it is used for the last time.
  consuming func release() {}
}
