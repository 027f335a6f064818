import Glibc

/// A call on a file that failed: one sentence with the path as it was given, what was tried, and why not.
package struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Operation: String, Sendable {
    case read
    case written
  }

  package let operation: Operation
  package let path: String
  /// The system's error number; `EISDIR` also for a goal that turned out to be a folder.
  package let number: Int32

  package init(_ operation: Operation, path: String, number: Int32) {
    self.operation = operation
    self.path = path
    self.number = number
  }

  package var reason: String { Self.reason(for: number) }

  package var description: String { "\(path): cannot be \(operation.rawValue): \(reason)" }

  /// What to say about an error number, as the end of a sentence: "no such file or directory".
  package static func reason(for number: Int32) -> String {
    switch number {
    case EISDIR: return "it is a folder"
    case ENOTDIR: return "a part of the path is not a directory"
    case ENAMETOOLONG: return "the path is too long"
    case EROFS: return "the file system is read-only"
    default:
      let text = String(cString: strerror(number))
      return text.prefix(1).lowercased() + text.dropFirst()
    }
  }
}
