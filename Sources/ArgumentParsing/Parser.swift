/// From words to `Arguments`, by a command's description.
///
/// `--name value` and `--name=value` are the same; of an option that is given twice the last one wins, unless it
/// is one that collects; `--` ends the options; `-` is an operand; a value may be a negative number, but what looks like another
/// option is not taken for a value.
struct Parser {
  private let command: Command
  private let invocation: String
  private var words: ArraySlice<String>
  private var operands: [String] = []
  private var given: [String: any Sendable] = [:]

  init(command: Command, invokedAs invocation: String, words: ArraySlice<String>) {
    self.command = command
    self.invocation = invocation
    self.words = words
  }

  mutating func parse() throws(UsageError) -> Arguments {
    while let word = words.popFirst() {
      if word == "--" {
        operands += words
        break
      } else if word.hasPrefix("--") {
        try takeLongOption(word)
      } else if word.hasPrefix("-"), word != "-" {
        try takeShortOption(word)
      } else {
        operands.append(word)
      }
    }
    try checkOperands()
    return Arguments(command: command, operands: operands, given: given)
  }

  private mutating func takeLongOption(_ word: String) throws(UsageError) {
    let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts.first ?? "")
    guard let option = command.option(named: name) else {
      throw .unknownOption("--" + name, among: command.options.map(\.description.longForm), of: invocation)
    }
    try take(option, attached: parts.count > 1 ? String(parts[1]) : nil)
  }

  private mutating func takeShortOption(_ word: String) throws(UsageError) {
    guard word.count == 2, let letter = word.last, let option = command.option(shortName: letter) else {
      throw .unknownOption(word, among: command.options.map(\.description.longForm), of: invocation)
    }
    try take(option, attached: nil)
  }

  private mutating func take(_ option: any DescribedOption, attached: String?) throws(UsageError) {
    let description = option.description
    if description.takesValue {
      let text = if let attached { attached } else { try nextValue(for: description) }
      given[description.name] = try option.value(of: text, after: given[description.name])
    } else {
      guard attached == nil else { throw UsageError("\(description.longForm) takes no value") }
      given[description.name] = try option.value(of: "", after: nil)
    }
  }

  private mutating func nextValue(for option: OptionDescription) throws(UsageError) -> String {
    let valueName = option.valueName ?? "VALUE"
    guard let word = words.first else { throw UsageError("\(option.longForm) needs a value: \(valueName)") }
    let looksLikeOption = word.hasPrefix("-") && word != "-" && Double(word) == nil
    guard !looksLikeOption else {
      throw UsageError(
        "\(option.longForm) needs a value: \(valueName) (one that begins with '-' is given as "
          + "\(option.longForm)=\(word))")
    }
    words.removeFirst()
    return word
  }

  private func checkOperands() throws(UsageError) {
    let most =
      command.operands.contains { $0.arity.takesMany } ? Int.max : command.operands.count
    if operands.count > most {
      throw UsageError("'\(operands[most])' is one word too many; '\(invocation) --help' shows the usage")
    }
    let needed = command.operands.filter { $0.arity.isNeeded }
    if operands.count < needed.count {
      throw UsageError(
        "\(needed[operands.count].usage) is missing; '\(invocation) --help' shows the usage")
    }
    for (operand, word) in zip(command.operands, operands) {
      guard case .oneOf(let allowed) = operand.values, !allowed.contains(word) else { continue }
      throw UsageError.unknown(word, noun: operand.name.lowercased(), among: allowed)
    }
  }
}

extension Command {
  /// Understands the words after the command's name. `invocation` is how the command is typed, for messages.
  package func parse(
    _ words: ArraySlice<String>, invokedAs invocation: String
  ) throws(UsageError) -> Arguments {
    var parser = Parser(command: self, invokedAs: invocation, words: words)
    return try parser.parse()
  }
}
