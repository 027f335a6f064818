import Storage
import Synchronization

/// The open batch as the workers of an ingest share it. They take turns, so the lock is never waited for.
final class SharedBatch: Sendable {
  private let batch: Mutex<IngestBatch>

  init(_ batch: IngestBatch) {
    self.batch = Mutex(batch)
  }

  var report: IngestReport { batch.withLock { $0.report } }

  func take(_ item: IngestItem) throws(StorageError) {
    try batch.withLock { (batch) throws(StorageError) in try batch.take(item) }
  }

  /// The work was asked to stop.
  func interrupt() {
    batch.withLock { $0.interrupt() }
  }

  /// Commits what is open, and brings the list of rejected pictures up to date.
  func finish() throws(RetrievalError) {
    try batch.withLock { (batch) throws(RetrievalError) in
      do throws(StorageError) {
        try batch.commit()
      } catch {
        throw RetrievalError(error)
      }
      try batch.writeRejections()
    }
  }

  /// Gives the open batch up after an error. The list is worth writing, but that error is the one to tell.
  func abandon() {
    batch.withLock { try? $0.writeRejections() }
  }
}
