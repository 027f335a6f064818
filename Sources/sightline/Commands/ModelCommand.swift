import ArgumentParsing
import Core
import Networks
import Raster

/// `sightline model check [FILE.onnx] RECIPE.json [IMAGE]`: parse, call, print.
enum ModelCommand: Subcommand {
  private static let check = "check"
  private static let group = "Check"

  static let side = Option.wholeNumber(
    "side", atLeast: NetworkRecipe.sides.lowerBound, default: NetworkRecipe.sides.upperBound,
    defaultText: "the recipe's", group: group,
    help: "Bring a picture down to so many pixels on its longer side, where the recipe doesn't fix the size.")
  static let output = Option.file(
    "output", "DIRECTORY", group: group,
    help: "Also write each output there as ROLE.npy, for NumPy.")
  static let maxPixels = Option.wholeNumber(
    "max-pixels", atLeast: 1, default: PictureFile.ReadingOptions().maxPixels, group: group,
    help: "Refuse a larger picture, before memory is taken for it.")

  static let description = Command(
    name: "model", summary: "Run a network on a picture and say what comes out",
    discussion: """
      model check tries a network with its recipe before a collection depends on them: opens both, says what the graph \
      takes and gives, runs a picture, and tells sizes, ranges and lengths of what comes out, the time it takes, and the \
      fingerprint by which collections and vocabularies know it.

      Networks are ONNX files, and ONNX Runtime runs them, which `make deep` fetches. A recipe is a small JSON file that says how \
      pictures go in and what comes out; docs/models.md has recipes for common networks. The ONNX file may be left \
      out where the recipe names it.
      """,
    operands: [
      Operand("check", .one, values: .oneOf([check]), help: "What to do."),
      Operand(
        "FILES", .oneOrMore,
        help:
          "FILE.onnx unless the recipe names it, RECIPE.json, and perhaps a picture, or - for standard input."
      ),
    ],
    options: [side, output, maxPixels] + CommonOptions.all,
    examples: [
      Example(
        "sightline model check xfeat.json", "a network that lies beside its recipe, on a picture made for it"),
      Example("sightline model check xfeat.onnx xfeat.json photo.jpg", "on a picture of yours"),
      Example(
        "sightline model check xfeat.json photo.jpg --output out", "also out/descriptors.npy and the others"),
    ],
    exitStatuses: [
      ExitStatus(0, "it runs, and its outputs fit the recipe"),
      ExitStatus(
        2,
        "ONNX Runtime is missing, a file cannot be read, they don't fit each other, or the command line is wrong"
      ),
    ])

  static func run(_ arguments: Arguments, console: Console) throws(ToolError) -> Int32 {
    let files = try ModelFiles(Array(arguments.operands.dropFirst()))
    if let folder = arguments[output] { try FileSystem.createFolder(folder) }
    let network: PictureNetwork = try ToolError.wrapping {
      try PictureNetwork(recipePath: files.recipe, networkPath: files.network)
    }
    let report = try check(network, files.picture, arguments)
    try Interruption.check()
    if let folder = arguments[output] { try write(report, toFolder: folder) }
    let shown = ModelOutput(report, recipePath: files.recipe)
    return try StandardOutput.show(arguments[CommonOptions.json] ? shown.json : Array(shown.text.utf8))
  }

  private static func check(
    _ network: PictureNetwork, _ picture: InputPicture?, _ arguments: Arguments
  ) throws(ToolError) -> NetworkCheck {
    var reading = PictureFile.ReadingOptions()
    reading.maxPixels = arguments[maxPixels]
    let bytes = try picture.map { (picture) throws(ToolError) in try Self.bytes(of: picture) }
    let side = arguments.isGiven(Self.side) ? arguments[Self.side] : nil
    return try ToolError.wrapping {
      try NetworkCheck(network, bytes: bytes, named: picture?.shownName ?? "", side: side, reading: reading)
    }
  }

  private static func bytes(of picture: InputPicture) throws(ToolError) -> [UInt8] {
    if let bytes = try picture.standardInputBytes() { return bytes }
    return try ToolError.wrapping { try PictureFile.readPictureBytes(atPath: picture.path) }
  }

  private static func write(_ report: NetworkCheck, toFolder folder: String) throws(ToolError) {
    for output in report.outputs {
      try OutputFile.write(
        NumPyFile.bytes(of: output.tensor), toPath: FileSystem.join(folder, output.role.rawValue + ".npy"))
    }
  }
}

/// Which of the operands is what, by their endings.
struct ModelFiles: Equatable {
  var network: String?
  var recipe: String
  var picture: InputPicture?

  init(_ operands: [String]) throws(ToolError) {
    let networks = operands.filter { $0.lowercased().hasSuffix(".onnx") }
    let recipes = operands.filter { $0.lowercased().hasSuffix(".json") }
    let pictures = operands.filter { !networks.contains($0) && !recipes.contains($0) }
    guard recipes.count == 1 else {
      throw .failure("model check takes one RECIPE.json, not \(recipes.count)")
    }
    guard networks.count < 2, pictures.count < 2 else {
      throw .failure("model check takes one FILE.onnx and one picture at most")
    }
    network = networks.first
    recipe = recipes[0]
    picture = pictures.first.map(InputPicture.init(path:))
  }
}
