import ArgumentParsing

/// The value of `--max-nfa`, which several commands have: how many false alarms are allowed.
enum FalseAlarmBound {
  static let optionName = "max-nfa"

  static func read(_ text: String) throws(UsageError) -> Double {
    guard let number = Double(text), number > 0 else {
      throw .value(text, of: optionName, needs: "a number above 0, or inf")
    }
    return number
  }
}
