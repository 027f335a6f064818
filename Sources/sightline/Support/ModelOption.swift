import ArgumentParsing

/// `--features model:RECIPE.json`, which several commands have: the recipe of a network that makes the features.
enum ModelOption {
  private static let name = "features"
  private static let prefix = "model:"

  /// For commands that make features: a network's, instead of the classical ones.
  static func making(group: String) -> Option<String?> {
    option(
      group: group,
      help:
        "Take the points and descriptors of a network instead of the classical ones. The file is its recipe; "
        + "docs/models.md has those of common networks.")
  }

  /// For pictures that are compared: a network's points join the classical features.
  static func joining(group: String) -> Option<String?> {
    option(
      group: group,
      help:
        "Compare the points of a network as well; they and the classical features have to obey one map. The file is its "
        + "recipe; docs/models.md has those of common networks.")
  }

  /// For commands whose vocabulary says which features there are.
  static func locating(group: String) -> Option<String?> {
    option(
      group: group,
      help: "The recipe of the network whose features the words are, when it is no longer where it was.")
  }

  private static func option(group: String, help: String) -> Option<String?> {
    Option.value(
      name, "model:RECIPE.json", default: String?.none, group: group, help: help,
      read: { (text) throws(UsageError) in try path(text) })
  }

  private static func path(_ text: String) throws(UsageError) -> String {
    guard text.hasPrefix(prefix), text.count > prefix.count else {
      throw .value(text, of: name, needs: "model: and the path of a network's recipe, as in model:xfeat.json")
    }
    return String(text.dropFirst(prefix.count))
  }
}
