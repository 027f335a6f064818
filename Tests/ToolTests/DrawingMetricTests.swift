import Foundation
import Testing

/// `sightline build-projection --pairs` and what takes its file, as processes.
@Suite struct DrawingMetricTests {
  private let folder: TemporaryFolder

  /// Bright discs and bars of several sizes on a dark ground, a drawing of each, and rings that no table names.
  init() throws {
    folder = try TemporaryFolder()
    var lines = "drawing,class,photo\n"
    for number in 0..<6 {
      for (name, isInside) in [("disc", Self.disc(number)), ("bar", Self.bar(number))] {
        try folder.write(
          Self.picture(ground: 40) { isInside($0 - 5 * number, $1) ? 200 : nil },
          to: "photos/\(name)_\(number).png")
        try folder.write(
          Self.picture(ground: 255) { x, y in Self.isRim(x, y, isInside) ? 0 : nil },
          to: "drawings/\(name)\(number).png")
        lines += "\(name)\(number).png,\(name),\(number == 5 ? "" : "\(name)_\(number).png")\n"
      }
    }
    try folder.write(
      Self.picture(ground: 40) { x, y in Self.disc(3)(x, y) && !Self.disc(0)(x, y) ? 200 : nil },
      to: "photos/ring_0.png")
    try folder.write(Array(lines.utf8), to: "truth.csv")
  }

  private static func picture(ground: UInt8, _ ink: (Int, Int) -> UInt8?) -> [UInt8] {
    TestPNG.bytes(width: 200, height: 160) { x, y in ink(x, y) ?? ground }
  }

  private static func disc(_ number: Int) -> (Int, Int) -> Bool {
    let radius = 30 + 5 * number
    return { x, y in (x - 80) * (x - 80) + (y - 80) * (y - 80) < radius * radius }
  }

  private static func bar(_ number: Int) -> (Int, Int) -> Bool {
    { x, y in (40..<60 + 8 * number).contains(x) && (20..<140).contains(y) }
  }

  private static func isRim(_ x: Int, _ y: Int, _ inside: (Int, Int) -> Bool) -> Bool {
    inside(x, y) && ![(3, 0), (-3, 0), (0, 3), (0, -3)].allSatisfy { inside(x + $0.0, y + $0.1) }
  }

  private func run(_ words: String...) throws -> BuiltTool.Outcome { try BuiltTool.run(words, in: folder) }

  private func build(_ words: String...) throws -> BuiltTool.Outcome {
    try BuiltTool.run(["build-projection"] + words, in: folder)
  }

  private struct Summary: Decodable {
    var from, fingerprint: String
    var inputDimension, dimension, pictures, failed, drawings, pairs: Int
    var pairsWrong: [Double]
  }

  private struct Report: Decodable {
    struct Ranking: Decodable {
      var name: String
      var meanAveragePrecision: Double
    }
    var rankings: [Ranking]
  }

  @Test("a metric is learnt from a table, info tells of it, and a benchmark has a row of it")
  func learnt() throws {
    let run = try build(
      "m.slp", "--pairs", "truth.csv", "--images", "photos", "--dimension", "8", "--json")
    #expect(run.status == 0, "\(run.errors)")
    let summary = try JSONDecoder().decode(Summary.self, from: run.output)
    #expect(summary.from == "hog" && summary.inputDimension == 1296 && summary.dimension == 8)
    #expect(summary.pictures == 12 && summary.drawings == 12 && summary.pairs == 10 && summary.failed == 0)
    #expect(summary.pairsWrong.count > 1)
    let info = try self.run("info", "m.slp")
    #expect(info.text.contains("lines of drawings and photographs, by hog"), "\(info.text)")
    #expect(info.text.contains("method: triplets") && info.text.contains(summary.fingerprint))
    let told = try self.run("info", "m.slp", "--json")
    #expect(told.text.contains("\"for\":\"drawings\""))
    let benchmark = try self.run(
      "benchmark", "drawings", "--images", "photos", "--truth", "truth.csv", "--descriptor", "hog",
      "--metric", "m.slp", "--json")
    #expect(benchmark.status == 0, "\(benchmark.errors)")
    let report = try JSONDecoder().decode(Report.self, from: benchmark.output)
    #expect(report.rankings.map(\.name) == ["hog", "hog, learned"])
    #expect(report.rankings.allSatisfy { $0.meanAveragePrecision > 0.8 }, "\(report.rankings)")
  }

