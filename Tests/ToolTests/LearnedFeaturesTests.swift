import Foundation
import Raster
import SyntheticScenes
import Testing

/// A network and the runtime, neither of which comes with the source: tests that need them are skipped where they are not.
private enum Network {
  static let model: String? = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    return ["/../shared/models/", "/../../shared/models/"].map { root + $0 + "xfeat/xfeat.onnx" }
      .first(where: FileManager.default.fileExists)
  }()

  /// A picture goes through, so the runtime is there too.
  static let runs: Bool = {
    guard let samples = try? LearnedSamples(),
      let run = try? samples.run("features", "a.png", "--features", "model:xfeat.json", "--format", "json")
    else { return false }
    return run.status == 0
  }()

  static let comment: Comment =
    "the network of ../shared/models or the runtime that `make deep` fetches is not there"
}

/// A scene, the same turned, another scene, and a network's recipe.
private struct LearnedSamples {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for number in 0..<3 {
      let scene = Scene(number: number, ofCollection: 5).picture(width: 480, height: 360)
      try folder.write(PictureFile.encodedPNG(scene), to: ["a.png", "b.png", "c.png"][number])
      if number == 0 { try folder.write(PictureFile.encodedPNG(Self.turned(scene)), to: "turned/a.png") }
    }
    try folder.write(Array(Self.recipe(threshold: 0.05).utf8), to: "xfeat.json")
  }

  static func recipe(threshold: Double, file: String? = nil) -> String {
    """
    {"name": "XFeat", "kind": "local", "file": "\(file ?? Network.model ?? "missing.onnx")", "dimension": 64,
     "input": {"name": "image", "channels": "grey", "side": 640, "multiple": 32},
     "outputs": {"heatmap": "keypoint_map", "reliability": "reliability", "descriptors": "descriptors"},
     "points": {"threshold": \(threshold), "grid": "edges", "count": 500, "cosine": 0.82}}
    """
  }

  /// By a quarter, clockwise.
  private static func turned(_ picture: ColourPicture) -> ColourPicture {
    var turned = ColourPicture(width: picture.height, height: picture.width)
    for y in 0..<turned.height {
      for x in 0..<turned.width {
        let from = (picture.height - 1 - x) * picture.width + y
        for channel in 0..<3 {
          turned.bytes[3 * (y * turned.width + x) + channel] = picture.bytes[3 * from + channel]
        }
      }
    }
    return turned
  }

  func run(_ words: String...) throws -> BuiltTool.Outcome { try BuiltTool.run(words, in: folder) }

  func makeVocabulary() throws {
    let run = try run(
      "build-vocabulary", "x.slv", "a.png", "b.png", "c.png", "--features", "model:xfeat.json", "--words",
      "48",
      "--quiet")
    try #require(run.status == 0, "\(run.errors)")
  }

  func makeCollection() throws {
    try makeVocabulary()
    let run = try run("ingest", "x.sight", "a.png", "b.png", "c.png", "--vocabulary", "x.slv", "--asmk")
    try #require(run.status == 0, "\(run.errors)")
  }
}

@Suite("Learned features in the tool") struct LearnedFeaturesTests {
  @Test(
    "a network's points come out as JSON, the same for any number of jobs",
    .enabled(if: Network.runs, Network.comment))
  func features() throws {
    struct Document: Decodable {
      struct Picture: Decodable {
        struct Feature: Decodable { var x, y, strength: Double }
        var count, dimension: Int
        var features: [Feature]
      }
      var pictures: [Picture]
      var recipe: Recipe
      struct Recipe: Decodable {
        var detector, name: String
        var maxFeatures, maxSide: Int
      }
    }
    let samples = try LearnedSamples()
    let words = ["features", "a.png", "b.png", "--features", "model:xfeat.json", "--json", "--jobs"]
    let one = try BuiltTool.run(words + ["1"], in: samples.folder)
    let two = try BuiltTool.run(words + ["2"], in: samples.folder)
    #expect(one.status == 0 && one.output == two.output)
    let document = try JSONDecoder().decode(Document.self, from: one.output)
    #expect(document.recipe.detector == "network" && document.recipe.name == "XFeat")
    #expect(document.recipe.maxFeatures == 500 && document.recipe.maxSide == 640)
    for picture in document.pictures {
      #expect(picture.dimension == 64 && picture.count > 100 && picture.count <= 500)
      let strengths = picture.features.map(\.strength)
      #expect(strengths == strengths.sorted(by: >))
      #expect(picture.features.allSatisfy { (0..<480).contains($0.x) && (0..<360).contains($0.y) })
    }
  }

  @Test(
    "limits of the command line take the place of the recipe's", .enabled(if: Network.runs, Network.comment))
  func limits() throws {
    let samples = try LearnedSamples()
    let run = try samples.run(
      "features", "a.png", "--features", "model:xfeat.json", "--max-features", "40", "--max-side", "320",
      "--output", "a.oxford")
    #expect(run.status == 0 && run.errors.contains("40 features"))
  }

