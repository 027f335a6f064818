import Core
import Glibc
import Storage

/// The folder of a collection on disk, and which of the data folders in it is the current one.
///
///     collection.txt     names the current data folder; replaced as a whole
///     data-1/            the tables
///     writer.lock        held by the process that writes
///
/// Compaction writes the tables anew into a folder of the next number and then replaces `collection.txt`: whoever reads goes on
/// reading the old files, which vanish when the last of them lets go, and whoever comes later gets the new ones.
package struct IndexFolder: Sendable {
  package let path: String

  package init(path: String) {
    self.path = path
  }

  private static let magic = "sightline-collection"
  private static let version = 1

  package var pointerPath: String { path + "/collection.txt" }
  package var lockPath: String { path + "/writer.lock" }

  func dataPath(_ number: Int) -> String { path + "/data-\(number)" }

  /// Whether there is a collection, sound or not.
  package var exists: Bool { access(pointerPath, F_OK) == 0 }

  /// The number of the current data folder.
  package func currentNumber() throws(StorageError) -> Int {
    let text = try pointerText()
    guard text.first == Self.magic else { throw notACollection }
    guard text.count == 4, text[1] == "version \(Self.version)" else {
      throw StorageError(
        .wrongVersion, operation: "open", path: path,
        "it was made by another version of the program (\(text.dropFirst().first ?? "none said"), not version \(Self.version)); ingest its pictures into a new one"
      )
    }
    guard text[2].hasPrefix("data-"), let number = Int(text[2].dropFirst(5)), number > 0,
      text == Self.pointerLines(number)
    else { throw .damaged("collection.txt is not what was written", in: path) }
    return number
  }

  private var notACollection: StorageError {
    StorageError(
      .missing, operation: "open", path: path,
      exists
        ? "its collection.txt is not that of a collection"
        : "it is not a collection; `sightline ingest` makes one")
  }

  private func pointerText() throws(StorageError) -> [String] {
    guard access(path, F_OK) == 0 else {
      throw StorageError(
        .missing, operation: "open", path: path,
        "\(FileError.reason(for: errno)); `sightline ingest` makes a collection")
    }
    guard exists else { throw notACollection }
    do throws(FileError) {
      let file = try MappedFile(path: pointerPath, willReadAll: true)
      return withExtendedLifetime(file) {
        String(decoding: file.bytes.prefix(4096), as: UTF8.self).split(separator: "\n").map(String.init)
      }
    } catch {
      throw StorageError(.system, operation: "open", path: path, "collection.txt: \(error.reason)")
    }
  }

  private static func pointerLines(_ number: Int) -> [String] {
    let lines = [magic, "version \(version)", "data-\(number)"]
    let checksum = ContentHash(of: Array(lines.joined(separator: "\n").utf8)).checksum
    return lines + [String(checksum, radix: 16)]
  }

  /// Makes a data folder the current one. On the disk when this returns.
  func setCurrent(_ number: Int) throws(StorageError) {
    do throws(FileError) {
      let file = try ReplacementFile(path: pointerPath, durable: true)
      try file.writeAll(Array((Self.pointerLines(number).joined(separator: "\n") + "\n").utf8))
      try file.finish()
    } catch {
      throw StorageError(
        error.number == ENOSPC ? .full : .system, operation: "write", path: path,
        "collection.txt: \(error.reason)")
    }
  }
}

/// Data folders that nobody needs.
extension IndexFolder {
  /// Removes what is left of data folders other than the current one: those of compactions that were killed.
  ///
  /// Only for whoever holds the writer's lock: another may be compacting into one of them.
  package func removeOthers(than current: Int) {
    guard let folder = opendir(path) else { return }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name.hasPrefix("data-"), let number = Int(name.dropFirst(5)), number != current else { continue }
      remove(number)
    }
  }

  func remove(_ number: Int) {
    for file in ["data.mdb", "lock.mdb"] { unlink(dataPath(number) + "/" + file) }
    rmdir(dataPath(number))
  }
}
