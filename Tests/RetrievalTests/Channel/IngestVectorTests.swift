import InvertedFile
import Testing

@testable import Retrieval

@Suite("Ingesting into a collection with vectors") struct IngestVectorTests {
  private let fixture: CollectionFixture
  private let log = EventLog()
  private let model = SampleDescriber()

  init() throws {
    fixture = try CollectionFixture()
  }

  private func collection(
    _ model: SampleDescriber, _ name: String = "pictures.sight"
  ) throws -> Collection {
    let collection = try fixture.create(name)
    try collection.embed(by: model)
    return collection
  }

  @Test("each picture comes with its vector, a replaced one with its new one")
  func ordinary() throws {
    let collection = try collection(model)
    let report = try collection.ingest(try fixture.sources(0..<3), by: model)
    #expect(report.added == 3 && report.withoutVector == 0 && report.timings.vectors > 0)
    #expect(try CollectionFixture.vectors(of: collection, by: model).values.allSatisfy { $0 == true })
    var options = IngestOptions()
    options.replaces = true
    try collection.ingest([.bytes(try Samples.file(8), name: "a1")], by: model, options: options)
    #expect(
      try CollectionFixture.vectors(of: collection, by: model) == ["a0": true, "a1": true, "a2": true])
    #expect(try collection.information().channel?.vectorCount == 3)
    #expect(try Collection.check(collection.path) == [])
  }

  @Test("a vector is made of the bytes alone, whether a picture is ingested or embedded")
  func sameAsEmbedded() throws {
    let ingested = try collection(model)
    let files = try fixture.files(0..<3)
    try ingested.ingest(files.map { .file(path: $0) }, by: model)
    let embedded = try fixture.create("embedded.sight")
    try embedded.ingest(files.map { .file(path: $0) })
    try embedded.embed(by: model)
    #expect(try CollectionFixture.contents(of: ingested) == CollectionFixture.contents(of: embedded))
  }

  @Test("a picture that the model fails at is in with its words, and told")
  func failure() throws {
    let picky = SampleDescriber(failsAt: [try Samples.file(1)])
    let collection = try collection(picky)
    let report = try collection.ingest(try fixture.sources(0..<3), by: picky, onEvent: log.take)
    #expect(report.added == 3 && report.withoutVector == 1 && report.rejected == 0)
    #expect(
      log.events.contains(
        .withoutVector(name: "a1", kind: "vector", reason: "the sample has no taste for it")))
    #expect(
      try CollectionFixture.vectors(of: collection, by: picky) == ["a0": true, "a1": nil, "a2": true])
    #expect(try CollectionFixture.contents(of: collection)[1].features.count > 0)
  }

  @Test("features that were made for words are handed to a model that is made for the same, and to no other")
  func features() throws {
    let recipe = try fixture.create("recipe.sight").vocabulary.recipe
    let same = SampleDescriber("same", recipe: recipe)
    var another = recipe
    another.entries.removeLast()
    let other = SampleDescriber("other", recipe: another)
    for model in [same, other, model] {
      let collection = try collection(model, "\(model.name).sight")
      try collection.ingest(try fixture.sources(0..<2), by: model)
      #expect(model.calls == 2 && model.callsWithFeatures == (model === same ? 2 : 0), "\(model.name)")
    }
  }

  @Test("another model is refused before anything is read, and so is one for a collection without vectors")
  func refused() throws {
    let collection = try collection(model)
    let other = SampleDescriber("another")
    let error = #expect(throws: RetrievalError.self) {
      try collection.ingest(try fixture.sources(0..<1), by: other)
    }
    #expect(error?.message.contains("its vectors were made with sample") == true)
    let plain = try fixture.create("plain.sight")
    let second = #expect(throws: RetrievalError.self) {
      try plain.ingest(try fixture.sources(0..<1), by: model)
    }
    #expect(second?.message.contains("sightline embed") == true)
    #expect(try plain.information().pictureCount == 0 && collection.information().pictureCount == 0)
  }

  @Test("a merge carries vectors of one model, leaves them out where they are not wanted, and refuses others")
  func merge() throws {
    let source = try collection(model, "source.sight")
    try source.ingest(try fixture.sources(0..<3), by: model)
    let goal = try collection(model, "goal.sight")
    #expect(try goal.merge(from: source).withoutVector == 0)
    #expect(try CollectionFixture.contents(of: goal) == CollectionFixture.contents(of: source))
    let plain = try fixture.create("plain.sight")
    #expect(try plain.merge(from: source).withoutVector == 0)
    #expect(try CollectionFixture.contents(of: plain).allSatisfy { $0.vectors.isEmpty })
    let fromPlain = try collection(model, "from-plain.sight")
    #expect(try fromPlain.merge(from: plain).withoutVector == 3)
    let other = try collection(SampleDescriber("another"), "other.sight")
    let error = #expect(throws: RetrievalError.self) { try other.merge(from: source) }
    #expect(error?.path == source.path && error?.message.contains("sightline embed --replace") == true)
    for collection in [goal, plain, fromPlain] { #expect(try Collection.check(collection.path) == []) }
  }

  @Test("removal and compaction leave the others' vectors with the others")
  func removal() throws {
    let collection = try collection(model)
    try collection.ingest(try fixture.sources(0..<4), by: model)
    try collection.remove(["a1", "a2"])
    #expect(try collection.information().channel?.vectorCount == 2)
    #expect(try CollectionFixture.vectors(of: collection, by: model) == ["a0": true, "a3": true])
    try Collection.compact(collection.path)
    #expect(try CollectionFixture.vectors(of: collection, by: model) == ["a0": true, "a3": true])
    #expect(try Collection.check(collection.path) == [])
  }
}
