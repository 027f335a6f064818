import Core
import Foundation
import Testing

@Suite struct TextWriterTests {
  private func fixed(_ number: Double, _ decimals: Int) -> String {
    var text = TextWriter()
    text.append(number, decimals: decimals)
    return String(decoding: text.bytes, as: UTF8.self)
  }

  private func significant(_ number: Double, _ digits: Int) -> String {
    var text = TextWriter()
    text.append(number, significantDigits: digits)
    return String(decoding: text.bytes, as: UTF8.self)
  }

  @Test("fixed decimals are rounded and lose their trailing zeros")
  func decimals() {
    let expected: [(Double, Int, String)] = [
      (0, 3, "0"), (-0.0, 3, "0"), (12.5, 3, "12.5"), (-12.3456, 3, "-12.346"), (0.0004, 3, "0"),
      (-0.0004, 3, "0"), (0.0005, 3, "0.001"), (0.05, 3, "0.05"), (1000, 3, "1000"), (99.9996, 3, "100"),
      (7.9, 0, "8"), (123456789.125, 2, "123456789.13"), (1e17, 3, "1e17"), (-2.5e20, 3, "-2.5e20"),
    ]
    for (number, digits, text) in expected { #expect(fixed(number, digits) == text) }
  }

  @Test("significant digits cover every magnitude")
  func significantDigits() {
    let expected: [(Double, Int, String)] = [
      (0, 9, "0"), (1, 9, "1"), (-1.5, 9, "-1.5"), (0.0625, 9, "0.0625"), (1.0 / 3, 9, "0.333333333"),
      (2.0 / 3, 3, "0.667"), (999.96, 4, "1000"), (9999.6, 4, "1e4"), (1234567890, 9, "1.23456789e9"),
      (1e-5, 9, "0.00001"), (1.25e-6, 9, "1.25e-6"), (-3.5e-12, 9, "-3.5e-12"), (1e300, 9, "1e300"),
      (1e-300, 9, "1e-300"), (.greatestFiniteMagnitude, 3, "1.8e308"),
      (.leastNonzeroMagnitude, 3, "4.94e-324"),
    ]
    for (number, digits, text) in expected { #expect(significant(number, digits) == text) }
  }

  @Test("nine digits keep every float exactly")
  func floats() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<20_000 {
      let float = Float(bitPattern: UInt32(truncatingIfNeeded: random.next()))
      guard float.isFinite else { continue }
      #expect(Float(significant(Double(float), 9)) == float)
    }
  }

  @Test("whole numbers and rows of bytes")
  func wholeNumbers() {
    var text = TextWriter()
    for number in [0, -1, 42, Int.max, Int.min] {
      text.append(number)
      text.append(";")
    }
    let all = [UInt8](0...255)
    all.withUnsafeBufferPointer { text.append(numbers: $0, eachAfter: UInt8(ascii: " ")) }
    [UInt8]().withUnsafeBufferPointer { text.append(numbers: $0, eachAfter: UInt8(ascii: " ")) }
    let expected = "0;-1;42;\(Int.max);\(Int.min);" + all.map { " \($0)" }.joined()
    #expect(String(decoding: text.bytes, as: UTF8.self) == expected)
  }

  @Test("a JSON document has its commas, and null for what is no number")
  func json() {
    var json = JSONWriter()
    json.object { json in
      json.member("a", 1)
      json.key("b")
      json.array { json in
        json.object { _ in }
        json.array { _ in }
        json.value(Double.nan)
        json.value(Float.infinity)
        json.value("\u{1F}\"\\")
      }
      json.member("c", true)
      json.key("d")
      json.value(document: Array("[1]".utf8))
    }
    #expect(
      String(decoding: json.bytes, as: UTF8.self)
        == #"{"a":1,"b":[{},[],null,null,"\u001f\"\\"],"c":true,"d":[1]}"#)
  }
}
