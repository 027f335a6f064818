/// A command line that cannot be understood: one sentence, which names the nearest right word if there is one.
package struct UsageError: Error, Sendable, Equatable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) {
    self.description = description
  }

  /// A word that is none of a few: `'hesian-affine' is no detector; did you mean 'hessian-affine'? (…)`.
  package static func unknown(_ word: String, noun: String, among allowed: [String]) -> UsageError {
    let list = allowed.joined(separator: ", ")
    if let nearest = Spelling.nearest(to: word, among: allowed) {
      return UsageError("'\(word)' is no \(noun); did you mean '\(nearest)'? (\(list))")
    }
    return UsageError("'\(word)' is no \(noun); choose one of \(list)")
  }

  static func unknownOption(
    _ word: String, among allowed: [String], of invocation: String
  ) -> UsageError {
    if let nearest = Spelling.nearest(to: word, among: allowed) {
      return UsageError("unknown option '\(word)': did you mean '\(nearest)'?")
    }
    let operandHint = word.hasPrefix("--") ? "" : " (a file whose name begins with '-' goes behind '--')"
    return UsageError("unknown option '\(word)'; '\(invocation) --help' lists the options\(operandHint)")
  }
}
