import Foundation
import Testing

/// `sightline benchmark drawings` as a process.
@Suite struct BenchmarkDrawingsTests {
  private let folder: TemporaryFolder

  /// Photographs of bright diamonds and of bright bars somewhere on a dark ground, and a drawing of each in ink.
  init() throws {
    folder = try TemporaryFolder()
    for number in 0..<4 {
      let shift = 12 * number
      try folder.write(
        Self.picture(ground: 40) { x, y in Self.isDiamond(x - shift, y) ? 200 : nil },
        to: "photos/diamond_\(number).png")
      try folder.write(
        Self.picture(ground: 40) { x, y in Self.isBar(x - shift, y) ? 200 : nil },
        to: "photos/bar_\(number).png")
    }
    try folder.write(
      Self.picture(ground: 255) { x, y in Self.isRim(x, y, Self.isDiamond) ? 0 : nil }, to: "drawings/a.png")
    try folder.write(
      Self.picture(ground: 255) { x, y in Self.isRim(x, y, Self.isBar) ? 0 : nil }, to: "drawings/b.png")
    try folder.write(
      Array("drawing,class,photo\na.png,diamond,diamond_0.png\nb.png,bar,\n".utf8), to: "truth.csv")
  }

  private static func picture(ground: UInt8, _ ink: (Int, Int) -> UInt8?) -> [UInt8] {
    TestPNG.bytes(width: 200, height: 160) { x, y in ink(x, y) ?? ground }
  }

  private static func isDiamond(_ x: Int, _ y: Int) -> Bool {
    abs(x - 70) + abs(y - 80) < 50
  }

  private static func isBar(_ x: Int, _ y: Int) -> Bool { (50..<80).contains(x) && (20..<140).contains(y) }

  private static func isRim(_ x: Int, _ y: Int, _ inside: (Int, Int) -> Bool) -> Bool {
    inside(x, y) && ![(3, 0), (-3, 0), (0, 3), (0, -3)].allSatisfy { inside(x + $0.0, y + $0.1) }
  }

  private struct Document: Decodable {
    struct Ranking: Decodable {
      var name: String
      var meanAveragePrecision, retrieval1, instance5: Double
      var classes: [Class]
      var drawings: [Drawing]
    }
    struct Class: Decodable {
      var `class`: String
      var meanAveragePrecision: Double
    }
    struct Drawing: Decodable {
      var drawing: String
      var averagePrecision: Double
      var rank: Int?
    }
    var benchmark: String
    var queries, pictures: Int
    var mirror: Bool
    var chance: Double
    var rankings: [Ranking]
  }

  private func run(_ words: String...) throws -> BuiltTool.Outcome {
    try BuiltTool.run(["benchmark", "drawings", "--images", "photos"] + words, in: folder)
  }

  @Test("drawings find the photographs of their shapes by every descriptor")
  func found() throws {
    let run = try run(
      "--truth", "truth.csv", "--descriptor", "hog,helo,shelo,gf-hog,basic-keyshapes", "--train", "photos",
      "--json")
    #expect(run.status == 0, "\(run.errors)")
    let document = try JSONDecoder().decode(Document.self, from: run.output)
    #expect(document.benchmark == "drawings" && document.queries == 2 && document.pictures == 8)
    #expect(document.rankings.map(\.name) == ["hog", "helo", "shelo", "gf-hog", "basic-keyshapes"])
    for ranking in document.rankings {
      #expect(ranking.meanAveragePrecision > 0.9 && ranking.retrieval1 == 1, "\(ranking.name)")
      #expect(ranking.classes.map(\.class) == ["diamond", "bar"] && ranking.drawings.count == 2)
      #expect(ranking.drawings[0].rank ?? 9 <= 4 && ranking.instance5 == 1)
    }
  }

