/// A command described as data, once: parsing, help, messages and completions all follow this description.
package struct Command: Sendable {
  /// The word after the program's name.
  package var name: String
  /// What it does, on one line, without a full stop.
  package var summary: String
  /// Paragraphs for the help, separated by empty lines.
  package var discussion: String
  package var operands: [Operand]
  package var options: [any DescribedOption]
  package var examples: [Example]
  /// What each exit status means.
  package var exitStatuses: [ExitStatus]

  package init(
    name: String, summary: String, discussion: String = "", operands: [Operand] = [],
    options: [any DescribedOption] = [], examples: [Example] = [], exitStatuses: [ExitStatus] = []
  ) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.operands = operands
    self.options = options
    self.examples = examples
    self.exitStatuses = exitStatuses
  }

  /// The option of this long name, without dashes.
  func option(named name: String) -> (any DescribedOption)? {
    options.first { $0.description.name == name }
  }

  func option(shortName: Character) -> (any DescribedOption)? {
    options.first { $0.description.shortName == shortName }
  }

  /// The headings of the options, in the order of their first option.
  var groups: [String] {
    var groups: [String] = []
    for option in options where !groups.contains(option.description.group) {
      groups.append(option.description.group)
    }
    return groups
  }
}

/// Words of a command line that are no options: files, names.
package struct Operand: Sendable {
  package enum Arity: Sendable {
    case one, optional, oneOrMore, any

    /// Whether all further words belong to this operand.
    var takesMany: Bool { self == .oneOrMore || self == .any }
    var isNeeded: Bool { self == .one || self == .oneOrMore }
  }

  /// In capitals, as the help shows it.
  package var name: String
  package var arity: Arity
  package var help: String
  /// `.none` is for operands that a shell cannot complete.
  package var values: OptionDescription.Values

  package init(
    _ name: String, _ arity: Arity, values: OptionDescription.Values = .file, help: String
  ) {
    self.name = name
    self.arity = arity
    self.values = values
    self.help = help
  }

  /// `FILE`, `[FILE]`, `FILES...` or `[FILES...]`.
  package var usage: String {
    switch arity {
    case .one: name
    case .optional: "[\(name)]"
    case .oneOrMore: name + "..."
    case .any: "[\(name)...]"
    }
  }
}

/// A line to type and what it does.
package struct Example: Sendable {
  package var line: String
  package var explanation: String

  package init(_ line: String, _ explanation: String) {
    self.line = line
    self.explanation = explanation
  }
}

/// What a status of the process means.
package struct ExitStatus: Sendable {
  package var status: Int
  package var meaning: String

  package init(_ status: Int, _ meaning: String) {
    self.status = status
    self.meaning = meaning
  }
}

/// A term and what it means.
package struct Definition: Sendable {
  package var term: String
  package var text: String

  package init(_ term: String, _ text: String) {
    self.term = term
    self.text = text
  }
}
