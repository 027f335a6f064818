/// Where the keyshapes are that come with the program: what drawings and the lines of photographs are made of.
enum KeyshapeLocation {
  static let variable = "SIGHTLINE_KEYSHAPES"
  static let shippedName = "keyshapes-150.slv"
  static let file = ShippedFile(variable: variable, name: shippedName)
}
