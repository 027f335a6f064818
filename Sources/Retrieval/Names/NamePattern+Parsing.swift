extension NamePattern {
  /// Reads a pattern; throws a sentence for one that means nothing.
  package init(_ text: String) throws(RetrievalError) {
    var reader = PatternReader(text)
    var parts: [Part] = []
    while let character = reader.next() {
      switch character {
      case "*": if parts.last != .anyText { parts.append(.anyText) }
      case "?": parts.append(.anyCharacter)
      case "[": parts.append(.oneOf(try reader.choice()))
      case "\\": parts += Array(String(try reader.escaped()).utf8).map { .byte($0) }
      default: parts += Array(String(character).utf8).map { .byte($0) }
      }
    }
    self.text = text
    self.parts = parts
  }
}

/// The characters of a pattern, one after the other.
private struct PatternReader {
  private let text: String
  private var rest: Substring.UnicodeScalarView

  init(_ text: String) {
    self.text = text
    rest = text[...].unicodeScalars
  }

  mutating func next() -> Unicode.Scalar? { rest.popFirst() }

  /// What a backslash protects.
  mutating func escaped() throws(RetrievalError) -> Unicode.Scalar {
    guard let character = rest.popFirst() else {
      throw RetrievalError(
        "the pattern '\(text)' ends in a backslash, which stands before another character; two mean a backslash"
      )
    }
    return character
  }

  /// What stands behind an opening bracket, up to the closing one. `!` or `^` first takes all others; `]` first is an
  /// ordinary character, and so is a hyphen first or last.
  mutating func choice() throws(RetrievalError) -> CharacterChoice {
    var choice = CharacterChoice()
    if rest.first == "!" || rest.first == "^" {
      choice.isInverted = true
      rest.removeFirst()
    }
    var isFirst = true
    while isFirst || rest.first != "]" {
      isFirst = false
      let low = try member()
      guard rest.first == "-", let following = rest.dropFirst().first, following != "]" else {
        choice.ranges.append(low.value...low.value)
        continue
      }
      rest.removeFirst()
      let high = try member()
      guard low <= high else {
        throw RetrievalError(
          "the pattern '\(text)' has the range \(low)-\(high), which runs backwards and would fit nothing")
      }
      choice.ranges.append(low.value...high.value)
    }
    rest.removeFirst()
    return choice
  }

  private mutating func member() throws(RetrievalError) -> Unicode.Scalar {
    guard let character = rest.popFirst() else {
      throw RetrievalError(
        "the pattern '\(text)' has a bracket that is not closed; write \\[ for the character itself")
    }
    return character == "\\" ? try escaped() : character
  }
}
