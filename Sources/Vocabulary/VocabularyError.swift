import Core

/// A vocabulary that cannot be read, written, built or used: one sentence that says what to do.
public struct VocabularyError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file's path as it was given, `nil` when no file is to blame.
  public let path: String?
  /// What went wrong, without the path.
  public let message: String

  public init(path: String? = nil, _ message: String) {
    self.path = path
    self.message = message
  }

  public var description: String { path.map { "\($0): \(message)" } ?? message }

  /// An error of the file's form, told as one of a vocabulary.
  static func of<Result>(
    _ work: () throws(SectionedFileError) -> Result
  ) throws(VocabularyError) -> Result {
    do {
      return try work()
    } catch {
      throw VocabularyError(error.message)
    }
  }

  init(_ error: FileError) {
    self.init(path: error.path, "cannot be \(error.operation.rawValue): \(error.reason)")
  }
}
