import ArgumentParsing

/// A small program with an option of every kind.
enum Sample {
  enum Colour: String, CaseIterable, Sendable {
    case red, green
    case darkBlue = "dark-blue"
  }

  static let count = Option.wholeNumber(
    "count", "N", atLeast: 1, default: 3, group: "Numbers", help: "How many. There is more to say.")
  static let offset = Option.wholeNumber("offset", atLeast: -10, default: 0, group: "Numbers", help: "Where.")
  static let ratio = Option.number(
    "ratio", "R", in: 0.5...2, default: 1, defaultText: "1", group: "Numbers", help: "How much.")
  static let colour = Option.choice(
    "colour", "NAME", default: Colour.red, group: "Looks", help: "It's the [only] colour: choose.")
  static let file = Option.file("output", group: "Files", help: "Where to.")
  static let folder = Option.directory("output-directory", group: "Files", help: "Which folder.")
  static let verbose = Option.flag("verbose", short: "v", group: "Common", help: "Say more.")

  static let paint = Command(
    name: "paint", summary: "Paint things", discussion: "First paragraph.\n\nSecond paragraph.",
    operands: [Operand("THINGS", .oneOrMore, help: "What to paint.")],
    options: [count, offset, ratio, colour, file, folder, verbose],
    examples: [Example("sample paint door", "paint a door")], exitStatuses: [ExitStatus(0, "painted")])
  static let clean = Command(
    name: "clean", summary: "Clean up",
    operands: [Operand("WHAT", .one, values: .oneOf(["brush", "floor"]), help: "What to clean.")])
  static let stop = Command(
    name: "stop", summary: "Stop", operands: [Operand("WHEN", .optional, values: .none, help: "When.")])

  static let program = Program(
    name: "sample", version: "1.2.3", summary: "Sample paints", commands: [paint, clean, stop])

  static func paint(_ words: String...) throws -> Arguments {
    try paint.parse(words[...], invokedAs: "sample paint")
  }
}

/// What an expression throws, as the sentence a person sees.
func message(_ body: () throws -> Any) -> String {
  do {
    _ = try body()
    return "nothing was thrown"
  } catch {
    return "\(error)"
  }
}
