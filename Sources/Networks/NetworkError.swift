/// A network that cannot be had or run, or a recipe that doesn't fit it.
public struct NetworkError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file that it is about.
  public let path: String
  /// What is wrong, and what to do.
  public let message: String

  public init(path: String, _ message: String) {
    self.path = path
    self.message = message
  }

  public var description: String { path.isEmpty ? message : "\(path): \(message)" }
}