  @Test(
    "what is for classical features is refused, and a format that cannot hold the descriptors",
    .enabled(if: Network.runs, Network.comment))
  func contradictions() throws {
    let samples = try LearnedSamples()
    let detector = try samples.run("features", "a.png", "--features", "model:xfeat.json", "--detector", "dog")
    #expect(detector.status == 2 && detector.errors.contains("--detector is for classical features"))
    let colmap = try samples.run("features", "a.png", "--features", "model:xfeat.json", "--format", "colmap")
    #expect(
      colmap.status == 2 && colmap.errors.contains("128-byte descriptors only")
        && colmap.errors.contains("have 64"))
    let form = try samples.run("features", "a.png", "--features", "xfeat.json")
    #expect(
      form.status == 2 && form.errors.contains("--features needs model: and the path of a network's recipe"))
  }

  @Test(
    "words of a network's features find pictures in every kind of scoring, turned ones too",
    .enabled(if: Network.runs, Network.comment))
  func searching() throws {
    struct Answer: Decodable {
      struct Result: Decodable { var name: String }
      var results: [Result]
    }
    let samples = try LearnedSamples()
    try samples.makeCollection()
    func first(_ words: String...) throws -> String? {
      let run = try BuiltTool.run(
        ["query", "x.sight"] + words + ["--verify", "0", "--json"], in: samples.folder)
      return try JSONDecoder().decode(Answer.self, from: run.output).results.first?.name
    }
    for scoring in ["bow", "hamming", "asmk"] {
      for name in ["a.png", "b.png", "c.png"] { #expect(try first(name, "--scoring", scoring) == name) }
    }
    #expect(try first("turned/a.png", "--rotations", "4") == "a.png")
    #expect(try samples.run("check", "x.sight").status == 0)
  }

  @Test(
    "a network that was moved or changed is told in one sentence", .enabled(if: Network.runs, Network.comment)
  )
  func otherNetworks() throws {
    let samples = try LearnedSamples()
    try samples.makeCollection()
    try FileManager.default.createDirectory(
      at: samples.folder.url("moved"), withIntermediateDirectories: true)
    try FileManager.default.moveItem(
      at: samples.folder.url("xfeat.json"), to: samples.folder.url("moved/net.json"))
    let lost = try samples.run("query", "x.sight", "a.png")
    #expect(lost.status == 2 && lost.errors.contains("say with --features model:RECIPE.json where it is"))
    let found = try samples.run(
      "query", "x.sight", "a.png", "--features", "model:moved/net.json", "--verify", "0")
    #expect(found.status == 0, "\(found.errors)")
    try samples.folder.write(Array(LearnedSamples.recipe(threshold: 0.2).utf8), to: "other.json")
    let other = try samples.run("query", "x.sight", "a.png", "--features", "model:other.json")
    #expect(other.status == 2 && other.errors.contains("its words were made with network "))
    #expect(other.errors.split(separator: "\n").count == 1)
  }

  @Test("classical words don't take a network", .enabled(if: Network.runs, Network.comment))
  func classicalWords() throws {
    let samples = try LearnedSamples()
    try #require(
      try samples.run("build-vocabulary", "c.slv", "a.png", "b.png", "--words", "32", "--quiet").status == 0)
    let run = try samples.run(
      "ingest", "c.sight", "a.png", "--vocabulary", "c.slv", "--features", "model:xfeat.json")
    #expect(
      run.status == 2 && run.errors.contains("build a vocabulary with that network, or leave --features out"))
    #expect(try samples.run("advise", "a.png", "--vocabulary", "c.slv").status == 0)
  }

  @Test("two pictures are compared by a network's features", .enabled(if: Network.runs, Network.comment))
  func comparing() throws {
    let samples = try LearnedSamples()
    let same = try samples.run("verify", "a.png", "a.png", "--features", "model:xfeat.json")
    #expect(same.status == 0 && same.text.hasPrefix("same: "))
    let different = try samples.run("verify", "a.png", "b.png", "--features", "model:xfeat.json")
    #expect(different.status == 1, "\(different.text)")
  }

  @Test("without its file a recipe says so, and nothing is made")
  func missingNetwork() throws {
    let samples = try LearnedSamples()
    let recipe = LearnedSamples.recipe(threshold: 0.05, file: "gone.onnx")
    try samples.folder.write(Array(recipe.utf8), to: "xfeat.json")
    let run = try samples.run("features", "a.png", "--features", "model:xfeat.json", "--output", "a.oxford")
    #expect(run.status == 2 && run.errors.contains("gone.onnx"), "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: samples.folder.url("a.oxford").path))
  }
}
