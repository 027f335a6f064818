import Foundation
import InvertedFile
import Storage
import Testing

@testable import sightline

/// `sightline embed --drawings`, `ingest --drawings`, `query --drawing`, and what `info` tells of drawing rows, as processes.
@Suite struct DrawingTests {
  private let samples: DrawingSamples
  private var folder: TemporaryFolder { samples.folder }

  init() throws {
    samples = try DrawingSamples()
  }

  private struct Information: Decodable {
    struct Rows: Decodable {
      var model, path, fingerprint: String
      var dimension, rows, bytes: Int
    }

    var drawings: Rows?
    var parts: [String: Int]
  }

  private struct Answer: Decodable {
    struct Result: Decodable {
      var rank, shortlistRank, width, height: Int
      var name: String
      var score: Double
      var box: [Double]?
      var mirrored: Bool?
      var channels: [String]
    }

    var query, collection, channel: String
    var results: [Result]
    var expandedWith, expansionChannels: [String]?
    var timings: [String: Double]
  }

  private func information() throws -> Information {
    try JSONDecoder().decode(Information.self, from: samples.run("info", "c.sight", "--json").output)
  }

  private func answer(_ words: String...) throws -> Answer {
    let run = try BuiltTool.run(
      ["query", "c.sight", "sketch.png", "--drawing", "--json"] + words, in: folder)
    #expect(run.status == 0, "\(run.errors)")
    return try JSONDecoder().decode(Answer.self, from: run.output)
  }

  private func isSound() throws -> Bool { try samples.run("check", "c.sight").status == 0 }

  @Test("pictures get their rows afterwards, as ingested ones do, and lose them")
  func embedding() throws {
    try #require(try samples.run("ingest", "c.sight", "scenes", "--vocabulary", "a.slv").status == 0)
    #expect(try information().drawings == nil && information().parts["drawings"] == nil)
    #expect(try samples.run("info", "c.sight").text.contains("drawings     none\n"))
    let refused = try samples.run("query", "c.sight", "sketch.png", "--drawing")
    #expect(refused.status == 2 && refused.errors.contains("`sightline embed c.sight --drawings`"))

    let embedded = try samples.run("embed", "c.sight", "--drawings", "--keyshapes", "keys.slv")
    #expect(embedded.status == 0)
    #expect(embedded.errors.contains("c.sight: 5 pictures embedded by keys, "), "\(embedded.errors)")
    let again = try samples.run("embed", "c.sight", "--drawings")
    #expect(again.errors.contains("0 pictures embedded by keys, 5 had a drawing row, "))
    let rows = try #require(try information().drawings)
    #expect(rows.rows == 5 && rows.bytes == 12288 && rows.path == folder.url("keys.slv").path)
    let text = try samples.run("info", "c.sight").text
    #expect(text.contains("drawings     5 rows, 12,288 bytes, 2457.6 a row\n"), "\(text)")
    #expect(text.contains("keyshapes    keys, "))
    #expect(try isSound())

    let dropped = try samples.run("embed", "c.sight", "--drawings", "--drop")
    #expect(dropped.status == 0 && dropped.errors.contains("c.sight: 5 drawing rows dropped"))
    #expect(try information().drawings == nil && isSound())
  }

  @Test("a drawing finds the scene with its shape, in lines and as a document")
  func query() throws {
    try samples.makeCollection()
    let found = try answer("--top", "3")
    #expect(found.channel == "drawing" && found.results.count == 3 && found.expandedWith == nil)
    let first = try #require(found.results.first)
    #expect(first.name == "scenes/2.png" && first.rank == 1 && first.channels == ["drawing"])
    let box = try #require(first.box)
    #expect(box.count == 4 && box[0] + box[2] <= Double(first.width) && box[3] > 20)
    #expect(found.timings.keys.sorted() == ["decode", "shortlist", "total"])
    let text = try samples.run("query", "c.sight", "sketch.png", "--drawing", "--top", "1").text
    let fields = text.split(separator: " ").map(String.init)
    #expect(fields.count == 4 && fields[0] == "1" && fields[3] == "scenes/2.png\n", "\(text)")
    #expect(fields[2] == box.map { String(Int($0.rounded())) }.joined(separator: ","))
  }

  @Test("photographs that were found become queries")
  func thenPhotographs() throws {
    try samples.makeCollection()
    let found = try answer("--then-photos", "2", "--mirror")
    #expect(found.expandedWith?.count == 2 && found.expansionChannels == ["words"])
    #expect(found.results.count == 5 && found.timings["expansion"] != nil)
    let run = try samples.run("query", "c.sight", "sketch.png", "--drawing", "--then-photos", "2")
    #expect(run.errors.contains("c.sight: the photographs that were found have no vectors"), "\(run.errors)")
  }

