/// Why something could not be stored or read: one sentence with the path, what failed and what to do about it.
///
/// Programs decide by `kind`; people read `description`.
@usableFromInline
package struct StorageError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Kind: Sendable, Equatable {
    /// There is no such folder, file or table.
    case missing
    /// The bytes contradict themselves: cut, overwritten, or never a data file.
    case damaged
    /// The disk, a quota or the process's limit on file sizes leaves no room.
    case full
    /// The memory map, which bounds the file, leaves no room.
    case mapFull
    /// The file system cannot be written.
    case readOnly
    /// The user may not read or write here.
    case noPermission
    /// More readers at a time than the environment has places for.
    case readersFull
    /// Written by another version of the format, or on a machine of another kind.
    case wrongVersion
    /// Another process has it, and waiting for it was stopped.
    case inUse
    /// The disk failed to read or write.
    case inputOutput
    /// Anything else that the system reports.
    case system
  }

  package let kind: Kind
  /// The function that failed, for reports of faults: `mdb_txn_commit`.
  package let operation: String
  package let path: String
  /// What went wrong and what to do, without the path; neither a capital at the start nor a full stop.
  package let sentence: String

  package init(_ kind: Kind, operation: String, path: String, _ sentence: String) {
    self.kind = kind
    self.operation = operation
    self.path = path
    self.sentence = sentence
  }

  @usableFromInline
  package var description: String { "\(path): \(sentence)" }
}

/// An error type that a storage error can become, so that work inside a transaction may fail in its own way.
package protocol StorageFailure: Error {
  init(_ error: StorageError)
}

extension StorageError: StorageFailure {
  package init(_ error: StorageError) { self = error }
}
