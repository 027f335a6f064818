import ArgumentParsing
import Testing

/// Options whose values have a form of their own.
@Suite struct ValueOptionTests {
  private static let size = Option.value(
    "size", "W×H", default: 4, defaultText: "2×2", group: "Looks", help: "How large."
  ) { text throws(UsageError) in
    let sides = text.split(separator: "×").compactMap { Int($0) }
    guard sides.count == 2 else { throw .value(text, of: "size", needs: "two numbers W×H") }
    return sides[0] * sides[1]
  }
  private static let speed = Option.value(
    "speed", "N", words: ["1", "2"], default: 1, group: "Looks", help: "How fast."
  ) { text throws(UsageError) in Int(text) ?? 0 }
  private static let command = Command(name: "draw", summary: "Draw", options: [size, speed])

  private func parse(_ words: String...) throws -> Arguments {
    try Self.command.parse(words[...], invokedAs: "sample draw")
  }

  @Test("a value is what is made of the text, the last one if there are several")
  func values() throws {
    #expect(try parse()[Self.size] == 4)
    #expect(try parse("--size", "3×5")[Self.size] == 15)
    #expect(try parse("--size=3×5", "--size=2×7")[Self.size] == 14)
    #expect(message { try parse("--size", "3") } == "--size needs two numbers W×H, not '3'")
  }

  @Test("words that are known are listed and completed")
  func words() {
    #expect(Self.speed.description.allowedValues == ["1", "2"])
    #expect(Self.size.description.allowedValues.isEmpty && Self.size.description.takesValue)
    let help = HelpText.of(Self.command, invokedAs: "sample draw", width: 80)
    #expect(help.contains("--size W×H") && help.contains("Default: 2×2.") && help.contains("One of 1, 2."))
  }
}
