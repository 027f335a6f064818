import Foundation
import InvertedFile
import Testing

@testable import sightline

/// `sightline embed`, `ingest --model`, and what `info` tells of vectors, as processes.
@Suite struct EmbedTests {
  private let samples: CollectionSamples
  private var folder: TemporaryFolder { samples.folder }

  init() throws {
    samples = try CollectionSamples()
    try SampleModel.write(toPath: folder.url("m.slp").path)
  }

  private struct Embedded: Decodable {
    struct Left: Decodable, Equatable { var name, reason: String }

    var collection, model, fingerprint: String
    var dimension, embedded, skipped, dropped, empty, unreadable, changed, failed: Int
    var interrupted: Bool
    var picturesLeft: [Left]
  }

  private struct Information: Decodable {
    struct Channel: Decodable {
      var model, path, fingerprint: String
      var dimension, vectors, bytes: Int
    }

    var channel: Channel?
    var parts: [String: Int]
  }

  private func embed(_ words: String...) throws -> (Embedded, status: Int32) {
    let run = try BuiltTool.run(["embed", "c.sight", "--json"] + words, in: folder)
    return (try JSONDecoder().decode(Embedded.self, from: run.output), run.status)
  }

  private func information(_ collection: String = "c.sight") throws -> Information {
    try JSONDecoder().decode(Information.self, from: try samples.run("info", collection, "--json").output)
  }

  @Test("every picture gets a vector, info tells of them, and the same again does nothing")
  func ordinary() throws {
    try samples.makeCollection()
    #expect(try information().channel == nil && information().parts["vectors"] == nil)
    let (first, status) = try embed("--model", "m.slp")
    #expect(status == 0 && first.embedded == 4 && first.skipped == 0 && first.dimension == 16)
    #expect(first.model == "vlad-6" && first.fingerprint.count == 32 && first.picturesLeft.isEmpty)
    let again = try samples.run("embed", "c.sight")
    #expect(again.status == 0)
    #expect(again.errors.hasPrefix("sightline: c.sight: 0 pictures embedded by vlad-6, 4 had a vector, "))
    let channel = try #require(try information().channel)
    #expect(channel.vectors == 4 && channel.dimension == 16 && channel.fingerprint == first.fingerprint)
    #expect(channel.path == folder.url("m.slp").path && channel.bytes == 4096)
    let text = try samples.run("info", "c.sight").text
    #expect(text.contains("vectors      4 of 16 numbers, 4,096 bytes, 1024 a vector\n"), "\(text)")
    #expect(text.contains("model        vlad-6, "))
    #expect(try samples.isSound())
  }

  @Test("files that are gone or changed are told, the rest gets vectors, and the status remembers")
  func left() throws {
    try samples.makeCollection()
    try FileManager.default.removeItem(at: folder.url("photos/0.png"))
    try folder.write(TestPNG.scene(seed: 9), to: "photos/1.png")
    let (report, status) = try embed("--model", "m.slp")
    #expect(status == 2 && report.embedded == 2 && report.unreadable == 1 && report.changed == 1)
    #expect(report.picturesLeft.map(\.name) == ["photos/0.png", "photos/1.png"])
    let quiet = try samples.run("embed", "c.sight", "--quiet")
    #expect(quiet.status == 2 && quiet.text.isEmpty)
    #expect(quiet.errors.split(separator: "\n").count == 2)
    #expect(quiet.errors.contains("photos/1.png: changed since it was ingested"))
  }

  @Test("another model is refused, replaces with --replace, and --drop takes all out")
  func replaced() throws {
    try samples.makeCollection()
    _ = try embed("--model", "m.slp")
    try SampleModel.write(toPath: folder.url("n.slp").path, seed: 2)
    let refused = try samples.run("embed", "c.sight", "--model", "n.slp")
    #expect(refused.status == 2 && refused.text.isEmpty && refused.errors.contains("--replace"))
    let (report, status) = try embed("--model", "n.slp", "--replace")
    #expect(status == 0 && report.dropped == 4 && report.embedded == 4)
    let dropped = try samples.run("embed", "c.sight", "--drop", "--json")
    #expect(dropped.status == 0 && dropped.text == "{\"collection\":\"c.sight\",\"dropped\":4}\n")
    #expect(dropped.errors == "sightline: c.sight: 4 vectors dropped\n")
    #expect(try information().channel == nil)
    #expect(try samples.isSound())
  }

