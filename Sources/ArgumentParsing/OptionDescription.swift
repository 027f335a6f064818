/// What parsing, help, completions and messages know of one option. The typed key around it is `Option`.
package struct OptionDescription: Sendable, Equatable {
  /// What may follow the option.
  package enum Values: Sendable, Equatable {
    /// Nothing: the option is a flag.
    case none
    /// One of a few words.
    case oneOf([String])
    /// The path of a file, which a shell can complete.
    case file
    /// The path of a folder.
    case directory
    /// Something typed by hand, such as a number.
    case free
  }

  /// The long name without its dashes: `max-features`.
  package var name: String
  /// The letter of the short form, if there is one.
  package var shortName: Character?
  /// What stands for the value in the help: `N`, `FILE`. Flags have none.
  package var valueName: String?
  package var values: Values
  /// A sentence or two for the help, without the default and the allowed values, which are added.
  package var help: String
  /// The default as the help shows it; `nil` where leaving the option out needs no explanation.
  package var defaultText: String?
  /// The heading under which the help lists the option.
  package var group: String

  /// The long form as it is typed.
  package var longForm: String { "--" + name }

  package var takesValue: Bool { values != .none }

  /// The words that complete the value.
  package var allowedValues: [String] {
    if case .oneOf(let words) = values { words } else { [] }
  }

  /// What the value is called in a sentence: the name in words.
  var noun: String { String(name.map { $0 == "-" ? " " : $0 }) }
}
