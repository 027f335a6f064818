import ArgumentParsing
import Testing

/// Options that collect, amounts of memory, and defaults that need words.
@Suite struct CollectionOptionTests {
  private static let from = Option.paths("from", "FILES", group: "Files", help: "Which.")
  private static let memory = Option.byteCount("memory", default: "2G", group: "Work", help: "How much.")
    .explainingDefault("two gigabytes")
  private static let command = Command(name: "look", summary: "Look", options: [from, memory])

  private func parse(_ words: String...) throws -> Arguments {
    try Self.command.parse(words[...], invokedAs: "sample look")
  }

  @Test("paths are collected in their order")
  func paths() throws {
    #expect(try parse()[Self.from] == [])
    #expect(try parse("--from", "a", "--from=b c", "--from", "a")[Self.from] == ["a", "b c", "a"])
    #expect(message { try parse("--from=") } == "--from needs a FILES, not an empty text")
  }

  @Test(
    "amounts have a unit of 1024",
    arguments: [
      ("7", 7), ("1K", 1024), ("3m", 3 << 20), ("2G", 2 << 30), ("1.5G", 3 << 29), ("0.5K", 512),
    ])
  func amounts(text: String, bytes: Int) throws {
    #expect(try parse("--memory", text)[Self.memory] == bytes)
  }

  @Test(
    "what is no amount is refused",
    arguments: ["", "G", "0", "-1", "2T", "2GB", "nan", "inf", "1e300G", "1 G"])
  func noAmounts(text: String) {
    let sentence = "--memory needs an amount such as 512M or 2G, not '\(text)'"
    #expect(message { try parse("--memory=\(text)") } == sentence)
  }

  @Test("a default has its value, and its explanation in the help")
  func defaultValue() throws {
    #expect(try parse()[Self.memory] == 2 << 30)
    #expect(Self.memory.description.defaultText == "two gigabytes")
  }
}
