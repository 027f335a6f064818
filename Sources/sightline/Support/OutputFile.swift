import Core

/// A file of the tool's output: there completely or not at all (`ReplacementFile`). Waiting for a slow pipe ends
/// with an interruption, and a pipe that is closed ends the work.
final class OutputFile: ByteSink {
  private let file: ReplacementFile

  /// Creates the file, so that a folder that is missing or closed to us is noticed before any work.
  init(path: String) throws(ToolError) {
    do {
      file = try ReplacementFile(path: path)
    } catch {
      throw .failure(error.description)
    }
  }

  func write(_ bytes: [UInt8]) throws(ToolError) {
    try file.withDescriptor { (descriptor) throws(ToolError) in
      try Descriptor.write(bytes, to: descriptor, named: file.path)
    }
  }

  func finish() throws(ToolError) {
    do {
      try file.finish()
    } catch {
      throw .failure(error.description)
    }
  }

  /// Writes a whole file in one go.
  static func write(_ bytes: [UInt8], toPath path: String) throws(ToolError) {
    let file = try OutputFile(path: path)
    try file.write(bytes)
    try file.finish()
  }
}
