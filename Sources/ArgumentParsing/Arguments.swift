/// The checked words of a command line: operands in their order, and a value for every option.
package struct Arguments: Sendable {
  package let operands: [String]
  private let command: Command
  private let given: [String: any Sendable]

  init(command: Command, operands: [String], given: [String: any Sendable]) {
    self.command = command
    self.operands = operands
    self.given = given
  }

  /// The value that was typed, or the option's default.
  ///
  /// - Precondition: the command declares the option.
  package subscript<Value>(option: Option<Value>) -> Value {
    guard let value = stored(option.description.name) else { return option.defaultValue }
    return (value as? Value) ?? option.defaultValue
  }

  /// Whether the option was typed, even with its default value.
  package func isGiven(_ option: some DescribedOption) -> Bool {
    stored(option.description.name) != nil
  }

  private func stored(_ name: String) -> (any Sendable)? {
    precondition(command.option(named: name) != nil, "\(command.name) declares no option --\(name)")
    return given[name]
  }
}
