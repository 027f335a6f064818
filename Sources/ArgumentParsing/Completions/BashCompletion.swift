/// Completion for bash: one function that looks at the word before the cursor.
///
/// Bash splits `--name=value` at the equals sign, so the word before may be "=" and the option one further.
enum BashCompletion {
  static func script(for program: Program) -> String {
    let function = "_" + program.name
    let words = program.commands.map(\.name) + ["--help", "--version"]
    return """
      # Completion of \(program.name) for bash. Load it with: source <(\(program.name) completions bash)
      \(function)_words() {
        mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2")
      }

      \(function)_paths() {
        compopt -o filenames 2> /dev/null
        mapfile -t COMPREPLY < <(compgen "$1" -- "$2")
      }

      \(function)() {
        local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
        COMPREPLY=()
        if [[ $current == "=" ]]; then
          current=""
        elif [[ $previous == "=" ]]; then
          previous=${COMP_WORDS[COMP_CWORD - 2]}
        fi
        if ((COMP_CWORD == 1)); then
          \(function)_words "\(words.joined(separator: " "))" "$current"
          return
        fi
        case ${COMP_WORDS[1]} in
      \(program.commands.map { branch(for: $0, function: function) }.joined(separator: "\n"))
        esac
      }

      complete -F \(function) \(program.name)

      """
  }

  private static func branch(for command: Command, function: String) -> String {
    let options = command.options.map(\.description)
    let values = options.filter(\.takesValue).map { option in
      "        \(option.forms.joined(separator: " | "))) \(action(option.values, function)) ;;"
    }
    let names = options.flatMap(\.forms).joined(separator: " ")
    return """
          \(command.name))
            case $previous in
      \(values.isEmpty ? "        *) ;;" : values.joined(separator: "\n"))
            esac
            if [[ $current == -* ]]; then
              \(function)_words "\(names)" "$current"
              return
            fi
            \(action(command.operands.last?.values ?? .none, function))
            ;;
      """
  }

  private static func action(_ values: OptionDescription.Values, _ function: String) -> String {
    switch values {
    case .oneOf(let words): #"\#(function)_words "\#(words.joined(separator: " "))" "$current"; return"#
    case .file: #"\#(function)_paths -f "$current"; return"#
    case .directory: #"\#(function)_paths -d "$current"; return"#
    case .free, .none: "return"
    }
  }
}