  @Test(
    "a network looks at the lines of all",
    .enabled(if: ModelTests.hasRuntime, ModelTests.comment))
  func network() throws {
    try ModelTests.writeNetwork(to: folder)
    let run = try run("--truth", "truth.csv", "--descriptor", "hog", "--model", "tiny.json", "--json")
    #expect(run.status == 0, "\(run.errors)")
    let document = try JSONDecoder().decode(Document.self, from: run.output)
    #expect(document.rankings.map(\.name) == ["hog", "Tiny"])
    let drawings = document.rankings[1].drawings
    #expect(drawings.count == 2 && drawings.allSatisfy { $0.averagePrecision > 0 })
  }

  @Test("a model of local features is refused: lines have none")
  func localFeatures() throws {
    try SampleModel.write(toPath: folder.url("local.slp").path)
    let run = try run("--truth", "truth.csv", "--descriptor", "hog", "--model", "local.slp")
    #expect(run.status == 2 && run.errors.contains("local features, which lines have none of"))
    let missing = try self.run("--truth", "truth.csv", "--model", "none.json")
    #expect(missing.status == 2 && missing.errors.contains("none.json"))
  }

  @Test("people get a table and a page with drawings and their first photographs")
  func page() throws {
    let run = try run("--truth", "truth.csv", "--descriptor", "hog,shelo", "--mirror", "--report", "out.html")
    #expect(
      run.status == 0 && run.text.contains("shelo") && run.text.contains("in a random order"), "\(run.errors)"
    )
    let page = String(decoding: try folder.bytes(of: "out.html"), as: UTF8.self)
    #expect(page.contains("<svg class=\"plot\"") && page.contains("the other way round too"))
    #expect(page.contains("a.png") && page.contains("frame positive") && !page.contains("picture not found"))
  }

  @Test("a folder for each class needs no truth, and what is not drawn on is told and finds nothing")
  func folders() throws {
    for name in ["diamond", "bar"] {
      for number in 0..<2 {
        try folder.write(
          Array(folder.bytes(of: "photos/\(name)_\(number).png")), to: "things/\(name)/\(number).png")
      }
    }
    try folder.write(Array(folder.bytes(of: "drawings/a.png")), to: "sketches/diamond.png")
    try folder.write(Self.picture(ground: 255) { _, _ in nil }, to: "sketches/bar.png")
    let run = try BuiltTool.run(
      [
        "benchmark", "drawings", "--images", "things", "--drawings", "sketches", "--descriptor", "hog",
        "--json",
      ],
      in: folder)
    #expect(run.status == 0 && run.errors.contains("sketches/bar.png"), "\(run.errors)")
    let document = try JSONDecoder().decode(FolderDocument.self, from: run.output)
    #expect(document.rankings[0].drawings.map(\.averagePrecision) == [0, 1])
  }

  private struct FolderDocument: Decodable {
    struct Ranking: Decodable {
      var drawings: [Document.Drawing]
    }
    var rankings: [Ranking]
  }

  @Test(
    "what cannot be measured is refused with a sentence",
    arguments: [
      ([], "--drawings"), (["--truth", "photos/nothing.csv"], "no folder"),
      (["--truth", "nothing.csv", "--drawings", "drawings"], "nothing.csv"),
      (["--truth", "truth.csv", "--drawings", "gone"], "gone"),
      (["--truth", "truth.csv", "--descriptor", "sift"], "--descriptor"),
      (["--truth", "truth.csv", "--descriptor", "gf-hog"], "--train"),
      (["--truth", "truth.csv", "--stages", "bow"], "--stages has no meaning"),
      (["--truth", "truth.csv", "--csv", "x.csv"], "--csv has no meaning"),
    ])
  func refused(words: [String], sentence: String) throws {
    let run = try BuiltTool.run(["benchmark", "drawings", "--images", "photos"] + words, in: folder)
    let isRefused = run.status == 2 && run.output.isEmpty
    #expect(isRefused && run.errors.contains(sentence), "\(run.errors)")
  }

  @Test("options of drawings are refused elsewhere")
  func elsewhere() throws {
    let run = try BuiltTool.run(["benchmark", "groups", "--images", "photos", "--mirror"], in: folder)
    #expect(run.status == 2 && run.errors.contains("--mirror has no meaning for benchmark groups"))
  }
}
