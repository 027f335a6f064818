/// A program of several commands, and what its command line asks for.
package struct Program: Sendable {
  package var name: String
  package var version: String
  /// What the program is for, on one line.
  package var summary: String
  /// Paragraphs for the overview, separated by empty lines.
  package var discussion: String
  package var commands: [Command]
  /// The lines that a newcomer should try.
  package var examples: [Example]
  /// The few of them that come first, in the order in which one does them.
  package var firstSteps: [Example] = []
  /// When this version was made, as 2026-12-31; for the manual page.
  package var date = ""
  /// What statuses mean with any command, environment variables and files; for the manual page.
  package var exitStatuses: [ExitStatus] = []
  package var environment: [Definition] = []
  package var files: [Definition] = []

  package init(
    name: String, version: String, summary: String, discussion: String = "", commands: [Command],
    examples: [Example] = []
  ) {
    self.name = name
    self.version = version
    self.summary = summary
    self.discussion = discussion
    self.commands = commands
    self.examples = examples
  }

  /// What a command line asks for.
  package enum Request: Sendable {
    /// Nothing was typed.
    case beginning
    /// `--help` alone.
    case overview
    case version
    /// The help of one command.
    case help(Command)
    case run(Command, Arguments)
  }

  /// Understands the words after the program's name, or throws the sentence that says what is wrong.
  package func request(_ words: [String]) throws(UsageError) -> Request {
    guard let first = words.first else { return .beginning }
    switch first {
    case "--help", "-h": return .overview
    case "--version": return .version
    default: break
    }
    guard !first.hasPrefix("-") else {
      throw UsageError("options come after the command: \(name) COMMAND \(first)")
    }
    let command = try self.command(named: first)
    if Self.asksForHelp(words.dropFirst()) { return .help(command) }
    return .run(command, try command.parse(words.dropFirst(), invokedAs: "\(name) \(command.name)"))
  }

  /// The command of this name, or an error that suggests the nearest.
  package func command(named word: String) throws(UsageError) -> Command {
    guard let command = commands.first(where: { $0.name == word }) else {
      throw UsageError.unknown(word, noun: "command", among: commands.map(\.name))
    }
    return command
  }

  /// Help is shown whatever else is on the line, unless the word is an operand behind `--`.
  private static func asksForHelp(_ words: ArraySlice<String>) -> Bool {
    words.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
  }
}
