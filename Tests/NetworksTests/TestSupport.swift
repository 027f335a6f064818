import Foundation
import Testing

@testable import Networks

/// Whether networks can be run here: tests that need it are skipped otherwise, and say so.
enum RuntimeHere {
  static let isThere = (try? NetworkRuntime.shared()) != nil
  static let comment: Comment = "ONNX Runtime is not there; `make deep` fetches it"
}

extension TinyNetwork {
  func opened(session: [String: String] = [:]) throws(NetworkError) -> Network {
    try Self.open(bytes, session: session)
  }

  /// A network of bytes in memory.
  static func open(_ bytes: [UInt8], session: [String: String] = [:]) throws(NetworkError) -> Network {
    let runtime = try NetworkRuntime.shared()
    return try bytes.withUnsafeBytes { buffer in
      Result { () throws(NetworkError) in
        try Network(bytes: buffer, named: "tiny.onnx", session: session, runtime: runtime)
      }
    }.get()
  }
}

/// What an error says; a test fails where there is none.
func message(_ body: () throws(NetworkError) -> Void) -> String {
  do {
    try body()
    return "no error"
  } catch {
    return error.description
  }
}

/// A folder that is removed with this object.
final class NetworkFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("networks-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func path(_ name: String) -> String { path + "/" + name }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ bytes: some Collection<UInt8>, to name: String) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String { try write(Array(text.utf8), to: name) }
}
