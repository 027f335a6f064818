import Core
import Foundation
import Testing

@testable import Evaluation

@Suite("Reading pickles") struct PickleReaderTests {
  private func value(_ text: String) throws(PickleError) -> JSONValue {
    try PickleReader.value(of: Array(text.utf8))
  }

  private func message(_ bytes: [UInt8]) throws -> String {
    try #require(throws: PickleError.self) { try PickleReader.value(of: bytes) }.description
  }

  private func parsed(_ json: String) throws -> JSONValue { try JSONValue(parsing: Array(json.utf8)) }

  @Test(
    "values of the oldest protocol, instruction by instruction",
    arguments: [
      ("N.", "null"), ("I01\n.", "true"), ("I00\n.", "false"), ("I-7\n.", "-7"), ("L12L\n.", "12"),
      ("F2.5\n.", "2.5"),
      ("S'a\\'\\n\\x41'\n.", #""a'\nA""#), ("Vh\\u00e9\\U0001F600\\n\n.", #""h\u00e9\ud83d\ude00\\n""#),
      ("(I1\nI2\nl.", "[1,2]"), ("(lI1\naI2\na.", "[1,2]"), ("(I1\n(I2\ntt.", "[1,[2]]"),
      ("(Va\nI1\nVb\nI2\nd.", #"{"a":1,"b":2}"#),
      ("(dVa\nI1\nsVa\nI3\ns.", #"{"a":3}"#), ("I1\n0I2\n.", "2"), ("(I1\nI22\n1I3\n.", "3"),
      ("(lI5\n2l.", nil), ("(I5\n2l.", "[5,5]"),
      ("(lp7\n0g7\n.", "[]"), ("(0I1\n.", "1"),
    ] as [(String, String?)])
  func protocolZero(pickle: String, json: String?) throws {
    guard let json else {
      #expect(throws: PickleError.self) { try value(pickle) }
      return
    }
    #expect(try value(pickle) == parsed(json))
  }

  @Test("numbers of the binary protocols")
  func numbers() throws {
    let cases: [([UInt8], Double)] = [
      ([0x4B, 200], 200), ([0x4D, 1, 2], 513), ([0x4A, 0xFE, 0xFF, 0xFF, 0xFF], -2), ([0x8A, 0], 0),
      ([0x8A, 1, 0xFF], -1),
      ([0x8A, 2, 0xFF, 0], 255), ([0x8A, 5, 0, 0, 0, 0, 1], 0x1p32), ([0x8B, 1, 0, 0, 0, 0x80], -128),
      ([0x47, 0xC0, 0x04, 0, 0, 0, 0, 0, 0], -2.5),
    ]
    for (bytes, expected) in cases {
      #expect(try PickleReader.value(of: [0x80, 2] + bytes + [0x2E]) == .number(expected))
    }
    #expect(
      try message([0x80, 2, 0x8A, 9] + [UInt8](repeating: 1, count: 9) + [0x2E])
        == "byte 2: a whole number of more than 64 bits")
    #expect(
      try message([0x8A, 8] + [UInt8](repeating: 0x7F, count: 8) + [0x2E])
        == "byte 10: a whole number beyond 2^53")
    // The smallest of all, whose magnitude is no Int.
    #expect(throws: PickleError.self) {
      try PickleReader.value(of: [0x8A, 8, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x2E])
    }
  }

  @Test("texts of the binary protocols, in bytes of Python 2, too")
  func texts() throws {
    let cases: [[UInt8]] = [
      [0x58, 2, 0, 0, 0], [0x8C, 2], [0x8D, 2, 0, 0, 0, 0, 0, 0, 0], [0x55, 2], [0x54, 2, 0, 0, 0],
      [0x43, 2],
      [0x42, 2, 0, 0, 0], [0x8E, 2, 0, 0, 0, 0, 0, 0, 0],
    ]
    for head in cases {
      #expect(try PickleReader.value(of: head + [0xC3, 0xA9, 0x2E]) == .string("\u{E9}"))
      #expect(throws: PickleError.self) { try PickleReader.value(of: head + [0xC3, 0x41, 0x2E]) }
    }
  }

  @Test("a list that is filled after it was remembered is full wherever it stands")
  func laterFilled() throws {
    // x = []; (x, x), and x.append(1) when both stand there.
    #expect(try value("((lp0\ng0\nI1\nat.") == parsed("[[1],[1]]"))
  }

