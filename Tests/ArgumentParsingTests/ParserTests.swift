import ArgumentParsing
import Testing

@Suite struct ParserTests {
  @Test("what is not given has its default")
  func defaults() throws {
    let arguments = try Sample.paint("door")
    #expect(arguments[Sample.count] == 3)
    #expect(arguments[Sample.ratio] == 1)
    #expect(arguments[Sample.colour] == .red)
    #expect(arguments[Sample.file] == nil)
    #expect(!arguments[Sample.verbose])
    #expect(!arguments.isGiven(Sample.count))
    #expect(arguments.operands == ["door"])
  }

  @Test("a value stands behind the option or behind an equals sign")
  func values() throws {
    let arguments = try Sample.paint(
      "--count", "7", "a", "--colour=dark-blue", "--ratio", "0.75", "b", "--output=x=y", "-v")
    #expect(arguments[Sample.count] == 7)
    #expect(arguments[Sample.colour] == .darkBlue)
    #expect(arguments[Sample.ratio] == 0.75)
    #expect(arguments[Sample.file] == "x=y")
    #expect(arguments[Sample.verbose])
    #expect(arguments.isGiven(Sample.count))
    #expect(arguments.operands == ["a", "b"])
  }

  @Test("of an option given twice the last one wins, and a flag may be repeated")
  func repetition() throws {
    let arguments = try Sample.paint("--count", "7", "--count=8", "-v", "--verbose", "a")
    #expect(arguments[Sample.count] == 8)
    #expect(arguments[Sample.verbose])
  }

  @Test("everything behind -- is an operand, and so is a lone dash")
  func operands() throws {
    let arguments = try Sample.paint("-", "--", "--count", "-x", "--")
    #expect(arguments.operands == ["-", "--count", "-x", "--"])
    #expect(arguments[Sample.count] == 3)
  }

  @Test("a negative number is a value, another option is not")
  func negativeNumbers() throws {
    #expect(try Sample.paint("--offset", "-3", "a")[Sample.offset] == -3)
    #expect(try Sample.paint("--output", "-", "a")[Sample.file] == "-")
    #expect(try Sample.paint("--output=--count", "a")[Sample.file] == "--count")
    #expect(
      message { try Sample.paint("a", "--output", "--count") }
        == "--output needs a value: FILE (one that begins with '-' is given as --output=--count)")
  }

  @Test(
    "a value that cannot be is answered with what is wanted",
    arguments: [
      (["--count", "-3"], "--count needs a whole number of at least 1, not '-3'"),
      (["--count", "many"], "--count needs a whole number of at least 1, not 'many'"),
      (["--count=2.5"], "--count needs a whole number of at least 1, not '2.5'"),
      (["--count="], "--count needs a whole number of at least 1, not ''"),
      (
        ["--count", "99999999999999999999"],
        "--count needs a whole number of at least 1, not '99999999999999999999'"
      ),
      (["--ratio", "3"], "--ratio needs a number from 0.5 to 2, not '3'"),
      (["--ratio", "nan"], "--ratio needs a number from 0.5 to 2, not 'nan'"),
      (["--colour", "gren"], "'gren' is no colour; did you mean 'green'? (red, green, dark-blue)"),
      (["--colour", "mauve"], "'mauve' is no colour; choose one of red, green, dark-blue"),
      (["--verbose=yes"], "--verbose takes no value"),
      (["--output="], "--output needs a FILE, not an empty text"),
      (["--output"], "--output needs a value: FILE"),
    ])
  func badValues(words: [String], sentence: String) {
    #expect(message { try Sample.paint.parse((["a"] + words)[...], invokedAs: "sample paint") } == sentence)
  }

  @Test(
    "an unknown option is answered with the nearest one",
    arguments: [
      ("--cuont", "unknown option '--cuont': did you mean '--count'?"),
      ("--output-dir=x", "unknown option '--output-dir': did you mean '--output-directory'?"),
      ("--Verbose", "unknown option '--Verbose': did you mean '--verbose'?"),
      ("--xyzzy", "unknown option '--xyzzy'; 'sample paint --help' lists the options"),
      (
        "-q",
        "unknown option '-q'; 'sample paint --help' lists the options "
          + "(a file whose name begins with '-' goes behind '--')"
      ),
    ])
  func unknownOptions(word: String, sentence: String) {
    #expect(message { try Sample.paint("a", word) } == sentence)
  }

  @Test("too few and too many operands are refused")
  func operandCounts() {
    #expect(message { try Sample.paint() } == "THINGS... is missing; 'sample paint --help' shows the usage")
    #expect(
      message { try Sample.clean.parse(["brush", "floor"], invokedAs: "sample clean") }
        == "'floor' is one word too many; 'sample clean --help' shows the usage")
    #expect(
      message { try Sample.clean.parse(["brsh"], invokedAs: "sample clean") }
        == "'brsh' is no what; did you mean 'brush'? (brush, floor)")
    #expect(message { try Sample.stop.parse([], invokedAs: "sample stop") } == "nothing was thrown")
  }
}

@Suite struct ProgramTests {
  private func kind(_ words: String...) throws -> String {
    switch try Sample.program.request(words) {
    case .beginning: "beginning"
    case .overview: "overview"
    case .version: "version"
    case .help(let command): "help \(command.name)"
    case .run(let command, let arguments): "run \(command.name) \(arguments.operands)"
    }
  }

  @Test("the first word decides")
  func requests() throws {
    #expect(try kind() == "beginning")
    #expect(try kind("--help") == "overview")
    #expect(try kind("--version") == "version")
    #expect(try kind("paint", "door") == #"run paint ["door"]"#)
    #expect(
      message { try kind("pain") } == "'pain' is no command; did you mean 'paint'? (paint, clean, stop)")
    #expect(
      message { try kind("--count", "paint") } == "options come after the command: sample COMMAND --count")
  }

  @Test("help is shown whatever is wrong with the rest of the line, but not for an operand")
  func help() throws {
    #expect(try kind("paint", "--nonsense", "--help") == "help paint")
    #expect(try kind("paint", "-h") == "help paint")
    #expect(try kind("paint", "--", "--help") == #"run paint ["--help"]"#)
  }
}
