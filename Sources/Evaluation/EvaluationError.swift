import Core

/// A truth that cannot be read or used: one sentence that says what and where.
public struct EvaluationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file's or folder's path as it was given, `nil` when none is to blame.
  public let path: String?
  /// What went wrong, without the path.
  public let message: String

  public init(path: String? = nil, _ message: String) {
    self.path = path
    self.message = message
  }

  public var description: String { path.map { "\($0): \(message)" } ?? message }

  init(_ error: FileError) {
    self.init(path: error.path, "cannot be \(error.operation.rawValue): \(error.reason)")
  }
}