  @Test("ingest makes a collection with vectors, and goes on without naming the model")
  func ingest() throws {
    let made = try samples.run(
      "ingest", "c.sight", "photos", "--vocabulary", "a.slv", "--model", "m.slp", "--json")
    #expect(made.status == 0)
    try folder.write(TestPNG.scene(seed: 7), to: "photos/7.png")
    #expect(try samples.run("ingest", "c.sight", "photos").status == 0)
    #expect(try information().channel?.vectors == 5)
    // A collection that takes its pictures takes their vectors, with or without naming the model.
    #expect(try samples.run("ingest", "d.sight", "--from", "c.sight").status == 0)
    #expect(try information("d.sight").channel?.vectors == 5)
    #expect(
      try samples.run("ingest", "e.sight", "--from", "c.sight", "--model", "m.slp").status == 0)
    #expect(try information("e.sight").channel?.vectors == 5)
  }

  @Test("a model for a collection whose pictures have no vectors is refused, with what to do")
  func ingestRefused() throws {
    try samples.makeCollection()
    let run = try samples.run("ingest", "c.sight", "photos", "--model", "m.slp")
    #expect(run.status == 2)
    #expect(
      run.errors
        == "sightline: c.sight: its pictures have no vectors; give them theirs with `sightline embed --model m.slp`, "
        + "before more come\n")
  }

  @Test("a model that was swapped or is gone is refused in one sentence", arguments: [true, false])
  func swapped(isGone: Bool) throws {
    try samples.makeCollection()
    _ = try embed("--model", "m.slp")
    try FileManager.default.removeItem(at: folder.url("m.slp"))
    if !isGone { try SampleModel.write(toPath: folder.url("m.slp").path, seed: 3) }
    for words in [["ingest", "c.sight", "photos"], ["embed", "c.sight"]] {
      let run = try BuiltTool.run(words, in: folder)
      #expect(run.status == 2 && run.errors.split(separator: "\n").count == 1, "\(run.errors)")
      #expect(run.errors.contains(isGone ? "say with --model where it is now" : "--replace"), "\(run.errors)")
    }
    #expect(try samples.isSound())
  }

  @Test("an embedding that is killed at any moment leaves a sound collection, and the next one ends the work")
  func killed() throws {
    for seed in 4..<30 { try folder.write(TestPNG.scene(seed: seed), to: "photos/\(seed).png") }
    try samples.makeCollection()
    for hundredths in [2, 4, 8, 16] {
      _ = try BuiltTool.bash(
        """
        "$tool" embed c.sight --model m.slp --quiet --memory 1K & sleep 0.\(hundredths < 10 ? "0" : "")\(hundredths)
        kill -9 $! 2>/dev/null; wait; true
        """, in: folder)
      #expect(try samples.isSound())
    }
    let (report, status) = try embed("--model", "m.slp")
    #expect(status == 0 && report.embedded + report.skipped == 30)
    #expect(try information().channel?.vectors == 30)
    #expect(try samples.isSound())
  }

  @Test(
    "command lines that contradict themselves are refused",
    arguments: [
      (["embed", "c.sight", "--replace"], "--replace needs --model"),
      (["embed", "c.sight", "--drop", "--replace"], "--drop only takes vectors out"),
      (["embed", "c.sight", "--drop", "--model", "m.slp"], "--drop only takes vectors out"),
      (["embed", "none.sight"], "none.sight"), (["embed"], "COLLECTION"),
    ])
  func refused(words: [String], sentence: String) throws {
    try samples.makeCollection()
    let run = try BuiltTool.run(words, in: folder)
    #expect(run.status == 2 && run.text.isEmpty)
    #expect(run.errors.contains(sentence) && run.errors.split(separator: "\n").count == 1, "\(run.errors)")
  }

  @Test("the shipped model is sought where the vocabulary is, and the environment names another one")
  func location() throws {
    #expect(
      ModelLocation.file.candidates(besideProgram: "/opt/bin/sightline") == [
        "/opt/share/sightline/\(ModelLocation.shippedName)", "/opt/bin/vocab/\(ModelLocation.shippedName)",
      ])
    try samples.makeCollection()
    let named = try BuiltTool.run(
      ["embed", "c.sight"], in: folder, environment: ["SIGHTLINE_MODEL": "m.slp"])
    #expect(named.status == 0)
    #expect(try information().channel?.path.hasSuffix("/m.slp") == true)
  }

  @Test("who has a collection of an earlier version open sees the channel that another process gives it")
  func laterTable() throws {
    let stored = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("InvertedFileTests/Resources/collection-1")
    try FileManager.default.copyItem(at: stored, to: folder.url("c.sight"))
    let index = try IndexFolder(path: folder.url("c.sight").path).open(writable: false)
    #expect(try index.snapshot().channelSettings() == nil)
    // Its pictures are made of chance, so their files are not there.
    let (report, status) = try embed("--model", "m.slp")
    #expect(status == 2 && report.unreadable == 6)
    #expect(try index.snapshot().channelSettings()?.fingerprint == report.fingerprint)
    #expect(index.environment.hasTable("vectors"))
    #expect(try index.snapshot().picturesWithoutVector().count == 6)
    #expect(try samples.isSound())
  }
}
