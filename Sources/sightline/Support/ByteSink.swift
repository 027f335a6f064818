import Glibc

/// Somewhere bytes go, in order: standard output or a file.
protocol ByteSink: Sendable {
  func write(_ bytes: [UInt8]) throws(ToolError)
  /// Everything was written; nothing comes after this.
  func finish() throws(ToolError)
}

/// Writing to a file descriptor until all is written.
enum Descriptor {
  /// `name` is for messages. A closed pipe and an interruption are errors of their own kind.
  static func write(_ bytes: [UInt8], to descriptor: Int32, named name: String) throws(ToolError) {
    var start = 0
    while start < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress?.advanced(by: start), buffer.count - start)
      }
      if written >= 0 {
        start += written
      } else {
        try handle(errno, named: name)
      }
    }
  }

  private static func handle(_ number: Int32, named name: String) throws(ToolError) {
    switch number {
    case EINTR: try Interruption.check()
    case EPIPE: throw .outputClosed
    default: throw .failure("\(name): cannot be written: \(SystemMessage.of(number))")
    }
  }

  /// All bytes of the file of that path.
  static func readAll(ofFile path: String) throws(ToolError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .failure("\(path): \(SystemMessage.of(errno))") }
    defer { close(descriptor) }
    return try readAll(from: descriptor, named: path)
  }

  /// All bytes up to the end of a file, a pipe or a terminal. Waiting ends with an interruption, whichever
  /// thread the signal went to.
  static func readAll(from descriptor: Int32, named name: String) throws(ToolError) -> [UInt8] {
    var bytes: [UInt8] = []
    let step = 1 << 16
    while true {
      try waitUntilReadable(descriptor)
      var count = 0
      let part = [UInt8](unsafeUninitializedCapacity: step) { buffer, used in
        count = read(descriptor, buffer.baseAddress, step)
        used = max(0, count)
      }
      if count == 0 { return bytes }
      if count > 0 {
        bytes += part
      } else if errno == EINTR {
        try Interruption.check()
      } else {
        throw .failure("\(name): cannot be read: \(SystemMessage.of(errno))")
      }
    }
  }

  private static func waitUntilReadable(_ descriptor: Int32) throws(ToolError) {
    let millisecondsBetweenLooks: Int32 = 200
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    var answer: Int32
    repeat {
      try Interruption.check()
      answer = poll(&request, 1, millisecondsBetweenLooks)
    } while answer == 0 || answer < 0 && errno == EINTR
  }
}
