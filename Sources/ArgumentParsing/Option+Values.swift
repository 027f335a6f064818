/// Options whose values have a form of their own.
extension Option {
  /// A value that `read` makes of the text, or refuses with a sentence. `words` are those among the possible values that shells
  /// complete and help lists; `defaultText` is how the help shows the default.
  package static func value(
    _ name: String, _ valueName: String, words: [String] = [], default defaultValue: Value,
    defaultText: String? = nil, group: String, help: String,
    read: @escaping @Sendable (String) throws(UsageError) -> Value
  ) -> Option {
    let description = OptionDescription(
      name: name, shortName: nil, valueName: valueName, values: words.isEmpty ? .free : .oneOf(words),
      help: help, defaultText: defaultText, group: group)
    return Option(description: description, defaultValue: defaultValue, read: read)
  }
}

extension UsageError {
  /// For values that cannot be read: `--region needs X,Y,W,H, not '3'`.
  package static func value(_ text: String, of option: String, needs form: String) -> UsageError {
    UsageError("--\(option) needs \(form), not '\(text)'")
  }
}
