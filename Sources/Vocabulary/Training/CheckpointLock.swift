import Core
import Glibc

/// Keeps others away from a checkpoint's folder as long as it lives: two trainings of one vocabulary would overwrite each
/// other's work.
///
/// A lock of the system on a file in the folder, which a process that is killed loses too. Where the file system knows no
/// locks, nobody is kept away.
package final class CheckpointLock: Sendable {
  private let folder: String
  private let descriptor: Int32

  private static func path(in folder: String) -> String { folder + "/lock" }

  /// Makes the folder if it is not there.
  ///
  /// - Throws: `VocabularyError` when somebody else holds the lock, `FileError` when the folder cannot be written.
  package init(of checkpoint: Checkpoint) throws {
    folder = checkpoint.folder
    descriptor = try Self.take(folder)
  }

  /// The file goes, and the folder with it when nothing is left in it.
  deinit {
    unlink(Self.path(in: folder))
    close(descriptor)
    rmdir(folder)
  }

  private static func take(_ folder: String) throws -> Int32 {
    // Whoever had the lock before may take file and folder away between our steps: then once more.
    let attempts = 100
    for _ in 0..<attempts {
      mkdir(folder, 0o777)
      let descriptor = open(path(in: folder), O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else {
        guard errno == ENOENT else { break }
        continue
      }
      if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
        close(descriptor)
        throw VocabularyError(
          path: folder,
          "another process is at work on this vocabulary; wait until it has ended, or write to another name")
      }
      if isStillThere(descriptor, in: folder) { return descriptor }
      close(descriptor)
    }
    throw FileError(.written, path: folder, number: errno)
  }

  /// Whether the file that is open is the one that others will find.
  private static func isStillThere(_ descriptor: Int32, in folder: String) -> Bool {
    var (opened, found) = (stat(), stat())
    return fstat(descriptor, &opened) == 0 && stat(path(in: folder), &found) == 0
      && opened.st_dev == found.st_dev && opened.st_ino == found.st_ino
  }
}
