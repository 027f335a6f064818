/// The manual page of a program, in section 1: everything that `--help` says of it and of each of its commands, for `man`.
package struct ManualPage {
  private let program: Program
  private var roff = RoffText()

  /// The page as roff source, all ASCII.
  package static func of(_ program: Program) -> String {
    var page = ManualPage(program: program)
    page.write()
    return page.roff.text
  }

  private init(program: Program) {
    self.program = program
  }

  private mutating func write() {
    roff.title(program.name.uppercased(), date: program.date, source: "\(program.name) \(program.version)")
    introduction()
    roff.request("SH", "COMMANDS")
    for command in program.commands { section(of: command) }
    optionsOfAll()
    section("EXIT STATUS", program.exitStatuses.map(Self.definition))
    section("ENVIRONMENT", program.environment)
    section("FILES", program.files)
    guard !program.examples.isEmpty else { return }
    roff.request("SH", "EXAMPLES")
    examples(program.examples)
  }

  private mutating func introduction() {
    roff.request("SH", "NAME")
    roff.fill(escaped: "\(RoffText.escaped(program.name)) \\- \(RoffText.escaped(program.tagline))")
    roff.request("SH", "SYNOPSIS")
    let form = [
      RoffText.bold(program.name), RoffText.italic("COMMAND"), "[\(RoffText.italic("OPTIONS"))]", "...",
    ]
    roff.fill(escaped: form.joined(separator: " "))
    roff.request("SH", "DESCRIPTION")
    roff.fill(program.summary + ".")
    roff.paragraphs(program.discussion)
  }

  private mutating func section(of command: Command) {
    roff.request("SS", "\(program.name) \(command.name)")
    roff.fill(command.summary + ".")
    roff.request("PP")
    roff.fill(escaped: form(of: command))
    roff.paragraphs(command.discussion)
    definitions("Operands", command.operands.map { ($0.usage, HelpText.describe($0)) })
    for group in command.groups { options(of: command, in: group) }
    if !command.examples.isEmpty {
      roff.heading("Examples")
      examples(command.examples)
    }
    definitions("Exit status", command.exitStatuses.map { (String($0.status), $0.meaning) })
  }

  /// How a command is typed.
  private func form(of command: Command) -> String {
    let options = command.options.isEmpty ? [] : ["[\(RoffText.italic("OPTIONS"))]"]
    let words = [RoffText.bold("\(program.name) \(command.name)")] + options
    return (words + command.operands.map { RoffText.italic($0.usage) }).joined(separator: " ")
  }

  private mutating func options(of command: Command, in group: String) {
    let shared = program.sharedOptions
    let options = command.options.map(\.description).filter { $0.group == group && !shared.contains($0) }
    guard !options.isEmpty else { return }
    roff.heading(group)
    list(options)
  }

  private mutating func optionsOfAll() {
    guard !program.sharedOptions.isEmpty else { return }
    roff.request("SH", "OPTIONS OF ALL COMMANDS")
    list(program.sharedOptions)
  }

  private mutating func list(_ options: [OptionDescription]) {
    for option in options {
      roff.definition(escapedTerm: Self.term(option), HelpText.describe(option))
    }
  }

  /// `-h, --help` or `--count N`, words to type in bold.
  private static func term(_ option: OptionDescription) -> String {
    let short = option.shortName.map { RoffText.bold("-\($0)") + ", " } ?? ""
    let value = option.valueName.map { " " + RoffText.italic($0) } ?? ""
    return short + RoffText.bold(option.longForm) + value
  }

  private mutating func definitions(_ heading: String, _ definitions: [(term: String, text: String)]) {
    guard !definitions.isEmpty else { return }
    roff.heading(heading)
    for (term, text) in definitions { roff.definition(escapedTerm: RoffText.bold(term), text) }
  }

  private mutating func section(_ heading: String, _ definitions: [Definition]) {
    guard !definitions.isEmpty else { return }
    roff.request("SH", heading)
    for definition in definitions {
      roff.definition(escapedTerm: RoffText.bold(definition.term), definition.text)
    }
  }

  private mutating func examples(_ examples: [Example]) {
    for example in examples {
      roff.definition(escapedTerm: RoffText.bold(example.line), example.explanation)
    }
  }

  private static func definition(_ status: ExitStatus) -> Definition {
    Definition(String(status.status), status.meaning)
  }
}

extension Program {
  /// What every command takes, so that a page needs to explain it once only.
  fileprivate var sharedOptions: [OptionDescription] {
    guard let first = commands.first else { return [] }
    return first.options.map(\.description).filter { option in
      commands.allSatisfy { $0.options.contains { $0.description == option } }
    }
  }

  /// The summary without the program's name before it, as lists of manual pages want it.
  fileprivate var tagline: String {
    let words = summary.split(separator: " ")
    guard let first = words.first, first.lowercased() == name.lowercased() else { return summary }
    return words.dropFirst().joined(separator: " ")
  }
}
