/// A typed key for an option: used once in a command's description and again to read the value.
///
/// ```swift
/// static let maxFeatures = Option.wholeNumber("max-features", "N", atLeast: 1, default: 2000, …)
/// arguments[maxFeatures]  // an Int that is at least 1
/// ```
package struct Option<Value: Sendable>: DescribedOption {
  package var description: OptionDescription
  /// The value when the option is not given.
  package var defaultValue: Value
  /// The value of the text that was typed; throws a sentence when it cannot be one.
  let read: @Sendable (String) throws(UsageError) -> Value
  /// The value of an option that is given again, from its values so far and the new one; the last one wins if
  /// this is `nil`.
  var combine: (@Sendable (_ earlier: Value, _ later: Value) -> Value)?

  package func value(of text: String, after earlier: (any Sendable)?) throws(UsageError) -> any Sendable {
    let value = try read(text)
    guard let combine, let earlier = earlier as? Value else { return value }
    return combine(earlier, value)
  }
}

/// Any option, whatever the type of its value.
package protocol DescribedOption: Sendable {
  var description: OptionDescription { get }
  /// The value of the text that was typed; throws a sentence when it cannot be one. `earlier` is the value that
  /// the same option was given before on this command line.
  func value(of text: String, after earlier: (any Sendable)?) throws(UsageError) -> any Sendable
}

extension Option where Value == Bool {
  /// An option without a value: `false` unless it is given.
  package static func flag(
    _ name: String, short: Character? = nil, group: String, help: String
  ) -> Option<Bool> {
    let description = OptionDescription(
      name: name, shortName: short, valueName: nil, values: .none, help: help, defaultText: nil, group: group)
    return Option(description: description, defaultValue: false) { _ in true }
  }
}

extension Option where Value == Int {
  /// A whole number of at least `minimum`. `defaultText` is for defaults that depend on the machine.
  package static func wholeNumber(
    _ name: String, _ valueName: String = "N", atLeast minimum: Int, default defaultValue: Int,
    defaultText: String? = nil, group: String, help: String
  ) -> Option<Int> {
    let description = OptionDescription(
      name: name, shortName: nil, valueName: valueName, values: .free, help: help,
      defaultText: defaultText ?? String(defaultValue), group: group)
    return Option(description: description, defaultValue: defaultValue) { text throws(UsageError) in
      guard let value = Int(text), value >= minimum else {
        throw UsageError("--\(name) needs a whole number of at least \(minimum), not '\(text)'")
      }
      return value
    }
  }
}

extension Option where Value == Double {
  /// A finite number in `range`; `defaultText` is how the help shows the default.
  package static func number(
    _ name: String, _ valueName: String, in range: ClosedRange<Double>, default defaultValue: Double,
    defaultText: String, group: String, help: String
  ) -> Option<Double> {
    let description = OptionDescription(
      name: name, shortName: nil, valueName: valueName, values: .free, help: help,
      defaultText: defaultText, group: group)
    return Option(description: description, defaultValue: defaultValue) { text throws(UsageError) in
      guard let value = Double(text), range.contains(value) else {
        let bounds = "\(brief(range.lowerBound)) to \(brief(range.upperBound))"
        throw UsageError("--\(name) needs a number from \(bounds), not '\(text)'")
      }
      return value
    }
  }

  /// `5`, not `5.0`.
  private static func brief(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? String(value)
  }
}

extension Option where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
  /// One of the words of an enumeration.
  package static func choice(
    _ name: String, _ valueName: String, default defaultValue: Value, group: String, help: String
  ) -> Option<Value> {
    let words = Value.allCases.map(\.rawValue)
    let description = OptionDescription(
      name: name, shortName: nil, valueName: valueName, values: .oneOf(words), help: help,
      defaultText: defaultValue.rawValue, group: group)
    return Option(description: description, defaultValue: defaultValue) { text throws(UsageError) in
      guard let value = Value(rawValue: text) else {
        throw UsageError.unknown(text, noun: description.noun, among: words)
      }
      return value
    }
  }
}

extension Option where Value == String? {
  /// The path of a file, `nil` unless it is given.
  package static func file(
    _ name: String, _ valueName: String = "FILE", group: String, help: String
  ) -> Option<String?> {
    path(name, valueName, .file, group: group, help: help)
  }

  /// The path of a folder, `nil` unless it is given.
  package static func directory(
    _ name: String, _ valueName: String = "DIR", group: String, help: String
  ) -> Option<String?> {
    path(name, valueName, .directory, group: group, help: help)
  }

  private static func path(
    _ name: String, _ valueName: String, _ values: OptionDescription.Values, group: String, help: String
  ) -> Option<String?> {
    let description = OptionDescription(
      name: name, shortName: nil, valueName: valueName, values: values, help: help, defaultText: nil,
      group: group)
    return Option(description: description, defaultValue: nil) { text throws(UsageError) in
      guard !text.isEmpty else { throw UsageError("--\(name) needs a \(valueName), not an empty text") }
      return text
    }
  }
}
