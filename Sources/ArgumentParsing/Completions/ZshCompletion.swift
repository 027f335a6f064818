/// Completion for zsh: `_arguments` with one specification an option.
enum ZshCompletion {
  static func script(for program: Program) -> String {
    let function = "_" + program.name
    let commands = program.commands.map { "    " + Shell.quoted("\($0.name):\($0.summary)") }
    return """
      #compdef \(program.name)
      # Completion of \(program.name) for zsh. Save it as \(function) in a folder of $fpath, or load it with:
      # source <(\(program.name) completions zsh)
      \(function)() {
        local -a commands=(
      \(commands.joined(separator: "\n"))
        )
        if ((CURRENT == 2)); then
          _describe command commands
          _arguments '--help[Show what the program is for]' '--version[Show the version]'
          return
        fi
        local command=$words[2]
        shift words
        ((CURRENT--))
        case $command in
      \(program.commands.map(branch).joined(separator: "\n"))
        esac
      }

      if [[ $funcstack[1] == \(function) ]]; then
        \(function) "$@"
      else
        compdef \(function) \(program.name)
      fi

      """
  }

  private static func branch(for command: Command) -> String {
    let options = command.options.flatMap { specifications(of: $0.description) }
    let operands = command.operands.map { specification(of: $0) }
    let lines = (options + operands).map { "        " + Shell.quoted($0) }
    return """
          \(command.name))
            _arguments -S \\
      \(lines.joined(separator: " \\\n"))
            ;;
      """
  }

  /// `--name=[help]:value:action`; the equals sign lets the value follow it or stand in the next word.
  private static func specifications(of option: OptionDescription) -> [String] {
    let help = "[\(escaped(option.brief))]"
    guard let valueName = option.valueName else { return option.forms.map { "\($0)\(help)" } }
    return option.forms.map { form in
      "\(form)\(form.hasPrefix("--") ? "=" : "")\(help):\(valueName):\(action(option.values))"
    }
  }

  private static func specification(of operand: Operand) -> String {
    let position = operand.arity.takesMany ? "*:" : operand.arity == .optional ? "::" : ":"
    return "\(position)\(operand.name):\(action(operand.values))"
  }

  private static func action(_ values: OptionDescription.Values) -> String {
    switch values {
    case .oneOf(let words): "(\(words.joined(separator: " ")))"
    case .file: "_files"
    case .directory: "_files -/"
    case .free, .none: " "
    }
  }

  /// Brackets and colons mean something in a specification.
  private static func escaped(_ text: String) -> String {
    String(text.flatMap { "[]:\\".contains($0) ? ["\\", $0] : [$0] })
  }
}
