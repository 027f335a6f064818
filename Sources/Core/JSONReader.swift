/// Reads JSON strictly (RFC 8259): nothing but one value and blanks, no comments, no commas too many, no `NaN`,
/// UTF-8 without a byte order mark.
///
/// Nesting is limited, so that no document ends the process by its depth; memory is in proportion to the document.
struct JSONReader {
  /// Arrays and objects within each other.
  static let depthLimit = 512

  let bytes: UnsafeRawBufferPointer
  /// The next byte to look at.
  var place = 0
  private var depth = 0

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  /// The only value in all the bytes.
  mutating func document() throws(JSONError) -> JSONValue {
    let value = try value()
    skipBlanks()
    guard place == bytes.count else { throw error("something follows the end of the document") }
    return value
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    skipBlanks()
    guard let first = next else { throw error("the document ends where a value is expected") }
    switch first {
    case UInt8(ascii: "{"): return .object(try object())
    case UInt8(ascii: "["): return .array(try array())
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    default: throw error("a value is expected")
    }
  }

  private mutating func object() throws(JSONError) -> JSONObject {
    var object = JSONObject()
    try enter()
    defer { depth -= 1 }
    guard !takeAfterBlanks(UInt8(ascii: "}")) else { return object }
    repeat {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw error("a key in quotes is expected") }
      let key = try string()
      guard takeAfterBlanks(UInt8(ascii: ":")) else { throw error("a colon is expected") }
      object.set(key, try value())
    } while takeAfterBlanks(UInt8(ascii: ","))
    guard takeAfterBlanks(UInt8(ascii: "}")) else {
      throw error("a comma or the end of the object is expected")
    }
    return object
  }

  private mutating func array() throws(JSONError) -> [JSONValue] {
    var elements: [JSONValue] = []
    try enter()
    defer { depth -= 1 }
    guard !takeAfterBlanks(UInt8(ascii: "]")) else { return elements }
    repeat {
      elements.append(try value())
    } while takeAfterBlanks(UInt8(ascii: ","))
    guard takeAfterBlanks(UInt8(ascii: "]")) else {
      throw error("a comma or the end of the array is expected")
    }
    return elements
  }

  /// Past an opening bracket.
  private mutating func enter() throws(JSONError) {
    guard depth < Self.depthLimit else {
      throw error("more than \(Self.depthLimit) arrays and objects within each other")
    }
    depth += 1
    place += 1
  }

  private mutating func literal(_ text: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
    let length = text.utf8CodeUnitCount
    let isThere = text.withUTF8Buffer { $0.elementsEqual(bytes.dropFirst(place).prefix(length)) }
    guard isThere else { throw error("a value is expected") }
    place += length
    return value
  }
}

extension JSONReader {
  /// `nil` at the end.
  var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  /// Past the next byte if it is this one.
  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    place += 1
    return true
  }

  func error(_ message: String) -> JSONError {
    JSONError(message, at: place, of: bytes)
  }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
  }

  private mutating func takeAfterBlanks(_ byte: UInt8) -> Bool {
    skipBlanks()
    return take(byte)
  }
}
