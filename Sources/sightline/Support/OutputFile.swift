import Glibc
import Synchronization

/// A file that is there completely or not at all: written under a name of its own beside the goal, and renamed
/// at the end. What is given up, by an error or an interruption, is removed.
///
/// A goal that is no ordinary file (a device, a named pipe) is written directly. A symbolic link is followed.
final class OutputFile: ByteSink {
  private let path: String
  /// `nil` when the goal is written directly.
  private let temporaryPath: String?
  private let goal: String
  /// −1 once it is closed.
  private let descriptor: Mutex<Int32>

  /// Creates the file, so that a folder that is missing or closed to us is noticed before any work.
  init(path: String) throws(ToolError) {
    self.path = path
    let goal = FileSystem.resolved(path)
    let status = FileSystem.status(of: goal)
    guard status?.isDirectory != true else {
      throw .failure("\(path): cannot be written: it is a folder")
    }
    let isDirect = status.map { !$0.isRegularFile } ?? false
    let temporary = isDirect ? nil : Self.temporaryName(beside: goal)
    let flags = isDirect ? O_WRONLY : O_WRONLY | O_CREAT | O_EXCL
    let opened = open(temporary ?? goal, flags | O_CLOEXEC, 0o666)
    guard opened >= 0 else {
      throw .failure("\(path): cannot be written: \(SystemMessage.of(errno))")
    }
    self.goal = goal
    temporaryPath = temporary
    descriptor = Mutex(opened)
  }

  deinit {
    descriptor.withLock { descriptor in
      guard descriptor >= 0 else { return }
      close(descriptor)
      if let temporaryPath { unlink(temporaryPath) }
    }
  }

  func write(_ bytes: [UInt8]) throws(ToolError) {
    try descriptor.withLock { (descriptor) throws(ToolError) in
      try Descriptor.write(bytes, to: descriptor, named: path)
    }
  }

  func finish() throws(ToolError) {
    try descriptor.withLock { (descriptor) throws(ToolError) in
      let closed = close(descriptor)
      descriptor = -1
      guard let temporaryPath else { return }
      guard closed == 0, rename(temporaryPath, goal) == 0 else {
        let number = errno
        unlink(temporaryPath)
        throw .failure("\(path): cannot be written: \(SystemMessage.of(number))")
      }
    }
  }

  /// Writes a whole file in one go.
  static func write(_ bytes: [UInt8], toPath path: String) throws(ToolError) {
    let file = try OutputFile(path: path)
    try file.write(bytes)
    try file.finish()
  }

  /// Hidden, and different for every process and goal.
  private static func temporaryName(beside goal: String) -> String {
    FileSystem.join(FileSystem.folder(of: goal), ".\(FileSystem.lastComponent(of: goal)).\(getpid()).part")
  }
}
