import ArgumentParsing
import Core
import DrawingChannel
import Raster

/// `sightline edges IMAGE`: parse, call, print.
enum EdgesCommand: Subcommand {
  private static let group = "Edges"

  static let picture = Option.file(
    "picture", "FILE", group: group,
    help: "Draw the lines there, black on white, as PNG or JPEG by the name's ending.")
  static let drawing = Option.flag(
    "drawing", group: group,
    help: "The picture is a drawing: show its strokes as a query with --drawing reads them.")
  static let model = Option.file(
    "model", "RECIPE.json", group: group,
    help:
      "Let a network find the photograph's edges: its recipe, of the kind map with one number from 0 to 1.")
  static let maxPixels = Option.wholeNumber(
    "max-pixels", atLeast: 1, default: PictureFile.ReadingOptions().maxPixels, group: group,
    help: "Refuse a larger picture, before memory is taken for it.")

  static let description = Command(
    name: "edges", summary: "Show the lines that a photograph or a drawing is compared by",
    discussion: """
      A photograph becomes thin lines, such as a person might draw of it: outlines stay, and texture is left out. With \
      --drawing the picture is a drawing of any colours on any plain ground, photographed or not, or an SVG file; its strokes become \
      as thin, cropped to what is drawn. These are the lines that drawings and photographs are compared by.
      """,
    operands: [
      Operand("IMAGE", .one, help: "A JPEG or PNG file, with --drawing also SVG, or - for standard input.")
    ],
    options: [picture, drawing, model, maxPixels] + CommonOptions.all,
    examples: [
      Example("sightline edges photo.jpg --picture lines.png", "what somebody might draw of a photograph"),
      Example(
        "sightline edges photo.jpg --model hed.json --picture lines.png", "edges as a network sees them"),
      Example("sightline edges sketch.svg --drawing --picture lines.png", "how a drawing is read"),
    ],
    exitStatuses: [
      ExitStatus(0, "there are lines"), ExitStatus(1, "nothing in the photograph stands out enough"),
      ExitStatus(2, "the picture cannot be read, nothing is drawn on it, or the command line is wrong"),
    ])

  static func run(_ arguments: Arguments, console: Console) throws(ToolError) -> Int32 {
    let image = InputPicture(path: arguments.operands[0])
    guard !arguments[drawing] || arguments[model] == nil else {
      throw .failure("--model finds edges of photographs, and has no meaning for a drawing")
    }
    let found = try lines(of: image, arguments)
    try Interruption.check()
    for warning in found.warnings { console.error("\(image.shownName): \(warning)") }
    if let path = arguments[picture] {
      try ToolError.wrapping {
        try PictureFile.write(found.lines.picture, toPath: path)
      }
    }
    let shown = EdgesOutput(found, name: image.shownName, isDrawing: arguments[drawing])
    _ = try StandardOutput.show(arguments[CommonOptions.json] ? shown.json : Array(shown.text.utf8))
    return found.lines.isEmpty ? 1 : 0
  }

  private static func lines(
    of image: InputPicture, _ arguments: Arguments
  ) throws(ToolError) -> DrawnPicture {
    var options = PictureFile.ReadingOptions()
    options.maxPixels = arguments[maxPixels]
    let bytes = try bytes(of: image, isDrawing: arguments[drawing])
    guard arguments[drawing] else {
      options.toleratesTruncation = true
      if let recipe = arguments[model] { return try lines(of: image, bytes, by: recipe, options) }
      let grey: GreyPicture = try ToolError.wrapping {
        try PictureFile.readGrey(
          bytes: bytes, named: image.shownName, maxSide: EdgeOptions().side, options: options)
      }
      return DrawnPicture(lines: LineDrawing(edgesOf: grey.plane), warnings: grey.warnings)
    }
    return try ToolError.wrapping {
      try DrawingReader.read(bytes: bytes, named: image.shownName, options: options)
    }
  }

  private static func lines(
    of image: InputPicture, _ bytes: [UInt8], by recipe: String, _ reading: PictureFile.ReadingOptions
  ) throws(ToolError) -> DrawnPicture {
    try ToolError.wrapping {
      try NetworkEdges(recipePath: recipe).lines(
        ofPicture: bytes, named: image.shownName, reading: reading)
    }
  }

  private static func bytes(of image: InputPicture, isDrawing: Bool) throws(ToolError) -> [UInt8] {
    if let bytes = try image.standardInputBytes() { return bytes }
    return try ToolError.wrapping {
      // A drawing may be SVG, which begins like no picture.
      isDrawing
        ? try PictureFile.readBytes(atPath: image.path) : try PictureFile.readPictureBytes(atPath: image.path)
    }
  }
}
