import Testing

@testable import Core

@Suite("Reading JSON") struct JSONReaderTests {
  private func parsed(_ text: String) throws(JSONError) -> JSONValue {
    try JSONValue(parsing: Array(text.utf8))
  }

  private func error(of text: String) throws -> JSONError {
    try #require(throws: JSONError.self) { try parsed(text) }
  }

  @Test("values of each kind are read")
  func kinds() throws {
    let value = try parsed(#" {"a": [1, -2.5e1, true, false, null], "b": {}, "c": [], "d": "x"} "#)
    #expect(value["a"] == .array([.number(1), .number(-25), .bool(true), .bool(false), .null]))
    #expect(value["b"] == .object(JSONObject()))
    #expect(value["c"]?.array?.isEmpty == true)
    #expect(value["d"]?.string == "x")
    #expect(value["e"] == nil)
    #expect(value.object?.keys == ["a", "b", "c", "d"])
    #expect(try parsed("7").integer == 7)
    #expect(try parsed("7.5").integer == nil)
    #expect(try parsed("1e300").integer == nil)
  }

  @Test("of a key that comes again the last value counts, and order of keys doesn't matter")
  func repeatedKeys() throws {
    #expect(try parsed(#"{"a":1,"b":2,"a":3}"#) == parsed(#"{"b":2,"a":3}"#))
    #expect(try parsed(#"{"a":1}"#) != parsed(#"{"a":1,"b":1}"#))
  }

  @Test(
    "numbers are the nearest ones that a double can hold",
    arguments: [
      ("0", 0.0), ("-0", -0.0), ("0.1", 0.1), ("1E+2", 100), ("123456789012345678", 123_456_789_012_345_680),
      ("1.7976931348623157e308", Double.greatestFiniteMagnitude), ("4.9e-324", Double.leastNonzeroMagnitude),
      ("2.2250738585072011e-308", Double(bitPattern: 0xF_FFFF_FFFF_FFFF)), ("1e-999", 0),
      ("9007199254740993", 9_007_199_254_740_992),
    ])
  func numbers(text: String, expected: Double) throws {
    let number = try #require(try parsed(text).number)
    #expect(number.bitPattern == expected.bitPattern)
  }

  @Test("escapes and surrogate pairs are the characters that they stand for")
  func escapes() throws {
    #expect(try parsed(#""\"\\\/\b\f\n\r\t""#).string == "\"\\/\u{8}\u{C}\n\r\t")
    #expect(try parsed(#""\u0041\u00e9\u20AC\uD83D\uDE00""#).string == "A\u{E9}\u{20AC}\u{1F600}")
    #expect(try parsed("\"h\u{E9}\u{1F600}\"").string == "h\u{E9}\u{1F600}")
  }

  @Test(
    "what is no JSON is refused",
    arguments: [
      "", " ", "tru", "nul", "True", "NaN", "Infinity", "-", "+1", "01", "1.", ".5", "1e", "1e+", "0x10",
      "1e999",
      "-1e999", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{", "{\"a\"", "{\"a\":", "{\"a\":1",
      "{\"a\":1,}",
      "{a:1}", "{1:1}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "\"", "\"a", "\"\\", "\"\\x\"", "\"\\u12\"",
      "\"\\u12G4\"",
      "\"\\uD800\"", "\"\\uD800x\"", "\"\\uD800\\n\"", "\"\\uDC00\"", "\"\\uD800\\u0041\"", "\"\n\"",
      "\"\t\"",
      "1 2", "[] []", "// a\n1", "'a'", "\u{FEFF}1",
    ])
  func refused(text: String) throws {
    _ = try error(of: text)
  }

  @Test("bytes that are no UTF-8 are refused")
  func notUTF8() {
    for bytes: [UInt8] in [[0xFF], [0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22]] {
      #expect(throws: JSONError.self) { try JSONValue(parsing: bytes) }
    }
  }

  @Test("an error says where, in lines and characters")
  func places() throws {
    let first = try error(of: "[1,\n \"\u{E9}\", x]")
    #expect((first.line, first.column) == (2, 7))
    #expect(first.description == "line 2, column 7: a value is expected")
    let end = try error(of: "{\n")
    #expect((end.line, end.column) == (2, 1))
    #expect(try error(of: "1 x").message == "something follows the end of the document")
  }

  @Test("nesting goes to the limit and not beyond")
  func depth() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    _ = try parsed(nested(JSONReader.depthLimit))
    #expect(try error(of: nested(JSONReader.depthLimit + 1)).column == JSONReader.depthLimit + 1)
    _ = try error(of: String(repeating: "[", count: 1_000_000))
    // Side by side is not within each other.
    _ = try parsed("[" + String(repeating: "[],", count: 2000) + "{}]")
  }

  @Test("what the writer writes is read as it was")
  func roundTrip() throws {
    var random = SeededGenerator(seed: 3)
    let numbers = (0..<2000).map { _ in (random.unit() - 0.5) * Double(1 << random.index(below: 50)) }
    let texts = ["", "\"\\/\n\t\r\u{0}\u{1F}", "e\u{301}\u{1F600}", "plain"]
    var writer = JSONWriter()
    writer.object { json in
      json.key("numbers")
      json.array { json in numbers.forEach { json.value($0, significantDigits: 17) } }
      json.key("texts")
      json.array { json in texts.forEach { json.value($0) } }
      json.member("truth", true)
    }
    let value = try JSONValue(parsing: writer.bytes)
    #expect(value["texts"]?.array?.map { $0.string.map { Array($0.utf8) } } == texts.map { Array($0.utf8) })
    let read = try #require(value["numbers"]?.array).compactMap(\.number)
    #expect(read.count == numbers.count)
    #expect(zip(read, numbers).allSatisfy { ($0 - $1).magnitude <= 1e-15 * $1.magnitude })
    #expect(value["truth"] == .bool(true))
  }

  @Test("cut and changed documents are read or refused, and never end the process")
  func mutations() throws {
    let whole = Array(
      #"{"a": [1, -2.5e1, true, null, {"k\u00e9": "\uD83D\uDE00 \\ x"}], "b": "é", "c": [[[]]]}"#.utf8)
    var random = SeededGenerator(seed: 11)
    let likely = Array("{}[]\",:\\u0123eE+-.dD tnf".utf8)
    var counts = (read: 0, refused: 0)
    for round in 0..<20_000 {
      var bytes = round < whole.count ? Array(whole[..<round]) : whole
      for _ in 0..<(round < whole.count ? 0 : 1 + random.index(below: 3)) {
        let place = random.index(below: bytes.count)
        bytes[place] =
          random.index(below: 2) == 0
          ? UInt8(random.index(below: 256)) : likely[random.index(below: likely.count)]
      }
      do throws(JSONError) {
        _ = try JSONValue(parsing: bytes)
        counts.read += 1
      } catch {
        #expect(error.line >= 1 && error.column >= 1)
        counts.refused += 1
      }
    }
    #expect(counts.read > 100 && counts.refused > 100)
  }
}
