import Foundation
import Raster
import SyntheticScenes
import Testing

/// `sightline query` as a process, for the shortlist alone.
@Suite struct QueryTests {
  private let folder: TemporaryFolder

  /// Four scenes in `c`, the collection.
  init() throws {
    folder = try TemporaryFolder()
    for number in 0..<4 { try folder.write(Self.scene(number), to: "photos/\(number).png") }
    for words in [
      ["build-vocabulary", "words.slv", "photos", "--words", "128", "--rounds", "3"],
      ["ingest", "c", "photos", "--vocabulary", "words.slv"],
    ] {
      try #require(try BuiltTool.run(words, in: folder).status == 0)
    }
  }

  private static func scene(_ number: Int) throws -> [UInt8] {
    try PictureFile.encodedPNG(Scene(number: number, ofCollection: 5).picture(width: 240, height: 180))
  }

  private func query(_ words: String..., input: String = "/dev/null") throws -> BuiltTool.Outcome {
    try BuiltTool.run(["query"] + words + ["--verify", "0"], in: folder, input: input)
  }

  private struct Document: Decodable {
    struct Result: Decodable, Equatable {
      struct Word: Decodable, Equatable {
        var word: Int
        var score: Double
      }
      var rank: Int
      var name: String
      var score: Double
      var rotation: Double?
      var words: [Word]?
    }
    struct Rotation: Decodable, Equatable {
      var degrees: Double
      var features, words, wordsLeftOut, candidates: Int
    }
    var query, collection, scoring: String
    var results: [Result]
    var timings: [String: Double]
    var wordsPerFeature, width, height, features, pictures: Int
    var rotations: [Rotation]
  }

  private func document(_ words: String..., input: String = "/dev/null") throws -> Document {
    let run = try BuiltTool.run(["query"] + words + ["--verify", "0", "--json"], in: folder, input: input)
    #expect(run.errors.isEmpty && run.status == 0)
    return try JSONDecoder().decode(Document.self, from: run.output)
  }

  @Test("the text is a line a result: rank, score and name, the best first")
  func text() throws {
    let run = try query("c", "photos/2.png", "--top", "3")
    #expect(run.status == 0 && run.errors.isEmpty)
    let lines = run.text.split(separator: "\n")
    #expect((1...3).contains(lines.count))
    for (place, line) in lines.enumerated() {
      let columns = line.split(separator: " ")
      #expect(columns.count == 3 && columns[0] == "\(place + 1)" && Double(columns[1]) != nil)
      #expect(columns[1].split(separator: ".").last?.count == 6 && columns[2].hasPrefix("photos/"))
    }
    #expect(lines[0].hasSuffix(" photos/2.png"))
  }

  @Test("the JSON document has the results, where the time went, and what was looked for")
  func json() throws {
    let document = try document("c", "photos/1.png")
    #expect(document.query == "photos/1.png" && document.collection == "c" && document.scoring == "hamming")
    #expect(document.results[0].name == "photos/1.png" && document.results[0].rank == 1)
    #expect(document.results.allSatisfy { $0.score > 0 && $0.rotation == nil && $0.words == nil })
    #expect(Set(document.timings.keys) == ["decode", "features", "words", "shortlist", "total"])
    let stages = document.timings.filter { $0.key != "total" }.values.reduce(0, +)
    #expect(stages > 0 && stages <= (document.timings["total"] ?? 0) * 1.0001)
    #expect(document.width == 240 && document.height == 180 && document.pictures == 4)
    #expect(document.wordsPerFeature == 3 && document.rotations.map(\.features) == [document.features])
  }

  @Test("a file, standard input and a name find the same picture")
  func sources() throws {
    let file = try document("c", "photos/3.png", "--words-per-feature", "1")
    let input = try document(
      "c", "-", "--words-per-feature", "1", input: folder.url("photos/3.png").path)
    let name = try document("c", "name:photos/3.png")
    #expect(input.query == "standard input" && input.results == file.results)
    #expect(name.query == "photos/3.png" && name.results.map(\.name) == file.results.map(\.name))
    #expect(name.timings["decode"] == 0 && name.wordsPerFeature == 1)
    try folder.write(Array(folder.bytes(of: "photos/3.png")), to: "name:odd.png")
    #expect(try document("c", "./name:odd.png").results[0].name == "photos/3.png")
  }

  @Test("rotations and explanations stand with each result")
  func rotationsAndWords() throws {
    let document = try document("c", "photos/0.png", "--rotations", "4", "--explain")
    #expect(document.rotations.map(\.degrees) == [0, 90, 180, 270])
    #expect(document.results[0].rotation == 0 && document.timings["explanation"] != nil)
    for result in document.results {
      let sum = try #require(result.words).reduce(0) { $0 + $1.score }
      #expect(abs(sum - result.score) <= 1e-3 * result.score)
    }
    let text = try query("c", "photos/0.png", "--rotations", "4", "--explain", "--top", "1").text
    let lines = text.split(separator: "\n")
    #expect(lines[0].contains("  0°  photos/0.png"))
    #expect(lines.count == 12 && lines[1].contains("  word ") && lines[11].hasSuffix("words more"))
  }

  @Test("nothing found is status 1, with the reason on standard error unless quiet")
  func nothing() throws {
    try folder.write(PictureFile.encodedPNG(Plane(width: 60, height: 50, filledWith: 90)), to: "grey.png")
    let reasons = [
      (["c", "grey.png"], "nothing found: grey.png has no features"),
      (["c", "photos/0.png", "--filter", "x*"], "nothing found: no name in c fits 'x*'"),
      (
        ["c", "photos/0.png", "--region", "0,0,1,1"],
        "nothing found: photos/0.png has no features in this region; take a larger one"
      ),
    ]
    for (words, reason) in reasons {
      let run = try BuiltTool.run(["query"] + words, in: folder)
      #expect(run.status == 1 && run.output.isEmpty && run.errors == "sightline: \(reason)\n")
      let quiet = try BuiltTool.run(["query"] + words + ["--quiet", "--json"], in: folder)
      #expect(quiet.status == 1 && quiet.errors.isEmpty)
      #expect(try JSONDecoder().decode(Document.self, from: quiet.output).results.isEmpty)
    }
  }

  @Test("the filter decides which pictures there are")
  func filter() throws {
    let document = try document("c", "photos/0.png", "--filter", "photos/[01].png")
    #expect(document.pictures == 2 && document.results[0].name == "photos/0.png")
    #expect(Set(document.results.map(\.name)).isSubset(of: ["photos/0.png", "photos/1.png"]))
  }

  @Test("results don't depend on jobs")
  func jobs() throws {
    let texts = try ["1", "3"].map { jobs in
      try query("c", "photos/1.png", "--rotations", "8", "--jobs", jobs, "--explain").text
    }
    #expect(texts[0] == texts[1] && !texts[0].isEmpty)
  }
}