  @Test("sheet and page show the drawing and where it was found")
  func pictures() throws {
    try samples.makeCollection()
    let run = try samples.run(
      "query", "c.sight", "sketch.png", "--drawing", "--picture", "sheet.png", "--report", "page.html")
    #expect(run.status == 0)
    #expect(try Data(contentsOf: folder.url("sheet.png")).count > 10_000)
    let page = try String(contentsOf: folder.url("page.html"), encoding: .utf8)
    #expect(page.contains("The 5 of 5 pictures that are most like the drawing"))
    #expect(page.components(separatedBy: "class=\"outline\"").count == 6)
    #expect(page.components(separatedBy: "\"warp\":\"matrix3d(").count == 6)
  }

  @Test(
    "options that have no meaning are refused by name",
    arguments: [
      (["query", "c.sight", "sketch.png", "--drawing", "--verify", "3"], "--verify is for photographs"),
      (["query", "c.sight", "sketch.png", "--drawing", "--channel", "both"], "--channel is for photographs"),
      (["query", "c.sight", "sketch.png", "--then-photos", "3"], "--then-photos is for drawings"),
      (["query", "c.sight", "sketch.png", "--keyshapes", "keys.slv"], "--keyshapes is for drawings"),
      (["query", "c.sight", "name:scenes/1.png", "--drawing"], "is no drawing"),
      (["embed", "c.sight", "--drawings", "--model", "m.slp"], "--model is for vectors"),
      (["embed", "c.sight", "--keyshapes", "keys.slv"], "--keyshapes is for drawing rows"),
      (["embed", "c.sight", "--drawings", "--drop", "--keyshapes", "keys.slv"], "--drop only takes"),
      (["embed", "c.sight", "--drawings", "--keyshapes", "a.slv", "--replace"], "not keyshapes"),
    ])
  func refusals(words: [String], sentence: String) throws {
    try samples.makeCollection()
    let run = try BuiltTool.run(words, in: folder)
    #expect(run.status == 2 && run.errors.contains(sentence), "\(run.errors)")
    #expect(try information().drawings?.rows == 5)
  }

  @Test("a collection with pictures gets no rows for new ones alone")
  func late() throws {
    try #require(try samples.run("ingest", "c.sight", "scenes/0.png", "--vocabulary", "a.slv").status == 0)
    let run = try samples.run("ingest", "c.sight", "scenes", "--drawings", "--keyshapes", "keys.slv")
    #expect(run.status == 2 && run.errors.contains("`sightline embed c.sight --drawings`"), "\(run.errors)")
    #expect(try information().drawings == nil)
  }

  @Test("rows that are made by a process that is killed at any moment leave a sound collection")
  func killed() throws {
    try #require(try samples.run("ingest", "c.sight", "scenes", "--vocabulary", "a.slv").status == 0)
    for delay in [0.0, 0.02, 0.05, 0.1, 0.2] {
      let process = try BuiltTool.start(
        ["embed", "c.sight", "--drawings", "--keyshapes", "keys.slv", "--jobs", "1"], in: folder)
      Thread.sleep(forTimeInterval: delay)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      #expect(try isSound())
    }
    #expect(try samples.run("embed", "c.sight", "--drawings", "--keyshapes", "keys.slv").status == 0)
    #expect(try information().drawings?.rows == 5 && isSound())
  }

  @Test("who reads a collection of before goes on when another process gives it a table of drawing rows")
  func olderCollection() throws {
    let stored = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("InvertedFileTests/Resources/collection-1")
    try FileManager.default.copyItem(at: stored, to: folder.url("old.sight"))
    let index = try IndexFolder(path: folder.url("old.sight").path).open(writable: false)
    #expect(try index.snapshot().channelSettings(of: .drawings) == nil)
    // Its pictures' files are nowhere, so none gets a row; but the channel is there.
    let run = try samples.run("embed", "old.sight", "--drawings", "--keyshapes", "keys.slv")
    #expect(run.status == 2 && run.errors.contains("6 unreadable"), "\(run.errors)")
    let snapshot = try index.snapshot()
    #expect(try snapshot.channelSettings(of: .drawings)?.name == "keys")
    #expect(try snapshot.picturesWithoutVector(in: .drawings).count == 6)
    #expect(try samples.run("check", "old.sight").status == 0)
  }
}
