import Foundation
import Glibc
import Testing

/// `sightline ingest` as a process: what goes in and what is said of it.
@Suite struct IngestTests {
  private let samples: CollectionSamples
  private var folder: TemporaryFolder { samples.folder }

  init() throws {
    samples = try CollectionSamples()
  }

  private func ingest(_ words: String...) throws -> BuiltTool.Outcome {
    try BuiltTool.run(["ingest", "c.sight"] + words, in: folder)
  }

  private func document(_ run: BuiltTool.Outcome) throws -> CollectionSamples.Ingested {
    #expect(run.text.split(separator: "\n").count == 1)
    return try JSONDecoder().decode(CollectionSamples.Ingested.self, from: run.output)
  }

  @Test("a collection is made, says of what words, and is skipped the second time")
  func ordinary() throws {
    let run = try ingest("photos", "--vocabulary", "a.slv")
    #expect(run.status == 0 && run.output.isEmpty)
    let lines = run.errors.split(separator: "\n")
    #expect(lines.first == "sightline: c.sight: a new collection, with the words of a.slv")
    #expect(lines.count == 2 && lines[1].hasPrefix("sightline: c.sight: 4 added, "))
    let again = try ingest("photos")
    #expect(again.status == 0 && again.errors.hasPrefix("sightline: c.sight: 0 added, 4 skipped, "))
    #expect(try ingest("photos", "--quiet").errors.isEmpty)
    #expect(try samples.info().pictures == 4)
    #expect(try folder.names(in: "c.sight") == ["collection.txt", "data-1", "writer.lock"])
  }

