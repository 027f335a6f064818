/// Numbers from the bytes of a text file, line by line, with messages that name file and line.
///
/// Accepted are decimal numbers as `strtod` reads them, except "nan", "inf" and hexadecimal ones; blanks are
/// spaces, tabs and the carriage returns of Windows. Nothing is trusted: any bytes give numbers or an error.
struct TextScanner {
  private let bytes: [UInt8]
  private let name: String
  private var position = 0
  private var line = 1

  init(_ bytes: [UInt8], named name: String) {
    self.bytes = bytes
    self.name = name
  }

  func failure(_ reason: String) -> FeatureError {
    FeatureError("\(name), line \(line): \(reason)")
  }

  /// A number without a fraction, in `range`.
  mutating func wholeNumber(_ what: String, in range: ClosedRange<Int>) throws(FeatureError) -> Int {
    let value = try number(what)
    guard value >= Double(range.lowerBound), value <= Double(range.upperBound), value == value.rounded()
    else {
      let bounds = range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
      throw failure("\(what) must be \(bounds)")
    }
    return Int(value)
  }

  /// A whole number 0…255: three digits at most, the common case of every file.
  mutating func byte(_ what: String) throws(FeatureError) -> UInt8 {
    skipBlanks()
    let start = position
    var value = 0
    while position < bytes.count, position - start < 3, bytes[position] &- 48 < 10 {
      value = value &* 10 &+ Int(bytes[position] &- 48)
      position += 1
    }
    if position > start, value <= 255, isAtEndOfWord { return UInt8(value) }
    position = start
    return UInt8(try wholeNumber(what, in: 0...255))
  }

  /// A number that can be a place or a length in a picture.
  mutating func coordinate(_ what: String) throws(FeatureError) -> Double {
    let value = try number(what)
    guard value.magnitude <= 1e7 else { throw failure("\(what) is out of range") }
    return value
  }

  /// A finite number.
  mutating func number(_ what: String) throws(FeatureError) -> Double {
    skipBlanks()
    let start = position
    let negative = takeSign()
    var (mantissa, exponent, digits) = (UInt64(0), 0, 0)
    takeDigits(&mantissa, &exponent, &digits, afterPoint: false)
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      takeDigits(&mantissa, &exponent, &digits, afterPoint: true)
    }
    guard digits > 0, takeExponent(&exponent), isAtEndOfWord else { throw notANumber(what, from: start) }
    let value = Self.scaled(mantissa, byPowerOfTen: exponent)
    guard value.isFinite else { throw failure("\(what) is out of range") }
    return negative ? -value : value
  }

  /// The end of a line, with nothing but blanks before it. The last line needs no line feed.
  mutating func endLine() throws(FeatureError) {
    skipBlanks()
    guard position < bytes.count else { return }
    guard bytes[position] == UInt8(ascii: "\n") else { throw failure("more numbers than expected") }
    position += 1
    line += 1
  }

  /// The end of the text, with nothing but blanks and empty lines before it.
  mutating func endText() throws(FeatureError) {
    while position < bytes.count {
      guard bytes[position] <= UInt8(ascii: " ") else { throw failure("more features than the header says") }
      if bytes[position] == UInt8(ascii: "\n") { line += 1 }
      position += 1
    }
  }

  /// Refuses a count that the rest of the text cannot hold, before memory is set aside for it.
  func expectRoom(forLines lines: Int, ofNumbers numbers: Int) throws(FeatureError) {
    // Each number takes a digit and a blank; the very last one may do without the blank.
    guard 2 * lines * numbers <= bytes.count - position + 1 else {
      throw failure("the file is too short for \(lines) features")
    }
  }
}

extension TextScanner {
  private mutating func skipBlanks() {
    while position < bytes.count, Self.isBlank(bytes[position]) { position += 1 }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }

  private var isAtEndOfWord: Bool {
    position >= bytes.count || Self.isBlank(bytes[position]) || bytes[position] == UInt8(ascii: "\n")
  }

  private mutating func takeSign() -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+")
    else { return false }
    position += 1
    return bytes[position - 1] == UInt8(ascii: "-")
  }

  /// Eighteen digits fit into the mantissa; further ones only move the exponent.
  private mutating func takeDigits(
    _ mantissa: inout UInt64, _ exponent: inout Int, _ digits: inout Int, afterPoint: Bool
  ) {
    while position < bytes.count, bytes[position] &- 48 < 10 {
      if mantissa < 100_000_000_000_000_000 {
        mantissa = mantissa * 10 + UInt64(bytes[position] &- 48)
        exponent -= afterPoint ? 1 : 0
      } else {
        exponent += afterPoint ? 0 : 1
      }
      digits += 1
      position += 1
    }
  }

  /// Adds the number behind an "e", if there is one; false when there is an "e" and no number.
  private mutating func takeExponent(_ exponent: inout Int) -> Bool {
    guard position < bytes.count, bytes[position] | 32 == UInt8(ascii: "e") else { return true }
    position += 1
    let negative = takeSign()
    let start = position
    var value = 0
    while position < bytes.count, bytes[position] &- 48 < 10 {
      value = min(value * 10 + Int(bytes[position] &- 48), 100_000)
      position += 1
    }
    exponent += negative ? -value : value
    return position > start
  }

  /// Within a unit in the last place of the nearest `Double`; zero or infinity beyond its range.
  private static func scaled(_ mantissa: UInt64, byPowerOfTen exponent: Int) -> Double {
    guard mantissa > 0 else { return 0 }
    var value = Double(mantissa)
    var left = max(-400, min(exponent, 400))
    while left > 0 {
      value *= powersOfTen[min(left, 22)]
      left -= min(left, 22)
    }
    while left < 0 {
      value /= powersOfTen[min(-left, 22)]
      left += min(-left, 22)
    }
    return value
  }

  /// Those that a `Double` holds exactly.
  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
  ]

  private func notANumber(_ what: String, from start: Int) -> FeatureError {
    let word = bytes[start...].prefix { $0 > UInt8(ascii: " ") }.prefix(20)
    guard !word.isEmpty else { return failure("\(what) is missing") }
    return failure("\(what) must be a number, not '\(String(decoding: word, as: UTF8.self))'")
  }
}
