// Instructions that push numbers, truths and nothing.

extension PickleReader {
  mutating func number(_ code: UInt8) throws(PickleError) -> Bool {
    switch code {
    case UInt8(ascii: "N"): push(.none)
    case 0x88: push(.bool(true))
    case 0x89: push(.bool(false))
    case UInt8(ascii: "J"): push(.integer(Int(Int32(truncatingIfNeeded: try takeUnsigned(bytes: 4)))))
    case UInt8(ascii: "K"): push(.integer(Int(try takeByte())))
    case UInt8(ascii: "M"): push(.integer(Int(try takeUnsigned(bytes: 2))))
    case 0x8A: push(.integer(try takeInteger(length: try takeLength(bytes: 1))))
    case 0x8B: push(.integer(try takeInteger(length: try takeLength(bytes: 4))))
    case UInt8(ascii: "I"): push(try takeWrittenInteger())
    case UInt8(ascii: "L"): push(.integer(try integer(written: try takeLine())))
    case UInt8(ascii: "G"):
      let pattern = try take(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      push(.float(Double(bitPattern: pattern)))
    case UInt8(ascii: "F"): push(.float(try takeWrittenFloat()))
    default: return false
    }
    return true
  }

  /// In two's complement, the lowest byte first; no bytes are 0.
  private mutating func takeInteger(length: Int) throws(PickleError) -> Int {
    guard length <= 8 else { throw error("a whole number of more than 64 bits") }
    let unused = 64 - 8 * length
    let magnitude = try takeUnsigned(bytes: length)
    return unused == 64 ? 0 : Int(Int64(bitPattern: magnitude << UInt64(unused)) >> Int64(unused))
  }

  /// `00` and `01` are how protocol 0 writes truths.
  private mutating func takeWrittenInteger() throws(PickleError) -> PickleItem {
    let line = try takeLine()
    if line.elementsEqual("00".utf8) { return .bool(false) }
    if line.elementsEqual("01".utf8) { return .bool(true) }
    return .integer(try integer(written: line))
  }

  func integer(written line: ArraySlice<UInt8>) throws(PickleError) -> Int {
    let digits = line.last == UInt8(ascii: "L") ? line.dropLast() : line
    guard let value = Int(String(decoding: digits, as: UTF8.self)) else {
      throw error("expected a whole number of at most 64 bits")
    }
    return value
  }

  private mutating func takeWrittenFloat() throws(PickleError) -> Double {
    guard let value = Double(String(decoding: try takeLine(), as: UTF8.self)) else {
      throw error("expected a number")
    }
    return value
  }
}
