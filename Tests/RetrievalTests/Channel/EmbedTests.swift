import Foundation
import InvertedFile
import Synchronization
import Testing

@testable import Retrieval

@Suite("Giving a collection's pictures vectors") struct EmbedTests {
  private let fixture: CollectionFixture
  private let log = EmbedLog()
  private let model = SampleDescriber()

  init() throws {
    fixture = try CollectionFixture()
  }

  private func collection(_ count: Int) throws -> (Collection, files: [String]) {
    let collection = try fixture.create()
    let files = try fixture.files(0..<count)
    try collection.ingest(files.map { .file(path: $0) })
    return (collection, files)
  }

  @Test("every picture gets its own, and the same again does nothing")
  func ordinary() throws {
    let (collection, files) = try collection(3)
    let report = try collection.embed(by: model, onEvent: log.take)
    #expect(report.embedded == 3 && report.left == 0 && report.batches == 1 && report.model == "sample")
    #expect(
      log.events == [.began(pictures: 3)] + files.map { .picture(name: $0, .embedded) }
        + [.committed(pictures: 3)])
    #expect(try CollectionFixture.vectors(of: collection, by: model).values.allSatisfy { $0 == true })
    let again = try collection.embed(by: model)
    #expect(again.embedded == 0 && again.skipped == 3 && again.batches == 0 && model.calls == 3)
    #expect(try Collection.check(collection.path) == [])
    let information = try #require(try collection.information().channel)
    #expect(information.vectorCount == 3 && information.dimension == 16 && information.path == "/sample.slp")
  }

  @Test("files that are gone or changed, and pictures that the model fails at, are told and left without")
  func exceptions() throws {
    let (collection, files) = try collection(5)
    try FileManager.default.removeItem(atPath: files[0])
    _ = try fixture.folder.write(Samples.file(9), to: "p1.png")
    let picky = SampleDescriber(failsAt: [try Samples.file(2)], findsNothingIn: [try Samples.file(4)])
    let report = try collection.embed(by: picky, onEvent: log.take)
    #expect(report.unreadable == 1 && report.changed == 1 && report.failed == 1 && report.embedded == 1)
    #expect(report.left == 3 && report.empty == 1)
    #expect(log.events.contains(.picture(name: files[4], .empty)))
    #expect(log.events.contains(.picture(name: files[1], .changed)))
    #expect(
      log.events.contains(.picture(name: files[2], .failed(reason: "the sample has no taste for it"))))
    let vectors = try CollectionFixture.vectors(of: collection, by: picky)
    #expect(vectors == [files[0]: nil, files[1]: nil, files[2]: nil, files[3]: true, files[4]: nil])
    // Once the file is back, the same call gives it its vector.
    _ = try fixture.folder.write(Samples.file(0), to: "p0.png")
    let again = try collection.embed(by: picky)
    #expect(again.embedded == 1 && again.skipped == 1)
  }

  @Test("another model is refused, and takes the place of the first when that is wished")
  func anotherModel() throws {
    let (collection, files) = try collection(3)
    try collection.embed(by: model)
    let other = SampleDescriber("another", path: "/other.slp", dimension: 40)
    let error = #expect(throws: RetrievalError.self) { try collection.embed(by: other) }
    #expect(error?.message.contains("`sightline embed --replace`") == true)
    #expect(try CollectionFixture.vectors(of: collection, by: model)[files[0]] == true)
    var options = EmbedOptions()
    options.replaces = true
    let report = try collection.embed(by: other, options: options)
    #expect(report.dropped == 3 && report.embedded == 3)
    #expect(try CollectionFixture.vectors(of: collection, by: other).values.allSatisfy { $0 == true })
    // A second time there is nothing to replace.
    let again = try collection.embed(by: other, options: options)
    #expect(again.dropped == 0 && again.embedded == 0 && again.skipped == 3)
    #expect(try Collection.check(collection.path) == [])
  }

  @Test("a model that only moved is remembered where it is now")
  func movedModel() throws {
    let (collection, _) = try collection(2)
    try collection.embed(by: model)
    let moved = SampleDescriber(path: "/elsewhere.slp")
    #expect(try collection.embed(by: moved).skipped == 2)
    #expect(try collection.information().channel?.path == "/elsewhere.slp")
  }

  @Test("what was made is stored when it is asked to stop, and the next call goes on")
  func stopped() throws {
    let (collection, files) = try collection(5)
    let seen = Atomic<Int>(0)
    var options = EmbedOptions()
    options.jobs = 1
    let report = try collection.embed(
      by: model, options: options,
      onEvent: { if case .picture = $0 { seen.wrappingAdd(1, ordering: .relaxed) } },
      shouldStop: { seen.load(ordering: .relaxed) >= 2 })
    #expect(report.wasInterrupted && report.embedded == 2)
    let rest = try collection.embed(by: model, onEvent: log.take)
    #expect(rest.skipped == 2 && rest.embedded == 3 && !rest.wasInterrupted)
    #expect(log.events.contains(.picture(name: files[4], .embedded)))
  }

  @Test("an embedding that is killed loses its open batch at most, and the same call goes on")
  func killed() async throws {
    let (collection, _) = try collection(5)
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = collection.path as String] in
      let collection = try Collection.open(path)
      let commits = Atomic<Int>(0)
      var options = EmbedOptions()
      options.jobs = 1
      options.secondsPerBatch = 0
      try collection.embed(by: SampleDescriber(), options: options) { event in
        if case .committed = event, commits.wrappingAdd(1, ordering: .relaxed).newValue == 3 {
          kill(getpid(), SIGKILL)
        }
      }
    }
    #expect(try Collection.check(collection.path) == [])
    #expect(try collection.information().channel?.vectorCount == 3)
    let rest = try collection.embed(by: model)
    #expect(rest.skipped == 3 && rest.embedded == 2)
    #expect(try CollectionFixture.vectors(of: collection, by: model).values.allSatisfy { $0 == true })
  }

  @Test("any number of jobs, and batches of any size, give the same vectors", arguments: [1, 3])
  func jobs(jobs: Int) throws {
    let (collection, _) = try collection(6)
    var options = EmbedOptions()
    options.jobs = jobs
    options.memoryByteCount = 1
    let report = try collection.embed(by: model, options: options)
    #expect(report.batches == 6)
    #expect(try CollectionFixture.vectors(of: collection, by: model).values.allSatisfy { $0 == true })
  }

  @Test("vectors can be taken out again, and no model is asked for the next pictures")
  func dropped() throws {
    let (collection, _) = try collection(2)
    try collection.embed(by: model)
    #expect(try Collection.dropVectors(ofCollectionAt: collection.path) == 2)
    #expect(try collection.information().channel == nil)
    #expect(try Collection.dropVectors(ofCollectionAt: collection.path) == 0)
    #expect(try collection.ingest(fixture.sources(7..<8)).withoutVector == 0)
    #expect(try Collection.check(collection.path) == [])
  }

  @Test("an empty collection gets a channel, and a collection without one needs to be told a model")
  func empty() throws {
    let collection = try fixture.create()
    let error = #expect(throws: RetrievalError.self) { try collection.embed() }
    #expect(error?.message.contains("--model") == true)
    let report = try collection.embed(by: model)
    #expect(report.embedded == 0 && report.skipped == 0)
    #expect(try collection.information().channel?.name == "sample")
    #expect(try collection.channelSettings()?.fingerprint == model.fingerprint)
  }

  @Test("a model that is not where it was is told, with what to do")
  func missingModel() throws {
    let (collection, _) = try collection(1)
    try collection.embed(by: SampleDescriber(path: fixture.folder.path("gone.slp")))
    let embed = #expect(throws: RetrievalError.self) { try collection.embed() }
    let ingest = #expect(throws: RetrievalError.self) { try collection.ingest(fixture.sources(3..<4)) }
    let query = #expect(throws: RetrievalError.self) { try collection.channelDescriber() }
    for error in [embed, ingest, query] {
      #expect(error?.path == collection.path && error?.message.contains("gone.slp") == true)
      #expect(error?.message.contains("--model where it is now") == true)
    }
  }
}
