/// Product codes that cannot be learned or read: one sentence that says what to do.
package struct ProductIndexError: Error, Sendable, Equatable, CustomStringConvertible {
  package let message: String

  package var description: String { message }

  init(_ message: String) {
    self.message = message
  }
}
