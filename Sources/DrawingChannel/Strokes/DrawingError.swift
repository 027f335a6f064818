/// A drawing that cannot be read or asked with: one sentence that says what to do.
public struct DrawingError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file's path as it was given, or a name for bytes that came from elsewhere.
  public let path: String
  /// What went wrong, without the path.
  public let message: String

  public init(path: String, _ message: String) {
    self.path = path
    self.message = message
  }

  public var description: String { path.isEmpty ? message : "\(path): \(message)" }
}
