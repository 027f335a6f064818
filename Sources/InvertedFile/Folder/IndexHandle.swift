import Glibc
import Storage
import Synchronization

/// A collection's tables, whichever data folder holds them now: looked at again whenever somebody asks, since another process may
/// have compacted them.
package final class IndexHandle: Sendable {
  package let folder: IndexFolder
  private let state: Mutex<(number: Int, index: InvertedIndex)>

  package init(folder: IndexFolder, index: InvertedIndex) throws(StorageError) {
    self.folder = folder
    state = Mutex((try folder.currentNumber(), index))
  }

  /// The current tables.
  package func current(writable: Bool = false) throws(StorageError) -> InvertedIndex {
    try state.withLock { state throws(StorageError) in
      let number = try folder.currentNumber()
      if number != state.number || (writable && !state.index.isReadyForWriting) {
        state = (number, try folder.open(writable: writable))
      }
      return state.index
    }
  }
}
