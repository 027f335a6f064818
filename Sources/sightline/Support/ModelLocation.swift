/// Where the model of vectors is that comes with the program: aggregated local features, which need no network.
enum ModelLocation {
  static let variable = "SIGHTLINE_MODEL"
  static let shippedName = "photos-fisher-128.slp"
  static let file = ShippedFile(variable: variable, name: shippedName)

  /// The path of the one that is found.
  static func path() throws(ToolError) -> String {
    if let found = try file.find() { return found }
    throw .failure(
      "no model is named and none came with this program; give one with --model, or set \(variable) to one")
  }
}
