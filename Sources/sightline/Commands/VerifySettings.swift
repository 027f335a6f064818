import ArgumentParsing
import Retrieval

/// The options of `sightline verify`, and from them the options of the library.
enum VerifySettings {
  private static let group = "Comparison"

  static let maxNFA = Option.value(
    FalseAlarmBound.optionName, "N", default: ComparisonOptions().maxNFA, defaultText: "1e-3", group: group,
    help: "Call the pictures the same when at most so many pairs of different things would agree so well by "
      + "chance; inf accepts any agreement.",
    read: FalseAlarmBound.read)
  static let features = ModelOption.joining(group: group)
  static let mirror = Option.flag(
    "mirror", group: group, help: "Take a mirrored picture for the same too.")
  static let picture = Option.file(
    "picture", group: group,
    help: "Draw both pictures side by side, with lines between matched points, the outline of A in B and the "
      + "numbers; .png, .jpg or .jpeg.")

  static let all: [any DescribedOption] = [maxNFA, features, mirror, picture]

  /// The library's options that a command line asks for.
  static func options(_ arguments: Arguments) -> ComparisonOptions {
    var options = ComparisonOptions()
    options.maxNFA = arguments[maxNFA]
    options.allowsMirror = arguments[mirror]
    options.network = arguments[features]
    options.jobs = arguments[CommonOptions.jobs]
    return options
  }
}
