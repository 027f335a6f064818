import Foundation
import Raster
import Testing

/// `sightline edges` as a process.
@Suite struct EdgesTests {
  private let folder: TemporaryFolder

  /// A dark square on a light ground as a photograph might have it, its outline as a drawing, and as an SVG.
  init() throws {
    folder = try TemporaryFolder()
    var photograph = Plane(width: 400, height: 300, filledWith: 180)
    var sketch = Plane(width: 200, height: 200, filledWith: 255)
    for y in 0..<200 {
      for x in 0..<200 {
        photograph[x + 100, y + 50] = 60
        let fromSides = min(abs(x - 40), abs(x - 160), abs(y - 40), abs(y - 160))
        if fromSides < 2, (39...161).contains(x), (39...161).contains(y) { sketch[x, y] = 0 }
      }
    }
    try folder.write(PictureFile.encodedPNG(photograph), to: "photo.png")
    try folder.write(PictureFile.encodedPNG(sketch), to: "sketch.png")
    let svg =
      #"<svg viewBox="0 0 200 200"><rect x="40" y="40" width="120" height="120" stroke="black"/></svg>"#
    try folder.write(Array(svg.utf8), to: "sketch.svg")
    try folder.write(PictureFile.encodedPNG(Plane(width: 90, height: 60, filledWith: 140)), to: "plain.png")
  }

  private func edges(_ words: String..., input: String = "/dev/null") throws -> BuiltTool.Outcome {
    try BuiltTool.run(["edges"] + words, in: folder, input: input)
  }

  private struct Document: Decodable {
    var image: String
    var drawing: Bool
    var width, height, points: Int
    var share: Double
    var warnings: [String]
  }

  private func document(_ words: String..., input: String = "/dev/null") throws -> Document {
    let run = try BuiltTool.run(["edges"] + words + ["--json"], in: folder, input: input)
    #expect(run.status == 0 && run.errors.isEmpty)
    return try JSONDecoder().decode(Document.self, from: run.output)
  }

  @Test("a photograph's lines are counted and drawn, black on white")
  func photograph() throws {
    let run = try edges("photo.png", "--picture", "lines.png")
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(run.text.hasPrefix("photo.png: edges of ") && run.text.hasSuffix(" % of them\n"))
    #expect(run.text.contains("256 × 192 pixels"))
    let lines = try PictureFile.readGrey(atPath: folder.url("lines.png").path).plane
    #expect(lines.width == 256 && lines.height == 192)
    let black = lines.pixels.count { $0 == 0 }
    #expect(black + lines.pixels.count { $0 == 255 } == lines.pixels.count)
    #expect(try document("photo.png").points == black)
    // Four sides of 128 pixels, but for the corners.
    #expect((440...520).contains(black))
  }

  @Test("a drawing is read from pixels and from SVG, and through standard input")
  func drawing() throws {
    let pixels = try document("sketch.png", "--drawing")
    #expect(pixels.drawing && pixels.warnings.isEmpty && pixels.image == "sketch.png")
    #expect(pixels.width == 256 && pixels.height == 256)
    #expect((1000...1024).contains(pixels.points))
    let shapes = try document("-", "--drawing", input: folder.url("sketch.svg").path)
    #expect((1000...1024).contains(shapes.points) && shapes.image == "standard input")
    #expect(abs(shapes.share - Double(shapes.points) / 65536) < 1e-9)
  }

  @Test("what an SVG has beside its shapes is told on standard error")
  func warnings() throws {
    let svg = #"<svg><script>1</script><path d="M0 0L9 9L0 9"/></svg>"#
    try folder.write(Array(svg.utf8), to: "script.svg")
    let run = try edges("script.svg", "--drawing")
    #expect(run.status == 0)
    #expect(
      run.errors.contains("script.svg: these parts of the SVG were left out, and nothing was fetched: script")
    )
  }

  @Test("a photograph in which nothing stands out has status 1, and its picture is white")
  func plain() throws {
    let run = try edges("plain.png", "--picture", "lines.png")
    #expect(run.status == 1 && run.text == "plain.png: no edges in 90 × 60 pixels\n")
    let lines = try PictureFile.readGrey(atPath: folder.url("lines.png").path).plane
    #expect(lines.pixels.allSatisfy { $0 == 255 })
  }

  @Test("what cannot be read or written is one sentence and status 2")
  func errors() throws {
    for (words, part) in [
      (["plain.png", "--drawing"], "nothing is drawn on it"), (["missing.png"], "no such file"),
      (["missing.svg", "--drawing"], "no such file"), (["sketch.svg"], "SVG"),
      (["photo.png", "--picture", "lines.gif"], ".gif"),
      (["photo.png", "--max-pixels", "10"], "limit of 10"),
      (["sketch.png", "--drawing", "--max-pixels", "10"], "limit of 10"), ([], "IMAGE is missing"),
    ] {
      let run = try BuiltTool.run(["edges"] + words, in: folder)
      #expect(run.status == 2 && run.text.isEmpty, "\(words)")
      #expect(run.errors.contains(part) && run.errors.split(separator: "\n").count == 1, "\(run.errors)")
    }
  }

  /// A network of Sobel's slopes: 396 bytes.
  private func writeNetwork() throws {
    let stored = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Resources/slopes.onnx")
    try folder.write([UInt8](try Data(contentsOf: stored)), to: "slopes.onnx")
    try folder.write(
      """
      {"name": "Slopes", "kind": "map", "file": "slopes.onnx", "dimension": 1, "pooling": "mac",
       "input": {"name": "image", "channels": "grey", "side": 256, "multiple": 16, "scale": 0.00392156862745098},
       "outputs": {"map": "edges"}}
      """, to: "slopes.json")
  }

  @Test("a network's edges become thin lines", .enabled(if: ModelTests.hasRuntime, ModelTests.comment))
  func network() throws {
    try writeNetwork()
    let run = try edges("photo.png", "--model", "slopes.json", "--json", "--picture", "lines.png")
    #expect(run.status == 0, "\(run.errors)")
    let document = try JSONDecoder().decode(Document.self, from: run.output)
    // A square of 128 pixels at this size: a thin outline has some 512.
    #expect(document.width == 256 && document.height == 192)
    #expect((440...540).contains(document.points), "\(document.points)")
    #expect(try edges("plain.png", "--model", "slopes.json").status == 1)
  }

  @Test("what finds no edges is refused", .enabled(if: ModelTests.hasRuntime, ModelTests.comment))
  func noEdges() throws {
    try ModelTests.writeNetwork(to: folder)
    let vectors = try edges("photo.png", "--model", "tiny.json")
    #expect(vectors.status == 2 && vectors.errors.contains("kind map with the dimension 1"))
    let missing = try edges("photo.png", "--model", "none.json")
    #expect(missing.status == 2 && missing.errors.contains("none.json"))
    let drawing = try edges("sketch.png", "--drawing", "--model", "tiny.json")
    #expect(drawing.status == 2 && drawing.errors.contains("no meaning for a drawing"))
  }
}
