/// The shells whose completion can be generated from a program's description.
package enum Shell: String, Sendable, CaseIterable {
  case bash, zsh, fish

  /// The script that makes the shell complete the program's commands, options and values.
  package func completions(for program: Program) -> String {
    switch self {
    case .bash: BashCompletion.script(for: program)
    case .zsh: ZshCompletion.script(for: program)
    case .fish: FishCompletion.script(for: program)
    }
  }

  /// `text` in single quotes, safe in bash and zsh.
  static func quoted(_ text: String) -> String {
    let parts = text.split(separator: "'" as Character, omittingEmptySubsequences: false)
    return "'" + parts.joined(separator: #"'\''"#) + "'"
  }
}

extension OptionDescription {
  /// Both forms of the name, as they are typed.
  var forms: [String] {
    (shortName.map { ["-\($0)"] } ?? []) + [longForm]
  }

  /// The first sentence of the help, without its full stop: a shell shows it on one line.
  var brief: String {
    let sentence = help.split(separator: ". ").first.map(String.init) ?? help
    return sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
  }
}
