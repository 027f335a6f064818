/// Text built as bytes, with numbers written by our own routines: fast, and the same on every machine and in
/// every locale.
///
/// Descriptors are most of what is written (2,000 features hold 256,000 small numbers), so a row of bytes
/// goes through a table of ready digits.
package struct TextWriter: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init(capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  package mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  package mutating func append(byte: UInt8) {
    bytes.append(byte)
  }

  package mutating func append(bytes other: [UInt8]) {
    bytes.append(contentsOf: other)
  }

  package mutating func append(_ number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    appendDigits(UInt64(number.magnitude))
  }

  /// Each number in decimal behind a `separator`.
  package mutating func append(numbers: UnsafeBufferPointer<UInt8>, eachAfter separator: UInt8) {
    withUnsafeTemporaryAllocation(byteCount: 4 * numbers.count, alignment: 4) { text in
      Self.smallNumbers.withUnsafeBufferPointer { table in
        var end = 0
        for number in numbers {
          let entry = table[Int(number)]
          let word = UInt32(separator) | entry << 8
          text.storeBytes(of: word.littleEndian, toByteOffset: end, as: UInt32.self)
          end &+= 1 &+ Int(entry >> 24)
        }
        bytes.append(contentsOf: text[..<end])
      }
    }
  }

  /// The digits of 0…255: the first character in the lowest byte, how many there are in the highest.
  private static let smallNumbers: [UInt32] = (0...255).map { number in
    let digits = Array(String(number).utf8)
    return digits.reversed().reduce(0) { $0 << 8 | UInt32($1) } | UInt32(digits.count) << 24
  }
}

extension TextWriter {
  /// A finite number with at most so many decimals (0…9), rounded, without trailing zeros: `12.5`, `-3`.
  /// Numbers of 10^15 and more lose the digits behind the fifteenth.
  package mutating func append(_ number: Double, decimals: Int) {
    precondition(number.isFinite && (0...9).contains(decimals))
    let scaled = (number.magnitude * Self.powerOfTen(decimals)).rounded()
    guard scaled < 1e15 else { return append(number, significantDigits: 15) }
    if number < 0, scaled > 0 { bytes.append(UInt8(ascii: "-")) }
    appendDecimal(UInt64(scaled), decimals: decimals)
  }

  /// A finite number rounded to so many significant digits (1…17), without trailing zeros; very small and
  /// very large ones in scientific notation: `0.00125`, `3.5e-12`. Nine digits keep every `Float` exactly.
  package mutating func append(_ number: Double, significantDigits digits: Int) {
    precondition(number.isFinite && (1...17).contains(digits))
    guard number != 0 else { return bytes.append(UInt8(ascii: "0")) }
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    let (mantissa, exponent) = Self.decimal(number.magnitude, digits: digits)
    if exponent >= digits || exponent < -5 {
      appendDecimal(mantissa, decimals: digits - 1)
      bytes.append(UInt8(ascii: "e"))
      append(exponent)
    } else {
      appendDecimal(mantissa, decimals: digits - 1 - exponent)
    }
  }

  /// `mantissa` of exactly `digits` digits and the exponent of its first, so that number ≈ m · 10^(e − digits + 1).
  private static func decimal(_ number: Double, digits: Int) -> (mantissa: UInt64, exponent: Int) {
    let upper = powerOfTen(digits)
    // log10 2 = 0.30103; a first guess that may be one too low or too high.
    var exponent = Int((Double(number.exponent) * 0.30103).rounded(.down))
    while true {
      let scaled = scale(number, byPowerOfTen: digits - 1 - exponent).rounded()
      if scaled >= upper {
        exponent += 1
      } else if scaled * 10 < upper {
        exponent -= 1
      } else {
        return (UInt64(scaled), exponent)
      }
    }
  }

  /// number · 10^power in exact steps of at most 10^22, the largest power that a `Double` holds exactly.
  private static func scale(_ number: Double, byPowerOfTen power: Int) -> Double {
    var result = number
    var left = power
    while left > 0 {
      result *= powerOfTen(min(left, 22))
      left -= min(left, 22)
    }
    while left < 0 {
      result /= powerOfTen(min(-left, 22))
      left += min(-left, 22)
    }
    return result
  }

  private static func powerOfTen(_ power: Int) -> Double { powersOfTen[power] }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
  ]

  /// value / 10^decimals without trailing zeros.
  private mutating func appendDecimal(_ value: UInt64, decimals: Int) {
    var value = value
    var decimals = decimals
    while decimals > 0, value.isMultiple(of: 10) {
      value /= 10
      decimals -= 1
    }
    appendDigits(value, decimals: decimals)
  }

  /// The digits of `value`, with a point before the last `decimals` of them.
  private mutating func appendDigits(_ value: UInt64, decimals: Int = 0) {
    withUnsafeTemporaryAllocation(byteCount: 48, alignment: 1) { text in
      var start = text.count
      var rest = value
      var written = 0
      repeat {
        if written == decimals, decimals > 0 {
          start -= 1
          text[start] = UInt8(ascii: ".")
        }
        start -= 1
        text[start] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
        written += 1
      } while rest > 0 || written <= decimals
      bytes.append(contentsOf: text[start...])
    }
  }
}
