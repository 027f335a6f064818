/// Where the vocabulary is that comes with the program.
enum VocabularyLocation {
  static let variable = "SIGHTLINE_VOCABULARY"
  static let shippedName = "photos-65536.slv"
  static let file = ShippedFile(variable: variable, name: shippedName)

  /// The path that a command was given, or the one that is found.
  static func path(given: String?) throws(ToolError) -> String {
    if let given { return given }
    if let found = try file.find() { return found }
    throw .failure(
      "no vocabulary is named and none came with this program; give a FILE.slv or set \(variable) to one")
  }

  /// All places for a program at this path, the best first.
  static func candidates(besideProgram program: String) -> [String] {
    file.candidates(besideProgram: program)
  }
}
