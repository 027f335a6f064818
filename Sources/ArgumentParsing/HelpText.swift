/// The help of a program and of a command, laid out for a terminal of `width` columns.
package struct HelpText: Sendable {
  private static let widestTerm = 30
  private static let widestExample = 42
  private let width: Int
  private var lines: [String] = []

  private init(width: Int) {
    self.width = max(40, width)
  }

  /// The help of one command, typed as `invocation`.
  package static func of(_ command: Command, invokedAs invocation: String, width: Int) -> String {
    var help = HelpText(width: width)
    help.paragraphs(command.summary + ".")
    help.usage(of: command, invokedAs: invocation)
    help.paragraphs(command.discussion)
    help.definitions("Operands", command.operands.map { ($0.usage, describe($0)) })
    for group in command.groups {
      let options = command.options.map(\.description).filter { $0.group == group }
      help.definitions(group, options.map { (term($0), describe($0)) })
    }
    help.examples(command.examples)
    help.definitions("Exit status", command.exitStatuses.map { (String($0.status), $0.meaning) })
    return help.text
  }

  /// What a newcomer sees who types the program's name alone: what it is, and the lines to begin with.
  package static func beginning(of program: Program, width: Int) -> String {
    var help = HelpText(width: width)
    help.paragraphs(program.summary + ".")
    help.definitions(
      "To begin with", program.firstSteps.map { ($0.line, $0.explanation) }, widestTerm: widestExample)
    help.paragraphs("All commands: \(program.name) help")
    return help.text
  }

  /// What a program is and which commands it has.
  package static func overview(of program: Program, width: Int) -> String {
    var help = HelpText(width: width)
    help.paragraphs(program.summary + ".")
    help.lines += ["Usage: \(program.name) COMMAND [OPTIONS] ...", ""]
    help.paragraphs(program.discussion)
    help.definitions("Commands", program.commands.map { ($0.name, $0.summary) })
    help.examples(program.examples)
    help.paragraphs("'\(program.name) COMMAND --help' shows a command's options and examples.")
    return help.text
  }

  private var text: String {
    var lines = lines
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }

  private mutating func usage(of command: Command, invokedAs invocation: String) {
    let words = [invocation] + (command.options.isEmpty ? [] : ["[OPTIONS]"]) + command.operands.map(\.usage)
    lines += ["Usage: " + words.joined(separator: " "), ""]
  }

  private mutating func paragraphs(_ text: String) {
    for paragraph in Self.paragraphs(of: text) {
      lines += TextWrapping.wrap(paragraph, width: width) + [""]
    }
  }

  static func paragraphs(of text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).split(separator: "").map {
      $0.joined(separator: " ")
    }
  }

  /// A heading, and terms with their explanations in a second column.
  private mutating func definitions(
    _ heading: String, _ definitions: [(term: String, text: String)], widestTerm: Int = widestTerm
  ) {
    guard !definitions.isEmpty else { return }
    let widest = definitions.map(\.term.count).max() ?? 0
    let column = 2 + min(widest, widestTerm) + 2
    lines.append(heading + ":")
    for (term, text) in definitions {
      var explanation = TextWrapping.wrap(text, width: width - column)[...]
      let head = "  " + term
      let fits = head.count + 2 <= column
      lines.append(fits ? TextWrapping.pad(head, to: column) + (explanation.popFirst() ?? "") : head)
      lines += explanation.map { TextWrapping.pad("", to: column) + $0 }
    }
    lines.append("")
  }

  private mutating func examples(_ examples: [Example]) {
    guard !examples.isEmpty else { return }
    lines.append("Examples:")
    for example in examples {
      lines.append("  " + example.line)
      lines += TextWrapping.wrap(example.explanation, width: width - 6).map { "      " + $0 }
    }
    lines.append("")
  }

  private static func term(_ option: OptionDescription) -> String {
    let short = option.shortName.map { "-\($0), " } ?? ""
    return short + option.longForm + (option.valueName.map { " " + $0 } ?? "")
  }

  static func describe(_ option: OptionDescription) -> String {
    var text = option.help
    if !option.allowedValues.isEmpty {
      text += " One of " + option.allowedValues.joined(separator: ", ") + "."
    }
    if let defaultText = option.defaultText { text += " Default: \(defaultText)." }
    return text
  }

  static func describe(_ operand: Operand) -> String {
    guard case .oneOf(let words) = operand.values else { return operand.help }
    return operand.help + " One of " + words.joined(separator: ", ") + "."
  }
}
