import Foundation
import InvertedFile
import Testing

@testable import Retrieval

/// Making, opening, merging, removing, compacting, checking and telling.
@Suite("Collections") struct CollectionTests {
  private let fixture: CollectionFixture

  init() throws {
    fixture = try CollectionFixture()
  }

  @Test("a collection is made in a new folder, once")
  func creation() throws {
    _ = try fixture.create("new/deep/c.sight")
    #expect(throws: RetrievalError.self) { try fixture.create("new/deep/c.sight") }
    let second = try Collection.createUnlessExists(
      fixture.folder.path("new/deep/c.sight"), vocabulary: fixture.vocabulary)
    #expect(second == nil)
    let file = try fixture.folder.write([1], to: "file")
    #expect(throws: RetrievalError(path: file, "the folder cannot be made: there is a file of that name")) {
      try Collection.create(file, vocabulary: fixture.vocabulary)
    }
  }

  @Test("a vocabulary that vanished is named, and told where it is now")
  func vanishedVocabulary() throws {
    let path = try fixture.create().path
    let moved = fixture.folder.path("moved.slv")
    try FileManager.default.moveItem(atPath: fixture.vocabulary, toPath: moved)
    let error = try #require(throws: RetrievalError.self) { try Collection.open(path) }
    #expect(error.message.contains("words.slv") && error.message.contains("--vocabulary"))
    let collection = try Collection.open(path, vocabulary: moved)
    #expect(try collection.ingest(try fixture.sources(0..<1)).added == 1)
    #expect(try Collection.remove(["a0"], fromCollectionAt: path).removed == 1)
    #expect(try Collection.compact(path).droppedPictures == 1)
  }

  @Test("another vocabulary is refused with both fingerprints")
  func otherVocabulary() throws {
    let collection = try fixture.create()
    let other = try CollectionFixture(Samples.Kind(orientation: .dominant))
    let error = try #require(throws: RetrievalError.self) {
      try Collection.open(collection.path, vocabulary: other.vocabulary)
    }
    #expect(error.message.contains(collection.vocabulary.fingerprint))
  }

  @Test(
    "a merge gives what a direct ingest gives", arguments: [(false, false), (false, true), (true, false)])
  func merge(lean: Bool, aggregates: Bool) throws {
    let source = try fixture.create("source.sight", lean: lean, aggregates: aggregates)
    try source.ingest(try fixture.sources(0..<3) + [.bytes(try Samples.emptyFile(), name: "grey")])
    try source.ingest(try fixture.sources(3..<6))
    try source.remove(["a1"])
    let direct = try fixture.create("direct.sight", lean: lean, aggregates: aggregates)
    let left: [IngestSource] =
      try fixture.sources(0..<1) + fixture.sources(2..<3) + [.bytes(try Samples.emptyFile(), name: "grey")]
      + fixture.sources(3..<6)
    try direct.ingest(left)
    let merged = try fixture.create("merged.sight", lean: lean, aggregates: aggregates)
    let report = try merged.merge(from: source)
    #expect(report.added == 6 && report.features > 100)
    #expect(try CollectionFixture.contents(of: merged) == CollectionFixture.contents(of: direct))
    #expect(try merged.merge(from: source).skipped == 6)
    #expect(try Collection.check(merged.path) == [])
  }

  @Test("a merge treats known names and contents as an ingest does")
  func mergeRules() throws {
    let source = try fixture.create("source.sight")
    try source.ingest([.bytes(try Samples.file(1), name: "a0"), .bytes(try Samples.file(2), name: "b")])
    let goal = try fixture.create("goal.sight")
    try goal.ingest(try fixture.sources(0..<1) + fixture.sources(2..<3))
    let log = EventLog()
    let report = try goal.merge(from: source, onEvent: log.take)
    #expect(report.changed == 1 && report.added == 1 && report.duplicates == 1)
    var options = IngestOptions()
    options.replaces = true
    #expect(try goal.merge(from: source, options: options).replaced == 1)
    #expect(try CollectionFixture.names(in: goal) == ["a2", "b", "a0"])
    #expect(try goal.merge(from: source, shouldStop: { true }).wasInterrupted)
  }

  @Test("a merge that makes no sense is one sentence")
  func refusedMerges() throws {
    let goal = try fixture.create("goal.sight")
    let other = try CollectionFixture(Samples.Kind(orientation: .dominant))
    for (source, part) in [
      (goal, "into itself"), (try Collection.open(goal.path), "into itself"),
      (try fixture.create("lean.sight", lean: true), "is lean"),
      (try fixture.create("asmk.sight", aggregates: true), "asmk"),
      (try other.create(), "fingerprint"),
    ] {
      let error = try #require(throws: RetrievalError.self) { try goal.merge(from: source) }
      #expect(error.message.contains(part), "\(error)")
    }
  }

  @Test("pictures go by name; names of none are reported, and a name counts once")
  func removal() throws {
    let collection = try fixture.create()
    try collection.ingest(try fixture.sources(0..<3) + [.unreadable(name: "bad", reason: "cut")])
    let report = try collection.remove(["a2", "nobody", "a0", "a2", "bad", ""])
    #expect(report.removed == 2 && report.missing == ["nobody", "bad", ""])
    #expect(try CollectionFixture.names(in: collection) == ["a1"])
    #expect(!FileManager.default.fileExists(atPath: collection.path + "/rejected.tsv"))
    #expect(try collection.information().removedPictureCount == 2)
    #expect(try Collection.check(collection.path) == [])
    #expect(try collection.ingest(try fixture.sources(0..<3)).added == 2)
  }

  @Test("compacting drops what was removed, keeps the rest, and goes unnoticed")
  func compaction() throws {
    let collection = try fixture.create()
    try collection.ingest(try fixture.sources(0..<5))
    try collection.remove(["a0", "a3"])
    let before = try CollectionFixture.contents(of: collection)
    let report = try Collection.compact(collection.path)
    #expect(report.droppedPictures == 2 && report.bytesAfter < report.bytesBefore)
    #expect(try CollectionFixture.contents(of: collection) == before && before.count == 3)
    let information = try collection.information()
    #expect(information.removedPictureCount == 0 && information.byteCount == report.bytesAfter)
    #expect(try Collection.check(collection.path) == [])
    #expect(try collection.ingest(try fixture.sources(0..<5)).added == 2)
  }

  @Test("a compaction that is stopped leaves everything as it was")
  func stoppedCompaction() throws {
    let collection = try fixture.create()
    try collection.ingest(try fixture.sources(0..<2))
    let names = try fixture.folder.entries("pictures.sight")
    #expect(try Collection.compact(collection.path, shouldStop: { true }).wasInterrupted)
    #expect(try fixture.folder.entries("pictures.sight") == names)
    #expect(try Collection.check(collection.path) == [])
  }

  @Test("a check finds a byte that changed, and makes nothing in a strange folder")
  func check() throws {
    let path: String
    do {
      let collection = try fixture.create()
      try collection.ingest(try fixture.sources(0..<2))
      path = collection.path
    }
    let url = URL(fileURLWithPath: path + "/data-1/data.mdb")
    var bytes = try Data(contentsOf: url)
    let name = try #require(bytes.range(of: Data("a1".utf8)))
    bytes[name.lowerBound] ^= 4
    try bytes.write(to: url)
    let problems = try #require(try Collection.check(path))
    #expect(!problems.isEmpty)
    #expect(throws: RetrievalError.self) { try Collection.check(fixture.folder.path) }
    #expect(!(try fixture.folder.names()).contains("writer.lock"))
    #expect(throws: RetrievalError.self) { try Collection.check(fixture.folder.path("none")) }
  }

  @Test("information adds up")
  func information() throws {
    let collection = try fixture.create(aggregates: true)
    let report = try collection.ingest(try fixture.sources(0..<3))
    let information = try collection.information()
    #expect(information.pictureCount == 3 && information.featureCount == report.features)
    #expect(information.options.keepsAggregates && !information.options.isLean)
    #expect(information.vocabularyFingerprint == collection.vocabulary.fingerprint)
    #expect(information.vocabularyPath == fixture.vocabulary && information.wordCount == Samples.wordCount)
    let sum = information.parts.reduce(0) { $0 + $1.byteCount }
    #expect(sum > 0 && sum < information.byteCount)
    #expect(information.parts.map(\.name).contains("aggregates"))
    #expect(information == (try Collection.information(ofCollectionAt: collection.path)))
  }
}

extension TestFolder {
  /// What is in a folder in it, sorted.
  func entries(_ name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(name)).sorted()
  }
}
