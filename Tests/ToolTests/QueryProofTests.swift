import Foundation
import Raster
import SyntheticScenes
import Testing

/// `sightline query` as a process, with proof.
@Suite struct QueryProofTests {
  private let folder: TemporaryFolder

  /// Four scenes in `c`; a part of one, 280 × 200 pixels from (60, 40) on, the same in a mirror, and another scene.
  init() throws {
    folder = try TemporaryFolder()
    for number in 0..<4 { try folder.write(Self.file(Self.scene(number)), to: "photos/\(number).png") }
    let scene = try PictureFile.readGrey(bytes: Self.file(Self.scene(2)), named: "scene").plane
    var (part, mirrored) = (Plane(width: 280, height: 200), Plane(width: 280, height: 200))
    for y in 0..<200 {
      for x in 0..<280 {
        part[x, y] = scene[60 + x, 40 + y]
        mirrored[x, y] = scene[60 + 279 - x, 40 + y]
      }
    }
    try folder.write(PictureFile.encodedPNG(part), to: "part.png")
    try folder.write(PictureFile.encodedPNG(mirrored), to: "mirrored.png")
    try folder.write(Self.file(Self.scene(50)), to: "stranger.png")
    for words in [
      ["build-vocabulary", "words.slv", "photos", "--words", "256", "--rounds", "3"],
      ["ingest", "c", "photos", "--vocabulary", "words.slv"],
      ["ingest", "lean", "photos", "--vocabulary", "words.slv", "--lean"],
    ] {
      try #require(try BuiltTool.run(words, in: folder).status == 0)
    }
  }

  private static func scene(_ number: Int) -> ColourPicture {
    Scene(number: number, ofCollection: 5).picture(width: 400, height: 300)
  }

  private static func file(_ picture: ColourPicture) throws -> [UInt8] { try PictureFile.encodedPNG(picture) }

  private func query(_ words: String...) throws -> BuiltTool.Outcome {
    try BuiltTool.run(["query"] + words, in: folder)
  }

  private struct Document: Decodable {
    struct Result: Decodable, Equatable {
      var rank, inliers, shortlistRank, width, height: Int
      var name: String
      var score, shortlistScore: Double
      var sameObject: Bool
      var logNFA, coverage, effectiveInliers: Double?
      var box, queryFromTarget: [Double]?
      var quadrilateral: [[Double]]?
      var model: String?
      var mirrored, queryMirrored: Bool?
    }
    var results: [Result]
    var nearest: Result?
    var timings: [String: Double]
    var pictures, verified: Int
    var maxNFA: Double?
  }

  private func document(_ words: String..., status: Int32 = 0) throws -> Document {
    let run = try BuiltTool.run(["query"] + words + ["--json"], in: folder)
    #expect(run.status == status)
    return try JSONDecoder().decode(Document.self, from: run.output)
  }

  @Test("the JSON document says where the query lies in each result, and how surely")
  func json() throws {
    let document = try document("c", "part.png")
    let first = try #require(document.results.first)
    #expect(first.name == "photos/2.png" && first.sameObject && first.inliers >= 8 && first.rank == 1)
    #expect(first.logNFA ?? 0 <= -3 && first.width == 400 && first.height == 300)
    let box = try #require(first.box)
    for (side, expected) in zip(box, [60.0, 40, 280, 200]) { #expect(abs(side - expected) < 8) }
    let map = try #require(first.queryFromTarget)
    #expect(map.count == 9 && abs(map[0] - 1) < 0.05 && abs(map[2] + 60) < 8 && abs(map[5] + 40) < 8)
    #expect(first.quadrilateral?.count == 4 && first.mirrored == false && first.queryMirrored == nil)
    #expect(first.coverage ?? 0 > 0.3 && first.effectiveInliers ?? 0 > 4 && first.model != nil)
    #expect(
      document.pictures == 4 && document.verified == 4 && document.maxNFA == 1e-3 && document.nearest == nil)
    #expect(document.timings["correspondences"] != nil && document.timings["verification"] != nil)
  }

