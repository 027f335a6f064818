import Glibc
import Synchronization

/// Standard output with a buffer of its own, so that small pieces cost no call to the system each.
final class StandardOutput: ByteSink {
  private static let bufferSize = 1 << 16
  private let buffer = Mutex<[UInt8]>([])

  func write(_ bytes: [UInt8]) throws(ToolError) {
    try buffer.withLock { (buffer) throws(ToolError) in
      buffer += bytes
      if buffer.count >= Self.bufferSize { try Self.flush(&buffer) }
    }
  }

  func finish() throws(ToolError) {
    try buffer.withLock { (buffer) throws(ToolError) in try Self.flush(&buffer) }
  }

  private static func flush(_ buffer: inout [UInt8]) throws(ToolError) {
    try Descriptor.write(buffer, to: STDOUT_FILENO, named: "standard output")
    buffer.removeAll(keepingCapacity: true)
  }
}

extension StandardOutput {
  /// Prints a text and returns success.
  static func show(_ text: String) throws(ToolError) -> Int32 {
    try show(Array(text.utf8))
  }

  static func show(_ bytes: [UInt8]) throws(ToolError) -> Int32 {
    let output = StandardOutput()
    try output.write(bytes)
    try output.finish()
    return 0
  }
}
