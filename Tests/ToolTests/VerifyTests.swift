import Foundation
import Raster
import SyntheticScenes
import Testing

/// `sightline verify` as a process.
@Suite struct VerifyTests {
  private let folder: TemporaryFolder

  /// A scene, a smaller copy of it, and another scene.
  init() throws {
    folder = try TemporaryFolder()
    let scene = Scene(number: 1, ofCollection: 5).picture(width: 800, height: 600)
    try folder.write(PictureFile.encodedPNG(scene), to: "a.png")
    try folder.write(PictureFile.encodedPNG(scene.scaled(toWidth: 600, height: 450)), to: "small.png")
    let other = Scene(number: 2, ofCollection: 5).picture(width: 800, height: 600)
    try folder.write(PictureFile.encodedPNG(other), to: "other.png")
  }

  private func verify(_ words: String..., input: String = "/dev/null") throws -> BuiltTool.Outcome {
    try BuiltTool.run(["verify"] + words, in: folder, input: input)
  }

  private struct Document: Decodable {
    struct Picture: Decodable, Equatable {
      var name: String
      var width, height, features: Int
    }
    var sameObject, identical, mirrored: Bool
    var inliers, candidates: Int
    var effectiveInliers, coverage: Double
    var logNFA: Double?
    var model: String?
    var bFromA, aFromB, box: [Double]?
    var quadrilateral, matches: [[Double]]
    var a, b: Picture
    var timings: [String: Double]
  }

  private func document(_ words: String..., input: String = "/dev/null") throws -> (Document, Int32) {
    let run = try BuiltTool.run(["verify"] + words + ["--json"], in: folder, input: input)
    #expect(run.errors.isEmpty)
    return (try JSONDecoder().decode(Document.self, from: run.output), run.status)
  }

  @Test("a smaller copy is the same: status 0 and one line with the numbers")
  func same() throws {
    let run = try verify("a.png", "small.png")
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(run.text.hasPrefix("same: ") && run.text.split(separator: "\n").count == 1)
    for part in [" points agree (", " places), log10 NFA -", " % covered"] {
      #expect(run.text.contains(part))
    }
  }

  @Test("the map of the JSON document takes A to where it is in B, and its points to their matches")
  func json() throws {
    let (document, status) = try document("a.png", "small.png")
    #expect(status == 0 && document.sameObject && !document.identical && !document.mirrored)
    #expect(document.inliers >= 20 && document.matches.count == document.inliers)
    #expect(try #require(document.logNFA) < -3 && document.effectiveInliers <= Double(document.inliers))
    let map = try #require(document.bFromA)
    #expect(map.count == 9 && document.aFromB?.count == 9 && document.box?.count == 4)
    for corner in [(-0.5, -0.5), (799.5, 599.5)] {
      let depth = map[6] * corner.0 + map[7] * corner.1 + map[8]
      let x = (map[0] * corner.0 + map[1] * corner.1 + map[2]) / depth
      let y = (map[3] * corner.0 + map[4] * corner.1 + map[5]) / depth
      #expect(abs(x - ((corner.0 + 0.5) * 0.75 - 0.5)) < 6 && abs(y - ((corner.1 + 0.5) * 0.75 - 0.5)) < 6)
    }
    #expect(document.quadrilateral.count == 4 && document.matches.allSatisfy { $0.count == 4 })
    #expect(
      document.a == Document.Picture(name: "a.png", width: 800, height: 600, features: document.a.features))
    #expect(Set(document.timings.keys) == ["features", "matching", "verification", "total"])
  }

  @Test("another scene is not the same: status 1, and nulls where there is no proof")
  func different() throws {
    let run = try verify("a.png", "other.png")
    #expect(run.status == 1 && run.errors.isEmpty && run.text.hasPrefix("not the same: "))
    try folder.write(PictureFile.encodedPNG(Plane(width: 60, height: 50, filledWith: 90)), to: "grey.png")
    let grey = try verify("a.png", "grey.png")
    #expect(grey.status == 1 && grey.text == "not the same: grey.png has no features\n")
    let (document, status) = try document("grey.png", "a.png")
    #expect(status == 1 && !document.sameObject && document.inliers == 0 && document.matches.isEmpty)
    #expect(
      document.logNFA == 0 && document.bFromA == nil && document.model == nil
        && document.box == nil)
  }

  @Test("a picture and itself are the same, and said to be identical files")
  func identical() throws {
    let run = try verify("a.png", "a.png")
    #expect(run.status == 0 && run.text.hasPrefix("same: identical files: "))
    #expect(try document("a.png", "a.png").0.identical)
  }

  @Test("either picture comes through standard input")
  func standardInput() throws {
    let path = folder.url("small.png").path
    let (second, status) = try document("a.png", "-", input: path)
    #expect(status == 0 && second.b.name == "standard input" && second.sameObject)
    let (first, _) = try document("-", "a.png", input: path)
    #expect(first.a.name == "standard input" && first.sameObject)
    let twice = try verify("-", "-", input: path)
    #expect(twice.status == 2 && twice.errors.contains("'-' can be given only once"))
  }

  @Test("a drawing is written for every answer, the same each time", arguments: ["small.png", "other.png"])
  func drawing(b: String) throws {
    let run = try verify("a.png", b, "--picture", "one.png")
    #expect(run.status == (b == "small.png" ? 0 : 1) && run.errors.isEmpty)
    _ = try verify("a.png", b, "--picture", "two.png", "--jobs", "1")
    #expect(try folder.bytes(of: "one.png") == folder.bytes(of: "two.png"))
    let drawn = try PictureFile.readColour(atPath: folder.url("one.png").path)
    #expect(drawn.width > 900 && drawn.height > 360)
    let input = try verify("-", b, "--picture", "three.png", input: folder.url("a.png").path)
    #expect(input.errors.isEmpty)
    #expect(try folder.names().contains("three.png"))
  }

  @Test(
    "what cannot be done is said in one sentence, with status 2",
    arguments: [
      (["a.png"], "IMAGE_B is missing"), (["a.png", "gone.png"], "gone.png"),
      (["a.png", "small.png", "--picture", "out.gif"], "out.gif"),
      (["a.png", "small.png", "--picture", "no/such/out.png"], "no/such/out.png"),
      (["a.png", "small.png", "--max-nfa", "0"], "--max-nfa needs a number above 0, or inf, not '0'"),
      (["a.png", "small.png", "--max-nfa", "nan"], "--max-nfa needs"),
    ])
  func errors(words: [String], part: String) throws {
    let run = try BuiltTool.run(["verify"] + words, in: folder)
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors.hasPrefix("sightline: ") && run.errors.contains(part))
    #expect(run.errors.split(separator: "\n").count == 1)
  }
}
