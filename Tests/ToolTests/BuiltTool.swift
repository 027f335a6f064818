import Foundation
import Glibc

/// The tool as it was built beside these tests, run as a process in a temporary folder.
struct BuiltTool {
  struct Outcome {
    var status: Int32
    var output: Data
    var errors: String

    var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// The folder of the test program, found through the process itself: its first argument may be relative.
  static let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent()
  static var path: String { folder.appendingPathComponent("sightline").path }

  /// Runs the tool in `folder` and waits. Outputs go through files, so neither can fill a pipe.
  static func run(
    _ arguments: [String], in folder: TemporaryFolder, input: String = "/dev/null",
    environment: [String: String] = [:]
  ) throws -> Outcome {
    let process = try start(program: path, arguments, in: folder, input: input, environment: environment)
    return try outcome(of: process, in: folder)
  }

  /// The tool at work, for tests that interrupt it.
  static func start(
    _ arguments: [String], in folder: TemporaryFolder, input: Any = "/dev/null"
  ) throws -> Process {
    try start(program: path, arguments, in: folder, input: input)
  }

  /// Runs a line of bash, with the tool in `$tool`.
  static func bash(_ script: String, in folder: TemporaryFolder) throws -> Outcome {
    let process = try start(program: "/bin/bash", ["-c", script], in: folder, input: "/dev/null")
    return try outcome(of: process, in: folder)
  }

  /// Waits for the end; a process that hangs is killed after a minute, which no test expects.
  static func outcome(of process: Process, in folder: TemporaryFolder) throws -> Outcome {
    for _ in 0..<6000 where process.isRunning { usleep(10_000) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    let killed = process.terminationReason == .uncaughtSignal
    return Outcome(
      status: killed ? -process.terminationStatus : process.terminationStatus,
      output: try Data(contentsOf: folder.url(".stdout")),
      errors: String(decoding: try Data(contentsOf: folder.url(".stderr")), as: UTF8.self))
  }

  private static func start(
    program: String, _ arguments: [String], in folder: TemporaryFolder, input: Any,
    environment: [String: String] = [:]
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.environment = ProcessInfo.processInfo.environment.merging(["tool": path]) { $1 }
      .merging(environment) { $1 }
    process.standardInput = (input as? String).map { FileHandle(forReadingAtPath: $0) as Any } ?? input
    for (name, stream) in [".stdout": \Process.standardOutput, ".stderr": \Process.standardError] {
      let path = folder.url(name).path
      try Data().write(to: folder.url(name))
      process[keyPath: stream] = FileHandle(forWritingAtPath: path)
    }
    try process.run()
    return process
  }
}

/// A folder that is removed with this object.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("sightline-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  func url(_ name: String) -> URL { url.appendingPathComponent(name) }

  /// Writes a file, with the folders above it.
  func write(_ bytes: [UInt8], to name: String) throws {
    let file = url(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  func write(_ text: String, to name: String) throws {
    try write(Array(text.utf8), to: name)
  }

  func bytes(of name: String) throws -> Data { try Data(contentsOf: url(name)) }

  /// What is in a folder, sorted; the captured streams are left out.
  func names(in name: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url(name).path)
      .filter { $0 != ".stdout" && $0 != ".stderr" }.sorted()
  }
}
