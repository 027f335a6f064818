import Glibc

/// What stands at a path that is to be written.
package struct ReplacementTarget {
  /// The path behind symbolic links.
  let path: String
  /// A device, a pipe or a socket.
  let isStream: Bool
  /// The mode of the file to replace, `nil` when there is none.
  let mode: mode_t?

  /// Refuses a folder.
  init(path: String) throws(FileError) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      self.path = Self.resolved(path)
      isStream = false
      mode = nil
      return
    }
    let kind = status.st_mode & S_IFMT
    guard kind != S_IFDIR else { throw FileError(.written, path: path, number: EISDIR) }
    isStream = kind != S_IFREG
    self.path = isStream ? path : Self.resolved(path)
    mode = status.st_mode & 0o777
  }

  /// The path without symbolic links. A link that leads nowhere is followed by hand: what it names is created.
  package static func resolved(_ path: String) -> String {
    let longestChain = 16
    var path = path
    for _ in 0..<longestChain {
      if let real = realpath(path, nil) {
        defer { free(real) }
        return String(cString: real)
      }
      guard let goal = linkGoal(of: path) else { return path }
      path = goal
    }
    return path
  }

  /// Where a symbolic link leads, or `nil` when the path is none.
  private static func linkGoal(of path: String) -> String? {
    let capacity = 4096
    let goal = withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer -> String? in
      guard let start = buffer.baseAddress else { return nil }
      let count = readlink(path, start, capacity)
      guard count > 0 else { return nil }
      return String(decoding: UnsafeRawBufferPointer(buffer).prefix(count), as: UTF8.self)
    }
    guard let goal, !goal.hasPrefix("/"), let slash = path.lastIndex(of: "/") else { return goal }
    return path[...slash] + goal
  }
}
