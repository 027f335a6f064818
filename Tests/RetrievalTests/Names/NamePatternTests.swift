import Core
import Testing

@testable import Retrieval

@Suite("Patterns of names") struct NamePatternTests {
  private static let fitting: [(pattern: String, names: [String])] = [
    ("*", ["", "a", "a/b.jpg"]), ("a?c", ["abc", "a/c", "aéc", "a🖼c"]),
    ("*.jpg", [".jpg", "x.jpg", "a/b/c.jpg"]),
    ("old/*", ["old/", "old/a", "old/b/c"]), ("*b*b*", ["bb", "abcb", "bbbbb"]),
    ("[a-c]x", ["ax", "bx", "cx"]),
    ("[!a-c]x", ["dx", "éx", "!x"]), ("[^a]", ["b", "^"]), ("[]]", ["]"]), ("[!]]", ["a"]),
    ("[a-]", ["a", "-"]),
    ("[-a]", ["a", "-"]), ("[à-ü]", ["é"]), ("\\*", ["*"]), ("\\\\", ["\\"]), ("\\[a]", ["[a]"]),
    ("[\\]]", ["]"]),
    ("[\\!a]", ["!", "a"]), ("[a!]", ["!"]), ("", [""]), ("a**b", ["ab", "axb"]), ("??", ["éü"]),
    ("*é", ["né"]),
    ("[*?]", ["*", "?"]), ("]", ["]"]), ("*a?", ["aab", "xaé"]), ("[0-9][0-9]*", ["12", "007.jpg"]),
  ]

  private static let others: [(pattern: String, names: [String])] = [
    ("?", ["", "ab", "/a"]), ("*.jpg", ["x.JPG", "x.jpg~", "jpg"]), ("[a-c]", ["d", "", "ab", "A"]),
    ("[!a-c]", ["a", "", "dd"]), ("a", ["", "aa", "b"]), ("\\*", ["a", "\\*"]), ("*b*b*", ["b", "abc"]),
    ("[]]", ["", "a"]), ("[a-]", ["b"]), ("??", ["é", "a"]), ("", ["a"]), ("[^^]", ["^"]),
    ("a*", ["ba", ""]),
    ("é", ["e", "è"]), ("[é]", ["Ã", "è"]), ("*a?", ["a", "ba"]),
  ]

  @Test("patterns fit the names that they say", arguments: fitting)
  func fits(pattern: String, names: [String]) throws {
    let pattern = try NamePattern(pattern)
    for name in names { #expect(pattern.matches(name), "\(pattern.text) and \(name)") }
  }

  @Test("patterns fit no other names", arguments: others)
  func fitsNot(pattern: String, names: [String]) throws {
    let pattern = try NamePattern(pattern)
    for name in names { #expect(!pattern.matches(name), "\(pattern.text) and \(name)") }
  }

  @Test("a pattern that means nothing is refused in a sentence")
  func bad() {
    for (pattern, part) in [
      ("a[", "not closed"), ("[a", "not closed"), ("[]", "not closed"), ("[!", "not closed"),
      ("[a-", "not closed"),
      ("[a\\", "backslash"), ("a\\", "backslash"), ("[z-a]", "z-a"), ("[!]", "not closed"),
    ] {
      let error = #expect(throws: RetrievalError.self) { try NamePattern(pattern) }
      #expect(error?.message.contains(part) == true && error?.message.contains("'\(pattern)'") == true)
    }
  }

  /// What a pattern of stars, question marks and letters means, tried in every way.
  private static func obviously(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
    guard let first = pattern.first else { return name.isEmpty }
    let rest = pattern.dropFirst()
    if first == UInt8(ascii: "*") {
      return (name.startIndex...name.endIndex).contains { obviously(rest, name[$0...]) }
    }
    guard let letter = name.first, first == UInt8(ascii: "?") || first == letter else { return false }
    return obviously(rest, name.dropFirst())
  }

  @Test("chance patterns fit what trying every way fits")
  func againstEveryWay() throws {
    var random = SeededGenerator(seed: 1)
    var (fitted, others) = (0, 0)
    for _ in 0..<4000 {
      let pattern = (0..<random.index(below: 7)).map { _ in Array("ab*?".utf8)[random.index(below: 4)] }
      let name = (0..<random.index(below: 9)).map { _ in Array("ab".utf8)[random.index(below: 2)] }
      let expected = Self.obviously(pattern[...], name[...])
      let text = String(decoding: pattern, as: UTF8.self)
      #expect(try NamePattern(text).matches(String(decoding: name, as: UTF8.self)) == expected, "\(text)")
      if expected { fitted += 1 } else { others += 1 }
    }
    #expect(fitted > 500 && others > 500)
  }

  @Test("many stars take no exponential time")
  func manyStars() throws {
    let pattern = try NamePattern(String(repeating: "a*", count: 200) + "b")
    let start = ContinuousClock.now
    #expect(!pattern.matches(String(repeating: "a", count: 20_000)))
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test("names that are no UTF-8 are matched byte by byte")
  func strayBytes() throws {
    func matches(_ pattern: String, _ bytes: [UInt8]) throws -> Bool {
      let pattern = try NamePattern(pattern)
      return bytes.withUnsafeBytes { pattern.matches($0) }
    }
    #expect(try matches("a?b", [0x61, 0xFF, 0x62]))
    #expect(try matches("??", [0x80, 0xC3]))
    #expect(try !matches("?", [0x80, 0xC3]))
    #expect(try matches("[!a]", [0xE9]))
    #expect(try !matches("[é]", [0xE9]))
    #expect(try matches("*b", [0xF0, 0x9F, 0x62]))
    // What a question mark takes is never half a character.
    #expect(try !matches("*?é", Array("é".utf8)))
  }
}
