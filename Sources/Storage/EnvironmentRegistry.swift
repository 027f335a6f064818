import CLMDB
import Glibc
import Synchronization

/// LMDB's environment.
struct EnvironmentHandle: @unchecked Sendable, Equatable {
  // Sendable because environments may be used by all threads at once.
  let pointer: OpaquePointer
}

/// The open environments of this process. LMDB forbids to open a file twice in one process: closing the one would
/// drop the locks of the other. So whoever opens a file that is open gets the same environment, and whoever lets go of it
/// last closes it.
///
/// All opening and closing happens under the registry's lock.
enum EnvironmentRegistry {
  /// A data file, whatever path leads to it.
  struct FileIdentity: Hashable {
    let device: UInt64
    let inode: UInt64

    init?(path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      device = UInt64(status.st_dev)
      inode = UInt64(status.st_ino)
    }
  }

  private struct Entry {
    weak var environment: Environment?
    let handle: EnvironmentHandle
  }

  private static let entries = Mutex<[FileIdentity: Entry]>([:])

  /// The environment of a data file: the open one, or else what `open` makes.
  static func environment(
    dataFile: String, open: () throws(StorageError) -> Environment
  ) throws(StorageError) -> Environment {
    try entries.withLock { (entries) throws(StorageError) in
      if let identity = FileIdentity(path: dataFile), let entry = entries[identity] {
        if let environment = entry.environment { return environment }
        // Its last reference is gone, and its deinit waits for the lock: closed here, it finds nothing to do.
        mdb_env_close(entry.handle.pointer)
        entries[identity] = nil
      }
      let environment = try open()
      if let identity = environment.identity {
        entries[identity] = Entry(environment: environment, handle: environment.handle)
      }
      return environment
    }
  }

  /// Closes the environment of an object that is about to vanish, unless that was done already.
  static func close(_ handle: EnvironmentHandle, identity: FileIdentity?) {
    entries.withLock { entries in
      guard let identity else { return mdb_env_close(handle.pointer) }
      guard entries[identity]?.handle == handle, entries[identity]?.environment == nil else { return }
      entries[identity] = nil
      mdb_env_close(handle.pointer)
    }
  }
}
