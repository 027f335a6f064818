import InvertedFile
import Storage

/// What came of a removal.
public struct RemovalReport: Sendable, Equatable {
  /// Pictures that were there and are gone.
  public internal(set) var removed = 0
  /// Names of no picture, in the order given.
  public internal(set) var missing: [String] = []
  /// Whether it was asked to stop; some of the names are gone then.
  public internal(set) var wasInterrupted = false
}

/// Taking pictures out.
extension Collection {
  /// Removes the pictures of these names, a name that is given twice once. Whoever searches sees them no more; their room is given
  /// back by `compact`. Waits for its turn to write; blocks its thread until it is done.
  ///
  /// - Parameters:
  ///   - names: of pictures, or of none, which is reported.
  ///   - onWait: called when another process or task is writing and is waited for.
  ///   - shouldStop: asked now and then.
  /// - Returns: what was there and what was not.
  /// - Throws: when nothing can be stored. What was removed before stays removed.
  @discardableResult
  public func remove(
    _ names: [String], onWait: () -> Void = {}, shouldStop: () -> Bool = { false }
  ) throws(RetrievalError) -> RemovalReport {
    try handle.remove(names, onWait: onWait, shouldStop: shouldStop)
  }

  /// The same for a collection whose vocabulary need not be there.
  ///
  /// - Parameters:
  ///   - names: of pictures, or of none, which is reported.
  ///   - path: the folder of the collection.
  ///   - onWait: called when another process or task is writing and is waited for.
  ///   - shouldStop: asked now and then.
  /// - Returns: what was there and what was not.
  /// - Throws: when nothing can be stored. What was removed before stays removed.
  @discardableResult
  public static func remove(
    _ names: [String], fromCollectionAt path: String, onWait: () -> Void = {},
    shouldStop: () -> Bool = { false }
  ) throws(RetrievalError) -> RemovalReport {
    try IndexFolder(path: path).handle().remove(names, onWait: onWait, shouldStop: shouldStop)
  }
}

extension IndexHandle {
  /// Pictures of one transaction: each reads a record of some kilobytes and changes four small pages.
  private static let picturesPerTransaction = 2000

  fileprivate func remove(
    _ names: [String], onWait: () -> Void, shouldStop: () -> Bool
  ) throws(RetrievalError) -> RemovalReport {
    var known: Set<String> = []
    let names = names.filter { known.insert($0).inserted }
    let report = try writing(onWait: onWait, shouldStop: shouldStop) { (index) throws(RetrievalError) in
      var report = RemovalReport()
      var rest = names[...]
      while !rest.isEmpty, !report.wasInterrupted {
        let part = rest.prefix(Self.picturesPerTransaction)
        rest = rest.dropFirst(part.count)
        do throws(StorageError) {
          try Self.remove(part, from: index, &report)
        } catch {
          throw RetrievalError(error)
        }
        report.wasInterrupted = !rest.isEmpty && shouldStop()
      }
      try forgetRejections(of: names.dropLast(rest.count))
      return report
    }
    return report ?? RemovalReport(removed: 0, missing: [], wasInterrupted: true)
  }

  private static func remove(
    _ names: ArraySlice<String>, from index: InvertedIndex, _ report: inout RemovalReport
  ) throws(StorageError) {
    let snapshot = try index.snapshot()
    var change = IndexChange()
    for name in names {
      if let id = try snapshot.picture(named: name) {
        change.removals.append(id)
      } else {
        report.missing.append(name)
      }
    }
    guard !change.isEmpty else { return }
    try index.apply(change)
    report.removed += change.removals.count
  }

  /// Who removes a picture doesn't want to hear of its file any more.
  private func forgetRejections(of names: ArraySlice<String>) throws(RetrievalError) {
    var rejections = try RejectedPictures(collection: folder.path)
    for name in names { rejections.drop(name) }
    try rejections.write()
  }
}
