/// Takes numbers out of attributes, where blanks and commas separate them or nothing does: `10-5.5.3e2` are three.
struct SVGNumbers {
  private let bytes: [UInt8]
  private var place = 0

  /// Larger ones are no coordinates of a drawing.
  private static let largest = 1e12

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The next byte that separates nothing; `nil` at the end.
  mutating func peek() -> UInt8? {
    while place < bytes.count, Self.isSeparator(bytes[place]) { place += 1 }
    return place < bytes.count ? bytes[place] : nil
  }

  /// Takes the next byte.
  mutating func takeByte() -> UInt8? {
    guard let byte = peek() else { return nil }
    place += 1
    return byte
  }

  /// The next number; `nil`, and nothing taken, where there is none.
  mutating func take() -> Double? {
    _ = peek()
    let start = place
    var digits = 0
    var sign = 1.0
    if isNext("+-") {
      if bytes[place] == UInt8(ascii: "-") { sign = -1 }
      place += 1
    }
    var value = takeDigits(&digits)
    if isNext("."), digits > 0 || isDigit(place + 1) {
      place += 1
      var decimals = 0
      let fraction = takeDigits(&decimals)
      digits += decimals
      value += fraction / Self.power(decimals)
    }
    guard digits > 0 else {
      place = start
      return nil
    }
    value *= sign
    let exponent = takeExponent()
    if exponent != 0 { value = exponent < 0 ? value / Self.power(-exponent) : value * Self.power(exponent) }
    guard abs(value) <= Self.largest else {
      place = start
      return nil
    }
    return value
  }

  /// So many numbers; `nil` where one is missing.
  mutating func take(_ count: Int) -> [Double]? {
    var numbers: [Double] = []
    for _ in 0..<count {
      guard let number = take() else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  /// A flag of an arc: one digit, which needs no separator behind it.
  mutating func takeFlag() -> Bool? {
    guard let byte = peek(), byte == UInt8(ascii: "0") || byte == UInt8(ascii: "1") else { return nil }
    place += 1
    return byte == UInt8(ascii: "1")
  }

  /// All numbers up to what is none.
  mutating func takeAll(atMost count: Int) -> [Double] {
    var numbers: [Double] = []
    while numbers.count < count, let number = take() { numbers.append(number) }
    return numbers
  }

  // MARK: Digits

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x2C || byte == 0x0A || byte == 0x0D || byte == 0x09 || byte == 0x0C
  }

  private func isDigit(_ place: Int) -> Bool {
    place < bytes.count && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place])
  }

  private func isNext(_ choices: StaticString) -> Bool {
    place < bytes.count && choices.withUTF8Buffer { $0.contains(bytes[place]) }
  }

  private mutating func takeDigits(_ count: inout Int) -> Double {
    var value = 0.0
    while isDigit(place) {
      value = 10 * value + Double(bytes[place] - UInt8(ascii: "0"))
      count += 1
      place += 1
    }
    return value
  }

  /// `e` and a whole number; a letter that only looks like it (`em`, `ex`) is left.
  private mutating func takeExponent() -> Int {
    guard isNext("eE") else { return 0 }
    let isSigned = place + 1 < bytes.count && (bytes[place + 1] == 0x2B || bytes[place + 1] == 0x2D)
    guard isDigit(place + (isSigned ? 2 : 1)) else { return 0 }
    let isNegative = isSigned && bytes[place + 1] == 0x2D
    place += isSigned ? 2 : 1
    var digits = 0
    let value = min(takeDigits(&digits), 400)
    return isNegative ? -Int(value) : Int(value)
  }

  /// Ten to a power that is not negative; at most 400, which is infinite.
  private static func power(_ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<min(exponent, 400) { result *= 10 }
    return result
  }
}
