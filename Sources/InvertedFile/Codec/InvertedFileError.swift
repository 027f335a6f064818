/// What is stored cannot be what was written: the world's fault, told in a sentence.
package enum InvertedFileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Bytes that no encoder wrote; the text says which part and why.
  case damaged(String)

  package var description: String {
    switch self {
    case .damaged(let what): what
    }
  }
}
