import CNetworkRuntime
import Synchronization

/// ONNX Runtime, whose shared library is opened when the first network is. Nothing of it is needed before.
///
/// One for the process: the library stays open until the process ends.
public final class NetworkRuntime: Sendable {
  /// Where the library is.
  public let path: String
  /// As the library says it, "1.32.0".
  public let version: String

  /// Because the library's environment is made once and only read from then on, by any thread.
  nonisolated(unsafe) let handle: OpaquePointer

  private static let opened = Mutex<NetworkRuntime?>(nil)

  /// The runtime of this process, which is looked for where `RuntimeLocation` says until it is found.
  public static func shared() throws(NetworkError) -> NetworkRuntime {
    let result = opened.withLock { runtime in
      Result { () throws(NetworkError) -> NetworkRuntime in
        if let runtime { return runtime }
        let found = try NetworkRuntime(path: try RuntimeLocation.find())
        runtime = found
        return found
      }
    }
    return try result.get()
  }

  /// The library of this very file.
  package init(path: String) throws(NetworkError) {
    var problem = network_problem()
    guard let handle = network_runtime_open(path, &problem) else {
      throw NetworkError(path: path, Self.message(of: problem))
    }
    self.path = path
    self.handle = handle
    version = String(cString: network_runtime_version(handle))
  }

  private static func message(of problem: network_problem) -> String {
    let advice = "`make deep` fetches one that is tested"
    switch problem.status {
    case NETWORK_NO_LIBRARY: return "cannot be opened as a shared library: \(problem.text); \(advice)"
    case NETWORK_NO_RUNTIME: return "is a library, but not ONNX Runtime; \(advice)"
    case NETWORK_WRONG_VERSION:
      return
        "is ONNX Runtime \(problem.text), and 1.\(network_least_version()) or a later 1.x is needed; \(advice)"
    default: return "ONNX Runtime cannot be started: \(problem.text); \(advice)"
    }
  }
}

extension network_problem {
  /// The text on one line, without a full stop behind.
  var text: String {
    let text = withUnsafePointer(to: self) { String(cString: network_problem_message($0)) }
    let lines = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return lines.hasSuffix(".") ? String(lines.dropLast()) : lines
  }
}
