/// Completion for fish: one `complete` line a command, option and operand.
enum FishCompletion {
  static func script(for program: Program) -> String {
    var lines = [
      "# Completion of \(program.name) for fish. Load it with: \(program.name) completions fish | source",
      "complete -c \(program.name) -f",
      "complete -c \(program.name) -n __fish_use_subcommand -l help -d 'Show what the program is for'",
      "complete -c \(program.name) -n __fish_use_subcommand -l version -d 'Show the version'",
    ]
    for command in program.commands {
      lines.append(
        "complete -c \(program.name) -n __fish_use_subcommand -a \(command.name) -d \(quoted(command.summary))"
      )
      let start = "complete -c \(program.name) -n '__fish_seen_subcommand_from \(command.name)'"
      lines += command.options.map { start + option($0.description) }
      lines += command.operands.compactMap { operand($0).map { start + $0 } }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func option(_ option: OptionDescription) -> String {
    let short = option.shortName.map { " -s \($0)" } ?? ""
    return short + " -l \(option.name)" + value(option.values) + " -d \(quoted(option.brief))"
  }

  private static func value(_ values: OptionDescription.Values) -> String {
    switch values {
    case .oneOf(let words): " -x -a '\(words.joined(separator: " "))'"
    case .file: " -r -F"
    case .directory: " -x -a '(__fish_complete_directories)'"
    case .free: " -x"
    case .none: ""
    }
  }

  private static func operand(_ operand: Operand) -> String? {
    switch operand.values {
    case .oneOf(let words): " -a '\(words.joined(separator: " "))'"
    case .file: " -F"
    case .directory: " -a '(__fish_complete_directories)'"
    case .free, .none: nil
    }
  }

  /// Fish knows `\'` inside single quotes.
  private static func quoted(_ text: String) -> String {
    "'" + text.flatMap { $0 == "'" || $0 == "\\" ? ["\\", $0] : [$0] } + "'"
  }
}