  @Test("what is no data, or no pickle, is refused with its place")
  func refused() throws {
    #expect(
      try message(Array("cos\nsystem\n(S'true'\ntR.".utf8))
        == "byte 0: it wants to call os.system: only plain data is read")
    #expect(
      try message([0x80, 4, 0x8C, 2, 0x6F, 0x73, 0x8C, 1, 0x78, 0x93, 0x2E])
        == "byte 9: it wants to call os.x: only plain data is read")
    #expect(
      try message(Array("(ios\nsystem\n.".utf8))
        == "byte 1: an object, of which only Python knows the meaning")
    #expect(try message([0x80, 9]) == "byte 0: protocol 9 is not known: write the file with protocol 2")
    #expect(try message([0xFF]) == "byte 0: unknown instruction 255")
    #expect(try message(Array("I1\n".utf8)) == "byte 3: the file ends too early")
    #expect(try message(Array("I1\n.x".utf8)) == "byte 3: something follows the end of the pickle")
    #expect(try message(Array("I1\nI2\n.".utf8)) == "byte 6: the pickle ends with more than one value")
    #expect(try message(Array("I1\n(.".utf8)) == "byte 4: a value is missing")
    #expect(try message(Array("g4\n.".utf8)) == "byte 0: nothing was remembered as 4")
    #expect(try message(Array("I1\nI2\na.".utf8)) == "byte 6: expected a list on the stack")
    #expect(try message(Array("(I1\nI2\nd.".utf8)) == "byte 7: a dictionary with a key that is no text")
    #expect(try message(Array("(I1\nd.".utf8)) == "byte 4: a key without a value")
    #expect(try message(Array("l.".utf8)) == "byte 0: a mark is missing")
  }

  @Test(
    "huge lengths, containers within themselves and bombs of references end in an error or in little memory")
  func bombs() throws {
    #expect(try message([0x8D] + [UInt8](repeating: 0xFF, count: 8)) == "byte 0: the file ends too early")
    #expect(try message([0x8B, 0xFF, 0xFF, 0xFF, 0x7F, 1]) == "byte 0: the file ends too early")
    #expect(try message([0x95] + [UInt8](repeating: 0xFF, count: 8)) == "byte 0: the file ends too early")
    #expect(try message(Array("(lp0\ng0\na.".utf8)) == "byte 1: a container that holds itself")
    let deep = String(repeating: "(", count: 2000) + String(repeating: "l", count: 2000) + "."
    #expect(try message(Array(deep.utf8)).hasSuffix("more than 512 containers within each other"))
    // The height comes from below, one level for each list that was converted already.
    let stairs = "((lp0\n" + (1...600).map { "(g\($0 - 1)\nlp\($0)\n" }.joined() + "l."
    #expect(try message(Array(stairs.utf8)).hasSuffix("more than 512 containers within each other"))
    // Sixty times twice the list before: 2^60 lists, were they all made.
    let doubling = "(lp0\n" + (1...60).map { "0(g\($0 - 1)\ng\($0 - 1)\nlp\($0)\n" }.joined() + "."
    var inner: JSONValue? = try value(doubling)
    for _ in 0..<60 { inner = inner?.array?.last }
    #expect(inner == .array([]))
  }

  @Test(
    "arrays and numbers of NumPy are lists and numbers, nothing being called",
    arguments: NumPyPickles.all.map(\.base64))
  func numPy(base64: String) throws {
    let bytes = [UInt8](try #require(Data(base64Encoded: base64)))
    let expected = #"{"bbx": [1.5, 2, 3, 4], "n": 7, "f": 0.5, "i": [1, -2, 300], "b": [true, false]}"#
    #expect(try PickleReader.value(of: bytes) == parsed(expected))
  }

  @Test("the names of older versions of NumPy are known, too")
  func olderNumPy() throws {
    let bytes = try #require(Data(base64Encoded: NumPyPickles.all[0].base64))
    let text = try #require(String(bytes: bytes, encoding: .isoLatin1))
    let older = text.replacingOccurrences(of: "numpy._core", with: "numpy.core")
    #expect(older != text)
    let value = try PickleReader.value(of: older.unicodeScalars.map { UInt8($0.value) })
    #expect(value["bbx"] == .array([.number(1.5), .number(2), .number(3), .number(4)]))
  }

  @Test("the same bytes made into arrays again and again are refused")
  func arrayBomb() throws {
    let bytes = try #require(Data(base64Encoded: NumPyPickles.all[1].base64))
    // Ends with the dictionary; the bytes of bbx are remembered, and the text of them is made bytes once more each time.
    let again = Array("0".utf8) + (0..<200).flatMap { _ in Array("h\u{5}h\u{14}R0".utf8) } + Array("N.".utf8)
    #expect(try message(bytes.dropLast() + again).hasSuffix("arrays that are larger than the file"))
  }

  @Test("cut and changed pickles are read or refused, and never end the process")
  func mutations() throws {
    var random = SeededGenerator(seed: 21)
    var counts = (read: 0, refused: 0)
    for (_, base64) in NumPyPickles.all {
      let whole = [UInt8](try #require(Data(base64Encoded: base64)))
      let likely =
        whole + Array("()[]{}.0123aelptdsuqhjrRbcNIKMJ".utf8) + [
          0x80, 0x85, 0x86, 0x87, 0x93, 0x94, 0x8A, 0x8C,
        ]
      for round in 0..<(whole.count + 8000) {
        var bytes = round < whole.count ? Array(whole[..<round]) : whole
        for _ in 0..<(round < whole.count ? 0 : 1 + random.index(below: 3)) {
          let place = random.index(below: bytes.count)
          switch random.index(below: 4) {
          case 0: bytes[place] = UInt8(random.index(below: 256))
          case 1: bytes.remove(at: place)
          case 2: bytes.insert(likely[random.index(below: likely.count)], at: place)
          default: bytes[place] = likely[random.index(below: likely.count)]
          }
        }
        do throws(PickleError) {
          _ = try PickleReader.value(of: bytes)
          counts.read += 1
        } catch {
          #expect(error.place <= bytes.count)
          counts.refused += 1
        }
      }
    }
    #expect(counts.read > 100 && counts.refused > 10_000, "\(counts)")
  }
}
