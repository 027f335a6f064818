/// A picture that cannot be read or written: one sentence that names the file, the place and the reason.
public struct RasterError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Kind: Sendable, Equatable {
    /// The file cannot be opened or read: missing, a directory, no permission.
    case unreadable
    /// The bytes are no JPEG or PNG, or of a variety that is not read.
    case unknownFormat
    /// More pixels than the limit allows.
    case tooLarge
    /// The bytes begin like a JPEG or PNG but are cut short or corrupt.
    case damaged
    /// The output cannot be written.
    case unwritable
  }

  public let kind: Kind
  /// The file's path as it was given, or a name for bytes that came from elsewhere.
  public let path: String
  /// What went wrong, without the path; says what to do where something can be done.
  public let message: String

  public init(_ kind: Kind, path: String, _ message: String) {
    self.kind = kind
    self.path = path
    self.message = message
  }

  public var description: String { "\(path): \(message)" }
}
