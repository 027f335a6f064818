import InvertedFile
import Storage

/// What came of a compaction.
public struct CompactionReport: Sendable, Equatable {
  /// The length of the data file before and after.
  public internal(set) var bytesBefore = 0
  public internal(set) var bytesAfter = 0
  /// Removed pictures that are gone for good.
  public internal(set) var droppedPictures = 0
  /// Whether it was asked to stop; everything is as it was then.
  public internal(set) var wasInterrupted = false
}

/// Keeping collections small and sound. All of this needs no vocabulary.
extension Collection {
  /// Writes the collection at a path anew, without what was removed and in the order that is read fastest. Whoever searches
  /// meanwhile sees the old files as long as needed. Waits for its turn to write; blocks its thread until it is done.
  ///
  /// - Parameters:
  ///   - path: the folder of the collection.
  ///   - onWait: called when another process or task is writing and is waited for.
  ///   - shouldStop: asked now and then.
  /// - Returns: what it gained.
  /// - Throws: when the disk has no room for a second copy, or fails; everything is as it was then.
  @discardableResult
  public static func compact(
    _ path: String, onWait: () -> Void = {}, shouldStop: @escaping () -> Bool = { false }
  ) throws(RetrievalError) -> CompactionReport {
    let handle = try IndexFolder(path: path).handle()
    return try handle.compact(onWait: onWait, shouldStop: shouldStop)
  }

  /// Reads every byte of the collection at a path, and says what is wrong where: a sentence each, none for a sound one. Waits
  /// until nobody writes; blocks its thread until it is done.
  ///
  /// - Parameters:
  ///   - path: the folder of the collection, however damaged.
  ///   - onWait: called when another process or task is writing and is waited for.
  ///   - shouldStop: asked while it waits.
  /// - Returns: the problems; `nil` when waiting was stopped.
  /// - Throws: when there is no collection at all.
  public static func check(
    _ path: String, onWait: () -> Void = {}, shouldStop: () -> Bool = { false }
  ) throws(RetrievalError) -> [String]? {
    let folder = IndexFolder(path: path)
    // Says why there is none, rather than making a lock in a strange folder.
    if !folder.exists { _ = try folder.handle() }
    let lock: WriterLock
    do {
      lock = try WriterLock.acquire(path: folder.lockPath, onWait: onWait, shouldStop: shouldStop)
    } catch {
      switch error.kind {
      case .inUse: return nil
      // Where nothing can be written nobody writes.
      case .readOnly: return IndexCheck.problems(of: folder)
      default: throw RetrievalError(path: path, "its writer.lock cannot be opened: \(error.sentence)")
      }
    }
    let problems = IndexCheck.problems(of: folder)
    lock.release()
    return problems
  }
}

extension IndexHandle {
  fileprivate func compact(
    onWait: () -> Void, shouldStop: @escaping () -> Bool
  ) throws(RetrievalError) -> CompactionReport {
    let report = try writing(onWait: onWait, shouldStop: shouldStop) {
      (index) throws(RetrievalError) -> CompactionReport? in
      do throws(StorageError) {
        return try compact(index, shouldStop: shouldStop)
      } catch {
        guard error.kind == .inUse else { throw RetrievalError(path: folder.path, error.sentence) }
        return nil
      }
    }
    if let report = report ?? nil { return report }
    return CompactionReport(bytesBefore: 0, bytesAfter: 0, droppedPictures: 0, wasInterrupted: true)
  }

  private func compact(
    _ index: InvertedIndex, shouldStop: @escaping () -> Bool
  ) throws(StorageError) -> CompactionReport {
    var report = CompactionReport()
    report.bytesBefore = index.environment.fileByteCount
    report.droppedPictures = Int(clamping: try index.snapshot().totals.removedPictures)
    try checkRoom(for: report.bytesBefore)
    let folder = folder
    let compaction = Compaction(folder: folder) { () throws(StorageError) in
      guard shouldStop() else { return }
      throw StorageError(.inUse, operation: "compact", path: folder.path, "it was stopped")
    }
    try compaction.run()
    report.bytesAfter = try current().environment.fileByteCount
    return report
  }

  /// The copy is no longer than the file, mostly shorter.
  private func checkRoom(for byteCount: Int) throws(StorageError) {
    guard let free = StorageError.freeByteCount(at: folder.path), free < byteCount else { return }
    throw StorageError(
      .full, operation: "compact", path: folder.path,
      "compacting writes a second copy first, which needs up to \(StorageError.byteText(byteCount)), and the disk "
        + "has \(StorageError.byteText(free)) free; nothing was changed")
  }
}
