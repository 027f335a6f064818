import Glibc

/// The few questions about paths and files that the tool asks.
enum FileSystem {
  struct Status: Equatable {
    var mode: mode_t
    var device: dev_t
    var inode: ino_t
    /// In bytes.
    var size = 0
    /// When the content was changed last, in nanoseconds.
    var modified = 0

    var isDirectory: Bool { mode & S_IFMT == S_IFDIR }
    var isRegularFile: Bool { mode & S_IFMT == S_IFREG }

    /// Whether both are one and the same file.
    func isSameFile(as other: Status) -> Bool { device == other.device && inode == other.inode }
  }

  /// `nil` when there is no such file; `errno` then says why. Symbolic links are followed.
  static func status(of path: String) -> Status? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Status(
      mode: status.st_mode, device: status.st_dev, inode: status.st_ino, size: Int(status.st_size),
      modified: status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec)
  }

  /// Whether the path itself is a symbolic link.
  static func isSymbolicLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// `a/b.jpg` → `b.jpg`.
  static func lastComponent(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// `a/b.jpg` → `a`, `b.jpg` → `.`.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func join(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// Makes sure that the folder exists, with those above it, and that files can be created in it.
  static func createFolder(_ path: String) throws(ToolError) {
    var made = ""
    for (index, part) in path.split(separator: "/", omittingEmptySubsequences: false).enumerated() {
      made += (index == 0 ? "" : "/") + part
      guard !made.isEmpty, mkdir(made, 0o777) != 0 else { continue }
      let number = errno
      let existing = status(of: made)
      guard existing?.isDirectory != true else { continue }
      let reason = existing == nil ? SystemMessage.of(number) : "there is a file of that name"
      throw .failure("\(path): the folder cannot be created: \(reason)")
    }
    try checkWritable(path, for: path)
  }

  /// Refuses a folder in which no file can be created; `path` is what the message names.
  static func checkWritable(_ folder: String, for path: String) throws(ToolError) {
    guard access(folder, W_OK | X_OK) == 0 else {
      throw .failure("\(path): cannot be written: \(SystemMessage.of(errno))")
    }
  }
}

/// Temporary folders.
extension FileSystem {
  /// A new folder in the one that `TMPDIR` names, or /tmp.
  static func makeTemporaryFolder(prefix: String) throws(ToolError) -> String {
    let named = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    let parent = named.isEmpty ? "/tmp" : named
    var template = Array(join(parent, prefix + "XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw .failure("no temporary folder can be made in \(parent): \(SystemMessage.of(errno))")
    }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Removes a folder with all that is in it, as far as it can be removed; links are removed, not followed.
  static func removeTree(_ path: String) {
    if let stream = opendir(path) {
      while let entry = readdir(stream) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        guard name != ".", name != ".." else { continue }
        let inside = join(path, name)
        if isSymbolicLink(inside) || unlink(inside) == 0 { unlink(inside) } else { removeTree(inside) }
      }
      closedir(stream)
    }
    rmdir(path)
  }
}