  @Test("the JSON document counts and names what was not ordinary, with status 2 for what cannot be read")
  func json() throws {
    try folder.write(TestPNG.scene(seed: 0), to: "photos/zz.png")
    try folder.write("text", to: "photos/bad.png")
    _ = try BuiltTool.bash(#"cp photos/1.png $'photos/caf\xe9.png'"#, in: folder)
    let run = try ingest("photos", "none.png", "photos/0.png", "--vocabulary", "a.slv", "--json")
    #expect(run.status == 2)
    let document = try document(run)
    #expect(document.created && document.vocabulary == "a.slv" && !document.interrupted)
    #expect(document.added == 5 && document.duplicates == 1 && document.skipped == 0)
    #expect(document.duplicatePictures == [.init(name: "photos/zz.png", of: "photos/0.png")])
    #expect(
      document.rejectedPictures.map(\.name) == ["photos/bad.png", #"photos/caf\xE9.png"#, "none.png"])
    #expect(document.rejected == 3 && document.features > 0)
    let list = String(decoding: try folder.bytes(of: "c.sight/rejected.tsv"), as: UTF8.self)
    #expect(
      list.split(separator: "\n").map { $0.prefix { $0 != "\t" } } == [
        "none.png", "photos/bad.png", #"photos/caf\\xE9.png"#,
      ])
    #expect(run.errors.contains("sightline: none.png: no such file or directory\n"))
  }

  @Test("a changed file is told, and read again on demand")
  func replaced() throws {
    try samples.makeCollection()
    try folder.write(TestPNG.scene(seed: 9), to: "photos/1.png")
    let run = try ingest("photos", "--json")
    #expect(run.status == 0 && run.errors.contains("photos/1.png: changed since; --replace reads it again"))
    #expect(try document(run).changedPictures == ["photos/1.png"])
    #expect(try document(ingest("photos", "--replace", "--json")).replaced == 1)
    #expect(try document(ingest("photos", "--replace", "--json")).skipped == 4)
    #expect(try samples.info().removedPictures == 1)
  }

  @Test("a picture without features is in")
  func withoutFeatures() throws {
    try folder.write(TestPNG.bytes(width: 64, height: 48) { _, _ in 128 }, to: "grey.png")
    #expect(try document(ingest("grey.png", "--vocabulary", "a.slv", "--json")).added == 1)
    #expect(try samples.info().pictures == 1 && samples.info().bytesPerFeature == nil)
    #expect(try samples.run("remove", "c.sight", "grey.png").status == 0)
  }

  @Test("the file is the same for any number of jobs")
  func jobs() throws {
    for jobs in ["1", "2"] {
      let run = try samples.run(
        "ingest", "\(jobs).sight", "photos", "--vocabulary", "a.slv", "--jobs", jobs)
      #expect(run.status == 0)
    }
    #expect(try folder.bytes(of: "1.sight/data-1/data.mdb") == folder.bytes(of: "2.sight/data-1/data.mdb"))
  }

  @Test("a collection is copied from others, like them")
  func merged() throws {
    #expect(
      try samples.run("ingest", "a.sight", "photos/0.png", "photos/1.png", "--vocabulary", "a.slv", "--asmk")
        .status == 0)
    #expect(try samples.run("ingest", "b.sight", "photos", "--vocabulary", "a.slv", "--asmk").status == 0)
    let merged = try document(ingest("--from", "a.sight", "--from", "b.sight", "--json"))
    #expect(merged.created && merged.added == 4 && merged.skipped == 2)
    #expect(try samples.info().asmk && samples.info().features == samples.info("b.sight").features)
    #expect(try samples.isSound())
    #expect(try samples.run("ingest", "d.sight", "photos", "--vocabulary", "a.slv").status == 0)
    let refused = try samples.run("ingest", "d.sight", "--from", "a.sight")
    #expect(
      refused.status == 2 && refused.errors.hasPrefix("sightline: a.sight: it keeps what asmk compares"))
  }

  @Test("what cannot be ingested is one sentence")
  func refusals() throws {
    try folder.write("x", to: "file")
    let sentences: [([String], String)] = [
      ([], "there is nothing to ingest: give PATHS of pictures, or another collection with --from"),
      (["-"], "a picture from standard input has no name to ingest it under; save it first"),
      (
        ["photos", "--lean", "--asmk"],
        "--lean and --asmk exclude each other: a lean collection keeps words alone"
      ),
      (["photos", "--memory", "lots"], "--memory needs an amount such as 512M or 2G, not 'lots'"),
      (["photos", "--vocabulary", "none.slv"], "none.slv: "),
    ]
    for (words, sentence) in sentences {
      let run = try BuiltTool.run(["ingest", "c.sight"] + words, in: folder)
      #expect(run.errors.hasPrefix("sightline: \(sentence)") && run.status == 2)
      #expect(run.errors.split(separator: "\n").count == 1)
    }
    #expect(!(try folder.names()).contains("c.sight"))
    let photos = try samples.run("ingest", "photos", "photos", "--vocabulary", "a.slv")
    #expect(photos.status == 2 && photos.errors.contains("photos: this folder is no collection"))
    let file = try samples.run("ingest", "file", "photos", "--vocabulary", "a.slv")
    #expect(file.errors == "sightline: file: the folder cannot be made: there is a file of that name\n")
  }

  @Test("settings of a collection that is there cannot be changed")
  func settings() throws {
    try samples.makeCollection()
    #expect(try ingest("photos", "--lean").errors.contains("not lean"))
    #expect(try ingest("photos", "--asmk").errors.contains("without --asmk"))
  }

  @Test("a vocabulary that vanished is named; another one is refused")
  func vocabularies() throws {
    try samples.makeCollection()
    let other = try samples.run("build-vocabulary", "b.slv", "photos", "--words", "16", "--quiet")
    #expect(other.status == 0)
    let refused = try ingest("photos", "--vocabulary", "b.slv")
    #expect(refused.status == 2 && refused.errors.contains("fingerprint"))
    try FileManager.default.moveItem(at: folder.url("a.slv"), to: folder.url("moved.slv"))
    let vanished = try ingest("photos")
    #expect(vanished.status == 2 && vanished.errors.contains("say with --vocabulary where it is now"))
    #expect(try ingest("photos", "--vocabulary", "moved.slv").status == 0)
    #expect(try samples.run("remove", "c.sight", "photos/0.png").status == 0)
    #expect(try samples.run("compact", "c.sight").status == 0)
    #expect(try samples.isSound())
  }

  @Test("a collection of another version, and a folder that is none")
  func otherVersion() throws {
    try samples.makeCollection()
    let text = String(decoding: try folder.bytes(of: "c.sight/collection.txt"), as: UTF8.self)
    try folder.write(text.replacing("version 1", with: "version 9"), to: "c.sight/collection.txt")
    for words in [["ingest", "c.sight", "photos"], ["info", "c.sight"], ["compact", "c.sight"]] {
      let run = try BuiltTool.run(words, in: folder)
      #expect(
        run.status == 2 && run.errors.contains("another version of the program (version 9, not version 1)"))
    }
    #expect(!(try samples.isSound()))
    try folder.write("something else\n", to: "c.sight/collection.txt")
    #expect(try ingest("photos").errors.contains("collection.txt is not that of a collection"))
  }
}