  @Test("the text is a line a result: rank, mark, score, points, log NFA, box, name")
  func text() throws {
    let run = try query("c", "part.png")
    #expect(run.status == 0 && run.errors.isEmpty)
    for (place, line) in run.text.split(separator: "\n").enumerated() {
      let columns = line.split(separator: " ")
      #expect(columns.count == 7 && columns[0] == "\(place + 1)" && Double(columns[2]) != nil, "\(line)")
      #expect((columns[1] == "-") == (columns[5] == "-") && columns[6].hasPrefix("photos/"))
      guard columns[1] != "-" else { continue }
      #expect(
        Int(columns[3]) != nil && Double(columns[4]) != nil && columns[5].split(separator: ",").count == 4)
    }
    #expect(run.text.hasPrefix("1  +  ") && run.text.contains("  photos/2.png\n"))
  }

  @Test("a mirrored query needs --mirror")
  func mirror() throws {
    #expect(try query("c", "mirrored.png").status == 1)
    let first = try #require(try document("c", "mirrored.png", "--mirror").results.first)
    #expect(first.name == "photos/2.png" && first.mirrored == true && first.queryMirrored == true)
    #expect(try query("c", "mirrored.png", "--mirror", "--top", "1").text.hasSuffix("  0°m  photos/2.png\n"))
  }

  @Test("another scene is not found, status 1, with a sentence")
  func stranger() throws {
    let run = try query("c", "stranger.png")
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(run.errors.hasPrefix("sightline: nothing found: ") && run.errors.contains("verified"))
    #expect(run.errors.split(separator: "\n").count == 1)
    #expect(try document("c", "stranger.png", status: 1).results.isEmpty)
    let strict = try query("c", "part.png", "--max-nfa", "1e-300")
    #expect(strict.status == 1 && strict.errors.contains("photos/2.png comes nearest, with "))
    #expect(strict.errors.contains("--max-nfa allows 1e-300"))
    #expect(try document("c", "part.png", "--max-nfa", "1e-300", status: 1).nearest?.name == "photos/2.png")
  }

  @Test("whatever false alarms are allowed, everything is listed")
  func everything() throws {
    let all = try document("c", "stranger.png", "--max-nfa", "inf")
    #expect(!all.results.isEmpty && all.maxNFA == nil)
    #expect(
      all.results.allSatisfy { $0.sameObject == ($0.logNFA != nil) && ($0.inliers > 0) == $0.sameObject })
  }

  @Test("options of proof that cannot be meant are refused")
  func refusals() throws {
    for (words, part) in [
      (["c", "part.png", "--max-nfa", "0"], "--max-nfa needs a number above 0, or inf, not '0'"),
      (["c", "part.png", "--max-nfa", "nan"], "--max-nfa needs a number above 0"),
      (["c", "part.png", "--verify", "-1"], "--verify needs a whole number of at least 0, not '-1'"),
      (["c", "part.png", "--verify", "0", "--max-nfa", "1"], "--max-nfa is for proofs"),
      (["lean", "part.png", "--verify", "20"], "lean: this collection is lean"),
      (["c", "name:photos/1.png", "--mirror"], "photos/1.png: a picture of the collection is kept as it is"),
    ] {
      let run = try BuiltTool.run(["query"] + words, in: folder)
      #expect(run.status == 2 && run.output.isEmpty && run.errors.contains(part), "\(words): \(run.errors)")
    }
    #expect(try query("lean", "part.png", "--verify", "0").status == 0)
  }

  @Test("proofs don't depend on jobs")
  func jobs() throws {
    let texts = try ["1", "3"].map { try query("c", "part.png", "--mirror", "--jobs", $0).text }
    #expect(texts[0] == texts[1] && !texts[0].isEmpty)
  }
}
