/// Where the keyshapes are that come with the program: what drawings and the lines of photographs are made of.
enum KeyshapeLocation {
  static let variable = "SIGHTLINE_KEYSHAPES"
  static let shippedName = "keyshapes-255.slv"
  static let file = ShippedFile(variable: variable, name: shippedName)

  /// The path of the one that is found.
  static func path() throws(ToolError) -> String {
    if let found = try file.find() { return found }
    throw .failure(
      "no keyshapes are named and none came with this program; give a FILE.slv with --keyshapes, or set \(variable) to one"
    )
  }
}
