import Foundation
import Raster
import SyntheticScenes
import Testing

/// `sightline query --expand` as a process.
@Suite struct QueryExpansionTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for number in 0..<4 {
      let scene = Scene(number: number, ofCollection: 5).picture(width: 400, height: 300)
      try folder.write(PictureFile.encodedPNG(scene), to: "photos/\(number).png")
    }
    let scene = try PictureFile.readGrey(
      bytes: PictureFile.encodedPNG(Scene(number: 2, ofCollection: 5).picture(width: 400, height: 300)),
      named: "scene")
    var part = Plane(width: 280, height: 200)
    for y in 0..<200 { for x in 0..<280 { part[x, y] = scene.plane[60 + x, 40 + y] } }
    try folder.write(PictureFile.encodedPNG(part), to: "part.png")
    for words in [
      ["build-vocabulary", "words.slv", "photos", "--words", "256", "--rounds", "3"],
      ["ingest", "c", "photos", "--vocabulary", "words.slv"],
      ["ingest", "lean", "photos", "--vocabulary", "words.slv", "--lean"],
    ] {
      try #require(try BuiltTool.run(words, in: folder).status == 0)
    }
  }

  private struct Document: Decodable {
    struct Result: Decodable {
      var name: String
      var sameObject: Bool
    }
    var results: [Result]
    var expandedWith: [String]?
    var timings: [String: Double]
  }

  private func document(_ words: String...) throws -> Document {
    let run = try BuiltTool.run(["query"] + words + ["--json"], in: folder)
    try #require(run.status == 0, "\(run.errors)")
    return try JSONDecoder().decode(Document.self, from: run.output)
  }

  @Test(
    "the JSON document says which pictures a query was expanded with",
    arguments: ["average", "hamming", "discriminative"])
  func expanded(kind: String) throws {
    let document = try document("c", "part.png", "--expand", kind, "--max-nfa", "1e-30")
    #expect(document.results.first?.name == "photos/2.png" && document.results.first?.sameObject == true)
    #expect(document.expandedWith == ["photos/2.png"] && document.timings["expansion"] != nil)
  }

  @Test("a query that proves itself alone is not expanded, nor is one with off")
  func notExpanded() throws {
    for document in [
      try document("c", "photos/1.png", "--expand", "average", "--max-nfa", "1e-30"),
      try document("c", "part.png", "--expand", "off"),
    ] {
      #expect(document.expandedWith == nil && document.timings["expansion"] == nil)
    }
  }

  @Test("expansions that have nothing to grow from are refused in a sentence")
  func refusals() throws {
    for (words, part) in [
      (["c", "part.png", "--expand", "average", "--verify", "0"], "this one verifies nothing"),
      (["lean", "part.png", "--expand", "hamming"], "lean: this collection is lean"),
      (["c", "part.png", "--expand", "much"], "'much' is no expand; choose one of off, average"),
    ] {
      let run = try BuiltTool.run(["query"] + words, in: folder)
      #expect(run.status == 2 && run.output.isEmpty && run.errors.contains(part), "\(run.errors)")
      #expect(run.errors.split(separator: "\n").count == 1)
    }
  }
}
