import ArgumentParsing
import Core

/// `sightline help [COMMAND]`.
enum HelpCommand: Subcommand {
  static let name = "help"

  static var description: Command { description(listing: []) }

  /// The description with the names that the operand may take.
  static func description(listing commands: [String]) -> Command {
    Command(
      name: name, summary: "Show what the program or one of its commands does",
      operands: [
        Operand("COMMAND", .optional, values: .oneOf(commands), help: "The command; none for the overview.")
      ],
      options: CommonOptions.all,
      examples: [Example("sightline help features", "show the options of the features command")],
      exitStatuses: [ExitStatus(0, "done"), ExitStatus(2, "no such command")])
  }

  static func run(_ arguments: Arguments, console: Console) throws(ToolError) -> Int32 {
    let text =
      if let name = arguments.operands.first,
        let command = Tool.program.commands.first(where: { $0.name == name })
      {
        text(of: command)
      } else {
        HelpText.overview(of: Tool.program, width: Terminal.helpWidth)
      }
    guard arguments[CommonOptions.json] else { return try StandardOutput.show(text) }
    return try StandardOutput.show(JSONText.line { $0.member("help", text) })
  }

  static func text(of command: Command) -> String {
    HelpText.of(command, invokedAs: "\(Tool.name) \(command.name)", width: Terminal.helpWidth)
  }
}
