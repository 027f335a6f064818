import Foundation
import InvertedFile
import Testing

@testable import Retrieval

@Suite("Giving a collection's pictures drawing rows")
struct DrawingEmbedTests {
  private let samples: DrawingSamples

  init() throws {
    samples = try DrawingSamples()
  }

  @Test("every picture gets its own, ingested or embedded, to the bit; vectors stay what they are")
  func sameEitherWay() throws {
    let collection = try samples.collection(4)
    let information = try #require(try collection.information().drawingChannel)
    #expect(
      information.vectorCount == 4 && information.name == "keys" && information.byteCount == 12288,
      "\(information.byteCount)")
    #expect(try collection.information().channel == nil)

    let other = try samples.fixture.create("other.sight")
    try Collection.embedDrawings(collectionAt: other.path, keyshapes: samples.keyshapes)
    let model = SampleDescriber()
    try other.embed(by: model)
    let report = try other.ingest(samples.files(0..<4).map { .file(path: $0) }, by: model)
    #expect(report.withoutVector == 0 && report.withoutDrawingRow == 0)
    #expect(try DrawingSamples.rows(of: other) == DrawingSamples.rows(of: collection))
    #expect(try DrawingSamples.rows(of: other).values.allSatisfy { $0 != nil })
    #expect(try CollectionFixture.vectors(of: other, by: model).values.allSatisfy { $0 == true })
    for collection in [collection, other] { #expect(try Collection.check(collection.path) == []) }
  }

  @Test("a picture without edges has none, and is in")
  func empty() throws {
    let collection = try samples.collection(1)
    let report = try collection.ingest([.bytes(try Samples.emptyFile(), name: "empty")])
    #expect(report.added == 1 && report.withoutDrawingRow == 1 && report.withoutVector == 0)
    let again = try Collection.embedDrawings(collectionAt: collection.path)
    #expect(again.skipped == 1 && again.embedded == 0)
  }

  @Test("other keyshapes are refused, replace the rows when that is asked for, and rows can be dropped alone")
  func replacement() throws {
    let collection = try samples.collection(2)
    try collection.embed(by: SampleDescriber())
    let others = samples.fixture.folder.path("others.slv")
    try DrawingSamples.writeKeyshapes(toPath: others, stride: 131)
    let error = #expect(throws: RetrievalError.self) {
      try Collection.embedDrawings(collectionAt: collection.path, keyshapes: others)
    }
    #expect(error?.message.contains("--keyshapes") == true && error?.message.contains("--replace") == true)
    var options = EmbedOptions()
    options.replaces = true
    let report = try Collection.embedDrawings(
      collectionAt: collection.path, keyshapes: others, options: options)
    #expect(report.dropped == 2 && report.embedded == 2 && report.model == "others")
    #expect(try Collection.dropDrawings(ofCollectionAt: collection.path) == 2)
    #expect(try collection.information().drawingChannel == nil)
    #expect(try collection.information().channel?.vectorCount == 2)
    #expect(try Collection.check(collection.path) == [])
  }

  @Test("a vocabulary of pictures' words is no vocabulary of keyshapes")
  func wrongVocabulary() throws {
    let collection = try samples.fixture.create()
    let error = #expect(throws: RetrievalError.self) {
      try Collection.embedDrawings(collectionAt: collection.path, keyshapes: samples.fixture.vocabulary)
    }
    #expect(error?.description.contains("not keyshapes") == true)
    #expect(try collection.information().drawingChannel == nil)
  }

  @Test("rows come along when another collection is copied, and its channel where there is none")
  func merge() throws {
    let source = try samples.collection(3)
    let goal = try samples.fixture.create("goal.sight")
    try goal.takeChannels(of: source)
    #expect(try goal.merge(from: source).withoutDrawingRow == 0)
    #expect(try DrawingSamples.rows(of: goal) == DrawingSamples.rows(of: source))

    let plain = try samples.fixture.create("plain.sight")
    #expect(try plain.merge(from: source).withoutDrawingRow == 0)
    #expect(try DrawingSamples.rows(of: plain).values.allSatisfy { $0 == nil })

    let others = samples.fixture.folder.path("others.slv")
    try DrawingSamples.writeKeyshapes(toPath: others, stride: 131)
    let unlike = try samples.fixture.create("unlike.sight")
    try Collection.embedDrawings(collectionAt: unlike.path, keyshapes: others)
    let error = #expect(throws: RetrievalError.self) { try unlike.merge(from: source) }
    #expect(error?.message.contains("sightline embed --drawings --replace") == true)
  }
}
