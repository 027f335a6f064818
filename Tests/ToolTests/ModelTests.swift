import Foundation
import Testing

/// `sightline model check` as a process, with a network of a few hundred bytes: a convolution, and its means.
@Suite struct ModelTests {
  /// The tool itself says when it is missing.
  static let hasRuntime: Bool = {
    guard let tests = try? ModelTests(), let run = try? tests.run("tiny.json") else { return true }
    return !run.errors.contains("make deep")
  }()
  static let comment: Comment = "ONNX Runtime is not there; `make deep` fetches it"

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try Self.writeNetwork(to: folder)
    try folder.write(TestPNG.scene(), to: "photo.png")
  }

  /// `tiny.json` and the file that it names.
  static func writeNetwork(to folder: TemporaryFolder) throws {
    let stored = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Resources/tiny.onnx")
    try folder.write([UInt8](try Data(contentsOf: stored)), to: "tiny.onnx")
    try folder.write(recipe, to: "tiny.json")
  }

  private static let recipe = """
    {"name": "Tiny", "kind": "map", "file": "tiny.onnx", "dimension": 2, "pooling": "mac",
     "input": {"name": "image", "channels": "grey", "side": 100, "multiple": 8}, "outputs": {"map": "map"}}
    """

  private func run(_ words: String..., environment: [String: String] = [:]) throws -> BuiltTool.Outcome {
    try BuiltTool.run(["model", "check"] + words, in: folder, environment: environment)
  }

  private struct Document: Decodable {
    struct Port: Decodable, Equatable {
      var name: String
      var shape: [Int]
      var floats: Bool
    }
    struct Output: Decodable {
      var role, name: String
      var shape: [Int]
      var least, most: Double
      var lengths: [Double]
    }
    struct Picture: Decodable, Equatable {
      var name: String
      var width, height, inputWidth, inputHeight, paddedWidth, paddedHeight: Int
    }
    var kind, runtime, network, recipe, name, networkKind, fingerprint: String
    var dimension: Int
    var inputs, graphOutputs: [Port]
    var picture: Picture
    var outputs: [Output]
    var milliseconds, firstMilliseconds: Double
  }

  private func document(_ words: String...) throws -> Document {
    let run = try BuiltTool.run(["model", "check"] + words + ["--json"], in: folder)
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    return try JSONDecoder().decode(Document.self, from: run.output)
  }

  @Test("the text says what goes in and what comes out", .enabled(if: hasRuntime, comment))
  func text() throws {
    let run = try run("tiny.json", "photo.png")
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    let lines = run.text.split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("runtime      ONNX Runtime 1."))
    #expect(lines[1] == "network      tiny.onnx")
    #expect(lines[2] == "recipe       tiny.json: Tiny, map, dimension 2")
    #expect(lines[3] == "takes        image: ? × 1 × ? × ?")
    #expect(lines[6] == "picture      photo.png, 160 × 120, looked at as 100 × 75, padded to 104 × 80")
    #expect(lines[7].hasPrefix("outputs      map (map): 2 × 78 × 102, from "))
    #expect(lines[8].hasPrefix("time         ") && lines[8].contains("the middle of 5 runs"))
    #expect(lines[9].hasPrefix("fingerprint  ") && lines[9].count == 13 + 32)
  }

  @Test("the document has the same in numbers, with or without a picture", .enabled(if: hasRuntime, comment))
  func json() throws {
    let made = try document("tiny.onnx", "tiny.json")
    #expect(made.kind == "model" && made.networkKind == "map" && made.dimension == 2 && made.name == "Tiny")
    #expect(made.inputs == [.init(name: "image", shape: [-1, 1, -1, -1], floats: true)])
    #expect(made.graphOutputs.map(\.name) == ["map", "vector"])
    #expect(made.picture.width == 640 && made.picture.inputWidth == 100 && made.picture.paddedWidth == 104)
    #expect(made.outputs.map(\.role) == ["map"] && made.outputs[0].shape == [2, 78, 102])
    #expect(made.outputs[0].least < made.outputs[0].most && made.outputs[0].lengths.count == 3)
    let given = try document("tiny.json", "photo.png", "--side", "64")
    #expect(given.picture.inputWidth == 64 && given.picture.name == "photo.png")
    #expect(given.fingerprint == made.fingerprint && given.milliseconds > 0 && given.firstMilliseconds > 0)
    let again = try BuiltTool.run(
      ["model", "check", "tiny.json", "-", "--json"], in: folder, input: folder.url("photo.png").path)
    #expect(again.status == 0)
  }

  @Test("outputs are written for NumPy", .enabled(if: hasRuntime, comment))
  func output() throws {
    #expect(try run("tiny.json", "photo.png", "--output", "out/deep").status == 0)
    let bytes = [UInt8](try folder.bytes(of: "out/deep/map.npy"))
    #expect(bytes.prefix(8) == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0])
    let header = 10 + Int(bytes[8]) + 256 * Int(bytes[9])
    #expect(header.isMultiple(of: 64) && bytes[header - 1] == 10)
    #expect(String(decoding: bytes[10..<header], as: UTF8.self).contains("'shape': (2, 78, 102,)"))
    #expect(bytes.count == header + 4 * 2 * 78 * 102)
  }

  @Test("without the runtime one sentence says how to get it, status 2")
  func noRuntime() throws {
    let nowhere = try run(
      "tiny.json", environment: ["SIGHTLINE_ONNXRUNTIME": "", "XDG_DATA_HOME": folder.url("x").path])
    #expect(nowhere.status == 2 && nowhere.output.isEmpty)
    #expect(
      nowhere.errors.hasPrefix(
        "sightline: networks need ONNX Runtime, which is not in \(folder.url("x").path)"),
      "\(nowhere.errors)")
    #expect(nowhere.errors.contains("type `make deep`") && nowhere.errors.split(separator: "\n").count == 1)
    let named = try run("tiny.json", environment: ["SIGHTLINE_ONNXRUNTIME": "/nowhere"])
    #expect(
      named.status == 2 && named.errors.contains("/nowhere: SIGHTLINE_ONNXRUNTIME names this"),
      "\(named.errors)")
  }

  @Test("what doesn't fit is refused in a sentence, status 2", .enabled(if: hasRuntime, comment))
  func refused() throws {
    let wrong = Self.recipe.replacingOccurrences(of: "{\"map\": \"map\"}", with: "{\"map\": \"conv5\"}")
    try folder.write(wrong, to: "wrong.json")
    let output = try run("wrong.json")
    #expect(
      output.status == 2
        && output.errors == "sightline: wrong.json: the output conv5 is not in tiny.onnx, whose outputs are "
          + "map (? × 2 × ? × ?), vector (? × 2 × 1 × 1)\n",
      "\(output.errors)")
    try folder.write(Array(try folder.bytes(of: "tiny.onnx").prefix(100)), to: "cut.onnx")
    let cut = try run("cut.onnx", "tiny.json")
    #expect(cut.status == 2 && cut.errors.hasPrefix("sightline: cut.onnx: the network cannot be loaded"))
    #expect(try run("tiny.json", "nothing.jpg").errors == "sightline: nothing.jpg: no such file\n")
  }

  @Test("a command line that is no check is refused before anything is opened")
  func commandLine() throws {
    for (words, sentence) in [
      (["photo.png"], "model check takes one RECIPE.json, not 0"),
      (["a.json", "b.json"], "model check takes one RECIPE.json, not 2"),
      (["a.json", "a.png", "b.png"], "model check takes one FILE.onnx and one picture at most"),
    ] {
      let run = try BuiltTool.run(["model", "check"] + words, in: folder)
      #expect(run.status == 2 && run.errors == "sightline: \(sentence)\n", "\(run.errors)")
    }
    #expect(try BuiltTool.run(["model", "chekc", "a.json"], in: folder).errors.contains("check"))
  }
}
