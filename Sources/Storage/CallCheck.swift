import CLMDB
import Core
import Glibc

/// The one check that every call of the C library and the system goes through: what its number means, in the
/// error's kind and in words.

/// Throws unless `code`, which `operation` returned about the files in `path`, means success.
@inline(__always)
func check(_ code: Int32, _ operation: StaticString, path: @autoclosure () -> String) throws(StorageError) {
  if code != MDB_SUCCESS { throw StorageError(code: code, operation: "\(operation)", path: path()) }
}

extension StorageError {
  /// `code` is one of LMDB's negative numbers or an `errno`.
  @inline(never)
  init(code: Int32, operation: String, path: String) {
    let (kind, sentence) = Self.meaning(of: code)
    // What people can mend needs no function's name.
    let needsName = kind == .system || kind == .inputOutput || kind == .damaged
    self.init(kind, operation: operation, path: path, needsName ? "\(sentence) (\(operation))" : sentence)
  }

  /// For calls within a transaction, which knows its environment.
  @inline(never) @usableFromInline
  init(code: Int32, operation: StaticString, transaction: OpaquePointer) {
    let path = Self.path(of: transaction)
    let inDetail = code == ENOSPC || code == EDQUOT || code == EFBIG
    self =
      inDetail
      ? .noRoom(code: code, operation: "\(operation)", path: path, neededByteCount: nil)
      : StorageError(code: code, operation: "\(operation)", path: path)
  }

  /// The folder of the environment that a transaction belongs to.
  static func path(of transaction: OpaquePointer) -> String {
    var path: UnsafePointer<CChar>?
    guard let environment = mdb_txn_env(transaction), mdb_env_get_path(environment, &path) == MDB_SUCCESS,
      let path
    else { return "" }
    return String(cString: path)
  }

  private static func meaning(of code: Int32) -> (Kind, String) {
    switch code {
    case MDB_CORRUPTED, MDB_PAGE_NOTFOUND, MDB_INVALID, MDB_INCOMPATIBLE:
      (.damaged, "the stored data is damaged: \(libraryText(code))")
    case MDB_VERSION_MISMATCH:
      (.wrongVersion, "the data was written by another version of the LMDB library")
    case MDB_MAP_FULL:
      (.mapFull, "the data has grown beyond the size that was set for it")
    case MDB_READERS_FULL:
      (.readersFull, "too many readers at once; let some of them finish first")
    case MDB_PANIC:
      (.inputOutput, "writing failed half-way before; nothing is lost, but it has to be opened again")
    case ENOSPC, EDQUOT, EFBIG: (.full, "no room is left: \(FileError.reason(for: code))")
    case EROFS: (.readOnly, FileError.reason(for: code))
    case EACCES, EPERM: (.noPermission, "no permission")
    case EIO: (.inputOutput, "the disk failed to read or write; look at the system's log")
    case ENOENT: (.missing, "no such file or folder")
    case ENOTDIR: (.missing, FileError.reason(for: code))
    default: (.system, code < 0 ? libraryText(code) : FileError.reason(for: code))
    }
  }

  /// LMDB's own words.
  private static func libraryText(_ code: Int32) -> String {
    mdb_strerror(code).map { String(cString: $0) } ?? "error \(code)"
  }
}
