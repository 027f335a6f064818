import Core

/// A projection file that cannot be read, written, learnt or used: one sentence that says what to do.
package struct GlobalModelError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file's path as it was given, `nil` when no file is to blame.
  package let path: String?
  /// What went wrong, without the path.
  package let message: String

  package init(path: String? = nil, _ message: String) {
    self.path = path
    self.message = message
  }

  package var description: String { path.map { "\($0): \(message)" } ?? message }

  init(_ error: FileError) {
    self.init(path: error.path, "cannot be \(error.operation.rawValue): \(error.reason)")
  }

  /// An error of the file's form, told as one of a projection file.
  static func of<Result>(
    _ work: () throws(SectionedFileError) -> Result
  ) throws(GlobalModelError) -> Result {
    do {
      return try work()
    } catch {
      throw GlobalModelError(error.message)
    }
  }
}
