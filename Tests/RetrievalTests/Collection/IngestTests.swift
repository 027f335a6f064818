import Foundation
import InvertedFile
import LocalFeatures
import Testing

@testable import Retrieval

@Suite("Ingesting pictures") struct IngestTests {
  private let fixture: CollectionFixture
  private let log = EventLog()

  init() throws {
    fixture = try CollectionFixture()
  }

  @Test("pictures are in with all that was found, and the same again skips them")
  func ordinary() throws {
    let collection = try fixture.create()
    let report = try collection.ingest(try fixture.sources(0..<3), onEvent: log.take)
    #expect(report.added == 3 && report.batches == 1 && report.features > 100)
    let describer = try PictureDescriber(vocabulary: collection.vocabulary)
    let described = try describer.describe(UndecodedPicture(.bytes(Samples.file(1), name: "a1")))
    let stored = try CollectionFixture.contents(of: collection)
    #expect(stored.map(\.name) == ["a0", "a1", "a2"])
    #expect(stored[1] == described.indexed(.upright))
    #expect(stored[1].features.words == described.features.words && stored[1].width == 320)
    #expect(log.outcomes["a1"] == .added(features: described.features.count))

    let again = try collection.ingest(try fixture.sources(0..<4))
    #expect(again.skipped == 3 && again.added == 1 && again.features > 0)
    #expect(try CollectionFixture.names(in: collection) == ["a0", "a1", "a2", "a3"])
    #expect(try Collection.check(collection.path) == [])
  }

  @Test("a file that changed is left as it was, and read again on demand, in one transaction")
  func changed() throws {
    let collection = try fixture.create()
    try collection.ingest(try fixture.sources(0..<2))
    let other = [IngestSource.bytes(try Samples.file(7), name: "a0")]
    let before = try CollectionFixture.contents(of: collection)
    let left = try collection.ingest(other, onEvent: log.take)
    #expect(left.changed == 1 && left.batches == 0 && log.outcomes["a0"] == .changed)
    #expect(try CollectionFixture.contents(of: collection) == before)

    var options = IngestOptions()
    options.replaces = true
    let replaced = try collection.ingest(other, options: options, onEvent: log.take)
    #expect(replaced.replaced == 1 && replaced.added == 0 && replaced.batches == 1)
    let after = try CollectionFixture.contents(of: collection)
    #expect(after.map(\.name) == ["a1", "a0"] && after[1] != before[0] && after[0] == before[1])
    #expect(try collection.information().removedPictureCount == 1)
    #expect(try collection.ingest(other, options: options).skipped == 1)
  }

  @Test("equal content under other names is kept and reported, within a batch and behind it")
  func duplicates() throws {
    let collection = try fixture.create()
    let bytes = try Samples.file(0)
    let report = try collection.ingest(
      [.bytes(bytes, name: "a"), .bytes(bytes, name: "b"), .bytes(bytes, name: "a")], onEvent: log.take)
    #expect(report.added == 2 && report.duplicates == 1 && report.skipped == 0)
    #expect(try collection.ingest([.bytes(bytes, name: "c")], onEvent: log.take).duplicates == 1)
    let stored = try CollectionFixture.contents(of: collection)
    let count = stored[0].features.count
    #expect(log.outcomes["b"] == .duplicate(of: "a", features: count))
    #expect(log.outcomes["c"] == .duplicate(of: "a", features: count))
    #expect(stored.map(\.name) == ["a", "b", "c"] && stored[0].features == stored[2].features)
  }

  @Test("the twin of a duplicate is not a picture that this batch replaces")
  func replacedTwin() throws {
    let collection = try fixture.create()
    try collection.ingest(try fixture.sources(0..<1))
    var options = IngestOptions()
    options.replaces = true
    let report = try collection.ingest(
      [.bytes(try Samples.file(1), name: "a0"), .bytes(try Samples.file(0), name: "b")], options: options,
      onEvent: log.take)
    #expect(report.replaced == 1 && report.duplicates == 0 && report.added == 1)
  }

