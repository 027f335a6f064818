// Texts and numbers of a JSON document.

extension JSONReader {
  /// A text from its opening to its closing quote.
  mutating func string() throws(JSONError) -> String {
    place += 1
    var text = ""
    while true {
      text += try plainPart()
      switch next {
      case UInt8(ascii: "\""):
        place += 1
        return text
      case UInt8(ascii: "\\"): text.unicodeScalars.append(try escape())
      case nil: throw error("the document ends within a text")
      default: throw error("a control character within a text")
      }
    }
  }

  /// What comes before the next quote, backslash or control character, as it stands.
  private mutating func plainPart() throws(JSONError) -> String {
    let start = place
    while let byte = next, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { place += 1 }
    guard let text = String(validating: bytes[start..<place], as: UTF8.self) else {
      place = start
      throw error("a text that is not UTF-8")
    }
    return text
  }

  /// The character that a backslash and what is behind it stand for.
  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    place += 1
    guard let letter = next else { throw error("the document ends within a text") }
    if letter == UInt8(ascii: "u") { return try numberedCharacter() }
    guard let character = Self.escapes[letter] else { throw error("no such escape in JSON") }
    place += 1
    return character
  }

  private static let escapes: [UInt8: Unicode.Scalar] = [
    UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "b"): "\u{8}",
    UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
  ]

  /// `uXXXX`, or two of them that are a surrogate pair.
  private mutating func numberedCharacter() throws(JSONError) -> Unicode.Scalar {
    let start = place
    let high = try codeUnit()
    var value = high
    if (0xD800..<0xDC00).contains(high), take(UInt8(ascii: "\\")), next == UInt8(ascii: "u") {
      let low = try codeUnit()
      if (0xDC00..<0xE000).contains(low) { value = 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00) }
    }
    guard let character = Unicode.Scalar(value) else {
      place = start
      throw error("half a surrogate pair")
    }
    return character
  }

  /// The four hexadecimal digits behind a `u`.
  private mutating func codeUnit() throws(JSONError) -> UInt32 {
    place += 1
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw error("four hexadecimal digits are expected")
      }
      value = value << 4 | UInt32(digit)
      place += 1
    }
    return value
  }

  /// The nearest `Double` of what the grammar allows; zero for what is too small, refused what is too large.
  mutating func number() throws(JSONError) -> Double {
    let start = place
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    if take(UInt8(ascii: ".")) { try digits() }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    guard let value = Double(text), value.isFinite else {
      place = start
      throw error("a number that is too large")
    }
    return value
  }

  private mutating func digits() throws(JSONError) {
    let start = place
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { place += 1 }
    guard place > start else { throw error("a digit is expected") }
  }
}
