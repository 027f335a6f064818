import Glibc
import Storage

extension IndexFolder {
  /// Makes an empty collection. The folder may exist, without a collection in it.
  ///
  /// The pointer is written last: a process that is killed before leaves a folder that is no collection yet, and the next
  /// one begins anew.
  package func create(settings: IndexSettings) throws(StorageError) -> InvertedIndex {
    if exists {
      throw StorageError(.inUse, operation: "create", path: path, "there is a collection already")
    }
    remove(1)
    let index = try InvertedIndex.create(folder: dataPath(1), settings: settings)
    try setCurrent(1)
    return index
  }

  /// Opens the current tables.
  package func open(writable: Bool) throws(StorageError) -> InvertedIndex {
    var last: StorageError?
    // A compaction may replace them between reading their name and opening them.
    for _ in 0..<16 {
      let number = try currentNumber()
      do throws(StorageError) {
        return try InvertedIndex.open(folder: dataPath(number), writable: writable)
      } catch {
        last = error
        if try currentNumber() == number { throw error }
      }
    }
    throw last
      ?? StorageError(.system, operation: "open", path: path, "it is being compacted again and again")
  }
}