  @Test("what cannot be read is listed, the rest is in, and a name that can be read later is struck off")
  func rejected() throws {
    let collection = try fixture.create()
    let text = Array("no picture".utf8)
    let report = try collection.ingest(
      [
        .file(path: fixture.folder.path("none.jpg")), .bytes(text, name: "text"),
        .unreadable(name: "caf\\xE9.jpg", reason: "its name is not UTF-8"), .bytes(text, name: ""),
        .bytes(text, name: "a\0b"), .bytes(Array(try Samples.file(0).dropLast(400)), name: "cut"),
      ] + fixture.sources(0..<1), onEvent: log.take)
    #expect(report.rejected == 6 && report.added == 1)
    #expect(log.outcomes.values.count(where: \.isRejection) == 6)
    let list = try fixture.folder.text(of: "pictures.sight/rejected.tsv")
    #expect(list.contains("caf\\\\xE9.jpg\tits name is not UTF-8\n"))
    #expect(list.contains("none.jpg\t") && list.contains("text\t") && list.contains("cut\t"))
    try collection.ingest([.bytes(try Samples.file(2), name: "text")])
    #expect(!(try fixture.folder.text(of: "pictures.sight/rejected.tsv")).contains("text\t"))
  }

  @Test("a picture that vanished stays as it was ingested")
  func vanished() throws {
    let collection = try fixture.create()
    let path = try fixture.folder.write(try Samples.file(0), to: "a.png")
    try collection.ingest([.file(path: path)])
    try FileManager.default.removeItem(atPath: path)
    #expect(try collection.ingest([.file(path: path)]).rejected == 1)
    #expect(try CollectionFixture.names(in: collection) == [path])
  }

  @Test("a picture without features is kept, and found by its name")
  func withoutFeatures() throws {
    let collection = try fixture.create()
    let report = try collection.ingest([.bytes(try Samples.emptyFile(), name: "grey")])
    #expect(report.added == 1 && report.features == 0)
    #expect(try collection.snapshot().picture(named: "grey") != nil)
    #expect(try collection.information().bytesPerFeature == nil)
    #expect(try Collection.check(collection.path) == [])
  }

  @Test("any number of jobs gives the same file, byte for byte", arguments: [true, false])
  func jobs(aggregates: Bool) throws {
    let sources = try fixture.sources(0..<6) + [.bytes(try Samples.file(2), name: "twin")]
    var files: [Data] = []
    for jobs in [1, 2, 5] {
      let collection = try fixture.create("\(jobs).sight", aggregates: aggregates)
      var options = IngestOptions()
      options.jobs = jobs
      try collection.ingest(sources, options: options)
      files.append(try Data(contentsOf: URL(fileURLWithPath: collection.path + "/data-1/data.mdb")))
    }
    #expect(files[0] == files[1] && files[0] == files[2])
  }

  @Test("a lean collection keeps words alone, an oriented one more of a place")
  func kinds() throws {
    let lean = try fixture.create("lean.sight", lean: true)
    try lean.ingest(try fixture.sources(0..<1))
    let stored = try CollectionFixture.contents(of: lean)[0]
    #expect(stored.features.count > 20)
    #expect(stored.features.signatures.isEmpty && stored.features.geometry.isEmpty)

    let turned = try CollectionFixture(Samples.Kind(orientation: .dominant))
    let oriented = try turned.create()
    try oriented.ingest(try turned.sources(0..<1))
    let geometry = try CollectionFixture.contents(of: oriented)[0].features.geometry
    #expect(geometry.contains { $0 >> 44 != 0 } && geometry.allSatisfy { $0 >> 52 == 0 })
  }

  @Test("of more features of one word than a block can hold the first are kept")
  func mostFeaturesOfAWord() {
    let words = [UInt32](repeating: 3, count: 70_000) + [9]
    let order = WordOrder(words)
    let regions = words.indices.map {
      LocalRegion(x: Float($0 % 320), y: Float($0 / 320), xx: 3, xy: 0, yx: 0, yy: 3)
    }
    let picture = DescribedPicture(
      name: "a", content: ContentID(high: 1, low: 2), fileByteCount: 3, width: 320, height: 240,
      features: WordColumns(order: order, signatures: words.indices.map { UInt64($0) }, regions: regions),
      aggregates: [], warnings: [])
    let kept = picture.indexed(.upright).features
    #expect(kept.words.count { $0 == 3 } == 65_535 && kept.words.last == 9)
    #expect(kept.signatures == Array(0..<65_535) + [70_000] && kept.geometry.count == 65_536)
  }
}
