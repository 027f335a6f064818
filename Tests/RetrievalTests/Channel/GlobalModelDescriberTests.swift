import Core
import Foundation
import GlobalChannel
import LocalFeatures
import Testing

@testable import Retrieval

/// Models from files, as people name them.
@Suite("A model of vectors in a file") struct GlobalModelDescriberTests {
  private let fixture: CollectionFixture

  init() throws {
    fixture = try CollectionFixture()
  }

  private func model(_ name: String = "model.slp", seed: UInt64 = 1) throws -> String {
    try SampleModel.write(toPath: fixture.folder.path(name), seed: seed)
    return fixture.folder.path(name)
  }

  @Test("features found for words give the vector that the picture alone gives, to the bit")
  func sharedFeatures() throws {
    let path = try model()
    let files = try fixture.files(0..<4)
    let ingested = try fixture.create("ingested.sight")
    try ingested.embed(model: path)
    #expect(try ingested.ingest(files.map { .file(path: $0) }).withoutVector == 0)
    let embedded = try fixture.create("embedded.sight")
    try embedded.ingest(files.map { .file(path: $0) })
    #expect(try embedded.embed(model: path).embedded == 4)
    let contents = try CollectionFixture.contents(of: ingested)
    #expect(contents == (try CollectionFixture.contents(of: embedded)))
    let vectors = contents.compactMap { $0.vectors[.pictures] }
    #expect(vectors.count == 4 && vectors.allSatisfy { $0.numbers.count == SampleModel.dimension })
    #expect(Set(vectors.map(\.numbers)).count == 4)
  }

  @Test("a picture without features has no vector, which is no failure")
  func withoutFeatures() throws {
    let collection = try fixture.create()
    try collection.embed(model: model())
    let log = EventLog()
    let report = try collection.ingest([.bytes(try Samples.emptyFile(), name: "grey")], onEvent: log.take)
    #expect(report.withoutVector == 1 && report.added == 1)
    #expect(!log.events.contains { if case .withoutVector = $0 { true } else { false } })
  }

  @Test("another model at the place of the first is refused by ingest, embed and queries")
  func swapped() throws {
    let path = try model()
    let collection = try fixture.create()
    try collection.embed(model: path)
    try collection.ingest(try fixture.sources(0..<2))
    try SampleModel.write(toPath: path, seed: 2)
    let ingest = #expect(throws: RetrievalError.self) { try collection.ingest(fixture.sources(2..<3)) }
    let embed = #expect(throws: RetrievalError.self) { try collection.embed() }
    let query = #expect(throws: RetrievalError.self) { try collection.channelDescriber() }
    for error in [ingest, embed, query] {
      #expect(error?.message.contains("fingerprint") == true)
      #expect(error?.message.contains("`sightline embed --replace`") == true)
    }
    #expect(try collection.information().channel?.vectorCount == 2)
  }

  @Test("a model that moved is found where it is said to be, and remembered by embed")
  func moved() throws {
    let old = try model()
    let collection = try fixture.create()
    try collection.embed(model: old)
    let new = fixture.folder.path("moved.slp")
    try FileManager.default.moveItem(atPath: old, toPath: new)
    #expect(try collection.ingest(fixture.sources(0..<1), model: new).withoutVector == 0)
    #expect(throws: RetrievalError.self) { try collection.ingest(fixture.sources(1..<2)) }
    try collection.embed(model: new)
    #expect(try collection.ingest(fixture.sources(1..<2)).added == 1)
    #expect(try collection.channelDescriber()?.path == new)
  }

  @Test("a model whose features this version cannot make is refused before anything happens")
  func strangeRecipe() throws {
    let path = fixture.folder.path("strange.slp")
    try SampleModel.write(toPath: path, recipe: Recipe([Property("detector", "of tomorrow")]))
    let collection = try fixture.create()
    let error = #expect(throws: RetrievalError.self) { try collection.embed(model: path) }
    #expect(error?.path == path && error?.message.contains("local features") == true)
    #expect(try collection.information().channel == nil)
  }

  @Test("files that are no models are refused", arguments: ["", "not a model", "{}"])
  func noModel(text: String) throws {
    let collection = try fixture.create()
    for name in ["a.slp", "a.json"] {
      let path = try fixture.folder.write(Array(text.utf8), to: name)
      #expect(throws: RetrievalError.self) { try collection.embed(model: path) }
    }
    #expect(throws: RetrievalError.self) { try collection.embed(model: "/nowhere/a.slp") }
  }
}
