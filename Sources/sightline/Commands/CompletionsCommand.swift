import ArgumentParsing
import Core

/// `sightline completions bash|zsh|fish`.
enum CompletionsCommand: Subcommand {
  static let description = Command(
    name: "completions", summary: "Print the script that makes a shell complete commands and options",
    operands: [
      Operand(
        "SHELL", .one, values: .oneOf(Shell.allCases.map(\.rawValue)), help: "The shell to write it for.")
    ],
    options: CommonOptions.all,
    examples: [
      Example(
        "source <(sightline completions bash)", "for this session of bash; in ~/.bashrc for all"),
      Example("sightline completions zsh > ~/.zfunc/_sightline", "for zsh, in a folder of $fpath"),
      Example(
        "sightline completions fish > ~/.config/fish/completions/sightline.fish", "for every session of fish"),
    ],
    exitStatuses: [ExitStatus(0, "done"), ExitStatus(2, "no such shell")])

  static func run(_ arguments: Arguments, console: Console) throws(ToolError) -> Int32 {
    guard let shell = arguments.operands.first.flatMap(Shell.init(rawValue:)) else {
      throw .failure("SHELL is missing")
    }
    let script = shell.completions(for: Tool.program)
    guard arguments[CommonOptions.json] else { return try StandardOutput.show(script) }
    return try StandardOutput.show(
      JSONText.line { json in
        json.member("shell", shell.rawValue)
        json.member("script", script)
      })
  }
}
