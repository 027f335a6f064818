/// Words of a command line as a person would type them.
enum ShellWord {
  private static let plain = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@%+=:,./-_".unicodeScalars)

  /// The word in quotes where a shell would take it for something else.
  static func quoted(_ word: String) -> String {
    guard word.isEmpty || word.unicodeScalars.contains(where: { !plain.contains($0) }) else { return word }
    return "'" + word.replacing("'", with: "'\\''") + "'"
  }

  /// The command line that this process was started with; the program by its name alone.
  static var commandLine: String {
    ([Tool.name] + CommandLine.arguments.dropFirst()).map(quoted).joined(separator: " ")
  }
}
