import Foundation

/// A folder of truth files that goes with the test.
final class TruthFiles {
  let path = NSTemporaryDirectory() + "evaluation-tests-" + UUID().uuidString

  init(_ files: [String: String] = [:]) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(Array(text.utf8), to: name) }
  }

  deinit {
    // A folder that stays behind in the temporary directory harms nobody.
    try? FileManager.default.removeItem(atPath: path)
  }

  subscript(name: String) -> String { path + "/" + name }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: self[name]))
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: self[name])
  }
}

/// Python, for the files that only it writes.
enum Python {
  static let isThere = (try? run("print('there')")) == Array("there\n".utf8)

  /// What a script prints.
  static func run(_ script: String) throws -> [UInt8] {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script]
    process.standardOutput = output
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? [UInt8](bytes) : []
  }
}