  @Test("the same bytes come of any number of jobs; another descriptor and IMAGES do too")
  func jobs() throws {
    let options = ["--pairs", "truth.csv", "photos", "--from", "shelo", "--dimension", "6"]
    for jobs in ["1", "2"] {
      let run = try BuiltTool.run(
        ["build-projection", "\(jobs).slp", "--jobs", jobs] + options, in: folder)
      #expect(run.status == 0, "\(run.errors)")
    }
    #expect(try folder.bytes(of: "1.slp") == folder.bytes(of: "2.slp"))
  }

  @Test("a bad picture is told, the others are learnt from, and the status remembers")
  func badPicture() throws {
    try folder.write("no picture", to: "photos/disc_9.png")
    let run = try build("m.slp", "--pairs", "truth.csv", "--images", "photos", "--dimension", "4")
    #expect(run.status == 2 && run.errors.contains("disc_9.png: "), "\(run.errors)")
    #expect(run.errors.contains("1 of 25 files could not be read"))
    #expect(try folder.names().contains("m.slp"))
  }

  @Test("what makes vectors of pictures and what compares drawings refuse each other's files")
  func refusedElsewhere() throws {
    #expect(
      try build("m.slp", "--pairs", "truth.csv", "--images", "photos", "--dimension", "4").status == 0)
    try SampleModel.write(toPath: folder.url("pictures.slp").path)
    let benchmark = try run(
      "benchmark", "drawings", "--images", "photos", "--truth", "truth.csv", "--descriptor", "hog",
      "--metric", "pictures.slp")
    #expect(benchmark.status == 2 && benchmark.errors.contains("learnt for pictures, not for drawings"))
    let other = try run("benchmark", "holidays", "--images", "photos", "--metric", "m.slp")
    #expect(other.status == 2 && other.errors.contains("--metric has no meaning for benchmark holidays"))
  }

  @Test("collections refuse a metric as a model")
  func refusedByCollections() throws {
    let samples = try CollectionSamples()
    try samples.makeCollection()
    #expect(
      try build(
        samples.folder.url("m.slp").path, "--pairs", "truth.csv", "--images", "photos", "--dimension", "4"
      ).status == 0)
    let run = try samples.run("embed", "c.sight", "--model", "m.slp")
    #expect(run.status == 2)
    #expect(run.errors.contains("makes no vector of a picture"), "\(run.errors)")
  }

  @Test(
    "what cannot be learnt is refused in one sentence",
    arguments: [
      (["--pairs", "none.csv", "--images", "photos"], "none.csv"),
      (["--pairs", "truth.csv"], "--pairs needs its photographs: --images PATHS"),
      (["--pairs", "truth.csv", "--images", "nowhere"], "nowhere"),
      (["--pairs", "empty.csv", "--images", "photos"], "the truth has no drawings"),
      (["--pairs", "one.csv", "--images", "photos"], "all drawings are of the class disc"),
      (["--pairs", "lost.csv", "--images", "photos"], "the drawing lost.png is not there"),
      (["--pairs", "truth.csv", "--images", "photos", "--from", "vlad"], "--pairs learns from lines"),
      (
        ["--pairs", "truth.csv", "--images", "photos", "--whiten", "1"], "--whiten is for vectors of pictures"
      ),
      (["--pairs", "truth.csv", "--images", "photos", "--dimension", "100"], "smaller --dimension"),
      (["--pairs", "truth.csv", "--images", "photos", "--memory", "100K"], "a larger --memory"),
      (["photos", "--from", "hog"], "--from hog is for drawings: name them with --pairs"),
      (["--images", "photos"], "are for --pairs, which is missing"),
      ([], "IMAGES is missing"),
    ])
  func refusals(words: [String], sentence: String) throws {
    try folder.write("drawing,class,photo\n", to: "empty.csv")
    try folder.write("drawing,class,photo\ndisc0.png,disc,disc_0.png\n", to: "one.csv")
    try folder.write("drawing,class,photo\nlost.png,disc,disc_0.png\n", to: "lost.csv")
    let run = try BuiltTool.run(["build-projection", "m.slp"] + words, in: folder)
    #expect(run.status == 2)
    #expect(run.errors.contains(sentence), "\(run.errors)")
    #expect(!(try folder.names().contains("m.slp")))
  }
}
