import ArgumentParsing
import Presentation
import Raster
import Retrieval

/// `sightline verify IMAGE_A IMAGE_B`: parse, call, print.
enum VerifyCommand: Subcommand {
  static let description = Command(
    name: "verify", summary: "Tell whether two pictures show the same thing, and where",
    discussion: """
      Looks for one map that takes many points of A to the points of B that look like them, and tells how many obey \
      it, how many places that are, and the number of false alarms (NFA): how many pairs of different things would \
      agree so well by chance.

      Either picture can come through standard input.
      """,
    operands: [
      Operand("IMAGE_A", .one, help: "A JPEG or PNG file, or - for standard input."),
      Operand("IMAGE_B", .one, help: "The picture in which A is looked for."),
    ],
    options: VerifySettings.all + CommonOptions.all,
    examples: [
      Example("sightline verify photo.jpg other.jpg", "yes or no, with the numbers"),
      Example("sightline verify photo.jpg other.jpg --picture pair.png", "a picture of why"),
      Example(
        "sightline verify photo.jpg other.jpg --quiet > /dev/null && echo same", "the answer in a script"),
      Example("sightline verify - other.jpg --json < photo.jpg", "the map and all matched points as JSON"),
    ],
    exitStatuses: [
      ExitStatus(0, "the pictures show the same"), ExitStatus(1, "nothing proves that they do"),
      ExitStatus(2, "a picture cannot be read, or the command line is wrong"),
    ])

  /// The status for pictures that nothing proves to be the same.
  private static let notTheSame: Int32 = 1
  /// Larger pictures are drawn at this size.
  private static let maxSide = 1600

  static func run(_ arguments: Arguments, console: Console) throws(ToolError) -> Int32 {
    let pictures = arguments.operands.map(InputPicture.init(path:))
    let sources = try sources(of: pictures)
    let report: ComparisonReport = try ToolError.wrapping {
      try PictureComparison(options: VerifySettings.options(arguments)).compare(sources[0], sources[1])
    }
    try Interruption.check()
    for picture in [report.a, report.b] {
      for warning in picture.warnings {
        console.error("\(picture.name): \(warning); what there is of it was taken")
      }
    }
    if let path = arguments[VerifySettings.picture] {
      try ToolError.wrapping { try draw(report, of: sources, toPath: path) }
    }
    if arguments[CommonOptions.json] {
      _ = try StandardOutput.show(VerifyOutput.json(report))
    } else {
      _ = try StandardOutput.show(VerifyOutput.text(report))
    }
    return report.isSame ? 0 : notTheSame
  }

  private static func sources(of pictures: [InputPicture]) throws(ToolError) -> [QuerySource] {
    guard !pictures.allSatisfy(\.isStandardInput) else {
      throw .failure("standard input can be read only once, so '-' can be given only once")
    }
    var sources: [QuerySource] = []
    for picture in pictures {
      let bytes = try picture.standardInputBytes()
      sources.append(bytes.map { .bytes($0, name: picture.shownName) } ?? .file(path: picture.path))
    }
    return sources
  }

  private static func draw(
    _ report: ComparisonReport, of sources: [QuerySource], toPath path: String
  ) throws(RasterError) {
    let drawing = PairDrawing.picture(
      of: report, a: try pixels(of: sources[0]), b: try pixels(of: sources[1]))
    try PictureFile.write(drawing, toPath: path)
  }

  private static func pixels(of source: QuerySource) throws(RasterError) -> ColourPicture {
    var options = PictureFile.ReadingOptions()
    options.toleratesTruncation = true
    switch source {
    case .bytes(let bytes, let name):
      return try PictureFile.readColour(bytes: bytes, named: name, maxSide: maxSide, options: options)
    case .file(let path), .picture(let path):
      return try PictureFile.readColour(atPath: path, maxSide: maxSide, options: options)
    }
  }
}
