// Instructions that push texts and bytes.

extension PickleReader {
  mutating func text(_ code: UInt8) throws(PickleError) -> Bool {
    switch code {
    case UInt8(ascii: "X"): push(.text(try takeText(lengthBytes: 4)))
    case 0x8C: push(.text(try takeText(lengthBytes: 1)))
    case 0x8D: push(.text(try takeText(lengthBytes: 8)))
    case UInt8(ascii: "T"), UInt8(ascii: "B"): push(make(try takeBytes(lengthBytes: 4)))
    case UInt8(ascii: "U"), UInt8(ascii: "C"): push(make(try takeBytes(lengthBytes: 1)))
    case 0x8E, 0x96: push(make(try takeBytes(lengthBytes: 8)))
    case UInt8(ascii: "S"): push(make(try takeQuotedBytes()))
    case UInt8(ascii: "V"): push(.text(try takeEscapedText()))
    default: return false
    }
    return true
  }

  mutating func make(_ bytes: [UInt8]) -> PickleItem {
    nodes.append(PickleNode(kind: .bytes, bytes: bytes, place: instructionPlace))
    return .node(nodes.count - 1)
  }

  private mutating func takeBytes(lengthBytes: Int) throws(PickleError) -> [UInt8] {
    Array(try take(try takeLength(bytes: lengthBytes)))
  }

  private mutating func takeText(lengthBytes: Int) throws(PickleError) -> String {
    guard let text = String(validating: try takeBytes(lengthBytes: lengthBytes), as: UTF8.self) else {
      throw error("a text that is not UTF-8")
    }
    return text
  }

  /// A line as Python writes a text in a program: quotes around it, and backslashes.
  private mutating func takeQuotedBytes() throws(PickleError) -> [UInt8] {
    let line = try takeLine()
    guard line.count >= 2, let quote = line.first, quote == line.last, quote == 0x22 || quote == 0x27 else {
      throw error("a text without quotes")
    }
    var rest = line.dropFirst().dropLast()
    var result: [UInt8] = []
    while let byte = rest.popFirst() {
      result.append(byte == UInt8(ascii: "\\") ? try escapedByte(&rest) : byte)
    }
    return result
  }

  private func escapedByte(_ rest: inout ArraySlice<UInt8>) throws(PickleError) -> UInt8 {
    switch rest.popFirst() {
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "x"): return UInt8(truncatingIfNeeded: try hexadecimal(&rest, digits: 2))
    case let byte? where byte == UInt8(ascii: "\\") || byte == 0x22 || byte == 0x27: return byte
    default: throw error("an unknown escape in a text")
    }
  }

  /// A line in which every byte is the character of its number, and `\u` and `\U` have four and eight digits behind them.
  private mutating func takeEscapedText() throws(PickleError) -> String {
    var rest = try takeLine()
    var units: [UInt32] = []
    while let byte = rest.popFirst() {
      switch (byte, rest.first) {
      case (UInt8(ascii: "\\"), UInt8(ascii: "u")):
        units.append(try hexadecimal(&rest, skipping: 1, digits: 4))
      case (UInt8(ascii: "\\"), UInt8(ascii: "U")):
        units.append(try hexadecimal(&rest, skipping: 1, digits: 8))
      default: units.append(UInt32(byte))
      }
    }
    let scalars = units.compactMap(Unicode.Scalar.init)
    guard scalars.count == units.count else { throw error("a character that does not exist") }
    return String(String.UnicodeScalarView(scalars))
  }

  private func hexadecimal(
    _ rest: inout ArraySlice<UInt8>, skipping: Int = 0, digits: Int
  ) throws(PickleError) -> UInt32 {
    rest = rest.dropFirst(skipping)
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let byte = rest.popFirst(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw error("expected \(digits) hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
