import InvertedFile
import Storage
import Testing

@testable import Retrieval

@Suite("Collections without links") struct LinkRefusalTests {
  @Test("an empty collection, one picture and pictures without features have none")
  func nothing() throws {
    let fixture = try CollectionFixture()
    let collection = try fixture.create()
    #expect(try collection.links().withoutTimings == LinkReport(collection: collection.path, maxNFA: 1e-3))
    try collection.ingest(fixture.sources(0..<1))
    #expect(try collection.links().links.isEmpty && collection.links().pictureCount == 1)
    try collection.ingest([
      .bytes(Samples.emptyFile(), name: "grey"), .bytes(Samples.emptyFile(), name: "grey too"),
    ])
    let report = try collection.links()
    #expect(report.links.isEmpty && report.pictureCount == 3 && !report.wasInterrupted)
  }

  @Test("a lean collection is refused in one sentence")
  func lean() throws {
    let fixture = try CollectionFixture()
    defer { withExtendedLifetime(fixture) {} }
    let collection = try fixture.create(lean: true)
    let refusal = #expect(throws: RetrievalError.self) { try collection.links() }
    #expect(refusal?.path == collection.path && refusal?.message.contains("this collection is lean") == true)
  }

  @Test("options with which nothing can be compared are refused")
  func options() throws {
    let fixture = try CollectionFixture()
    defer { withExtendedLifetime(fixture) {} }
    let collection = try fixture.create()
    let changes: [@Sendable (inout LinkOptions) -> Void] = [
      { $0.candidates = 0 }, { $0.maxNFA = 0 }, { $0.maxNFA = .nan }, { $0.jobs = 0 },
      { $0.nameFilter = "[" },
    ]
    for change in changes {
      var options = LinkOptions()
      change(&options)
      #expect(throws: RetrievalError.self) { try collection.links(options: options) }
    }
  }

  @Test("all threads look at one state, whatever is written meanwhile")
  func frozen() throws {
    let fixture = try CollectionFixture()
    let collection = try fixture.create()
    try collection.ingest(fixture.sources(0..<2))
    let state = try FrozenState(of: collection.index(), jobs: 3)
    try collection.ingest(fixture.sources(2..<4))
    let counts = try state.map(count: 20, shouldStop: { false }) { index, snapshot in
      [index, Int(snapshot.totals.pictures)]
    }
    #expect(counts == (0..<20).map { [$0, 2] })
    let newer = try FrozenState(of: collection.index(), jobs: 3)
    #expect(try newer.read { snapshot in Int(snapshot.totals.pictures) } == 4)
  }

  @Test("what goes wrong on one thread ends the work")
  func failure() throws {
    let fixture = try CollectionFixture()
    defer { withExtendedLifetime(fixture) {} }
    let collection = try fixture.create()
    let state = try FrozenState(of: collection.index(), jobs: 2)
    let failure = StorageError(.damaged, operation: "read", path: "x", "it is broken")
    #expect(throws: StorageError.self) {
      _ = try state.map(count: 100, shouldStop: { false }) { (index, _) throws(StorageError) in
        if index == 7 { throw failure }
        return index
      }
    }
  }
}
