import Foundation
import Testing

@testable import sightline

/// `sightline remove`, `compact`, `check` and `info` as processes.
@Suite struct CollectionCommandTests {
  private let samples: CollectionSamples
  private var folder: TemporaryFolder { samples.folder }

  init() throws {
    samples = try CollectionSamples()
    try samples.makeCollection()
  }

  private struct Removed: Decodable {
    var removed: Int
    var missing: [String]
  }

  @Test("remove tells what was not there, and its status whether anything was")
  func remove() throws {
    let run = try samples.run("remove", "c.sight", "photos/0.png", "nobody", "--json")
    let document = try JSONDecoder().decode(Removed.self, from: run.output)
    #expect(run.status == 0 && document.removed == 1 && document.missing == ["nobody"])
    #expect(run.errors.hasPrefix("sightline: nobody: is not in c.sight\n"))
    let again = try samples.run("remove", "c.sight", "photos/0.png")
    #expect(again.status == 1 && again.errors.hasSuffix("c.sight: 0 removed, 1 not there\n"))
    try folder.write("photos/1.png\r\n\nphotos/2.png\n", to: "list.txt")
    let listed = try samples.run("remove", "c.sight", "photos/3.png", "--list", "list.txt", "--quiet")
    #expect(listed.status == 0 && listed.errors.isEmpty)
    #expect(try samples.info().pictures == 0 && samples.info().removedPictures == 4)
    #expect(try samples.isSound())
  }

  @Test("compact gives room back, and tells how much")
  func compact() throws {
    #expect(try samples.run("remove", "c.sight", "photos/0.png", "photos/1.png").status == 0)
    let before = try samples.info()
    let run = try samples.run("compact", "c.sight")
    #expect(run.status == 0 && run.output.isEmpty)
    #expect(run.errors.contains("\(grouped(before.bytes)) bytes before"))
    #expect(run.errors.contains("2 removed pictures dropped"))
    let after = try samples.info()
    #expect(after.pictures == 2 && after.features == before.features && after.removedPictures == 0)
    #expect(try samples.isSound())
    #expect(try samples.run("ingest", "c.sight", "photos").status == 0)
    #expect(try samples.info().pictures == 4)
  }

  @Test("check finds a byte that changed, in a document and in sentences")
  func check() throws {
    #expect(try samples.isSound())
    #expect(try samples.run("check", "c.sight").errors == "sightline: c.sight: sound\n")
    var bytes = try folder.bytes(of: "c.sight/data-1/data.mdb")
    let name = try #require(bytes.range(of: Data("photos/2.png".utf8)))
    bytes[name.lowerBound] ^= 1
    try folder.write(Array(bytes), to: "c.sight/data-1/data.mdb")
    #expect(!(try samples.isSound()))
    let run = try samples.run("check", "c.sight")
    #expect(run.status == 2 && run.output.isEmpty && run.errors.hasPrefix("sightline: c.sight: "))
    try folder.write(Array(bytes.prefix(10_000)), to: "c.sight/data-1/data.mdb")
    #expect(!(try samples.isSound()))
  }

  @Test("info counts and measures a collection")
  func info() throws {
    let information = try samples.info()
    #expect(information.kind == "collection" && information.pictures == 4 && information.version == 1)
    #expect(information.bytes == (try folder.bytes(of: "c.sight/data-1/data.mdb").count))
    let share = Double(information.bytes) / Double(information.features)
    #expect(abs((information.bytesPerFeature ?? 0) - share) < 1e-3 * share)
    #expect(information.vocabulary.hasSuffix("/a.slv") && information.vocabulary.hasPrefix("/"))
    #expect(information.parts["postings"] ?? 0 > 0 && information.parts["aggregates"] == nil)
    #expect(!information.lean && !information.asmk)
    let text = try samples.run("info", "c.sight").text
    #expect(text.hasPrefix("collection   c.sight\npictures     4\n"))
    #expect(text.contains("\nkeeps        words, signatures, places\n"))
    let refused = try samples.run("info", "c.sight", "--export", "x.npy")
    #expect(refused.status == 2 && refused.errors.contains("are about vocabularies"))
  }

  @Test(
    "a folder that is no collection is one sentence",
    arguments: [
      ["remove", "photos", "a"], ["compact", "photos"], ["check", "photos"], ["info", "photos"],
    ])
  func noCollection(words: [String]) throws {
    let run = try BuiltTool.run(words, in: folder)
    #expect(run.errors == "sightline: photos: it is not a collection; `sightline ingest` makes one\n")
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(!(try folder.names(in: "photos")).contains("writer.lock"))
    let missing = try BuiltTool.run([words[0], "none"] + words.dropFirst(2), in: folder)
    #expect(missing.status == 2 && missing.errors.hasPrefix("sightline: none: "))
  }
}
