import Foundation
import InvertedFile
import Storage
import Synchronization
import Testing

@testable import Retrieval

/// When pictures become visible, and what is left when an ingest ends early.
@Suite("Batches of an ingest") struct IngestBatchTests {
  private let fixture: CollectionFixture

  init() throws {
    fixture = try CollectionFixture()
  }

  private func options(secondsPerBatch: Double = 15, jobs: Int = 2) -> IngestOptions {
    var options = IngestOptions()
    options.secondsPerBatch = secondsPerBatch
    options.jobs = jobs
    return options
  }

  @Test("an old batch is committed, and seen by others while the rest goes on")
  func old() throws {
    let collection = try fixture.create()
    let counts = Mutex<[Int]>([])
    let report = try collection.ingest(
      try fixture.sources(0..<4), options: options(secondsPerBatch: 0),
      onEvent: { event in
        guard case .committed = event else { return }
        let count = try? collection.information().pictureCount
        counts.withLock { $0.append(count ?? -1) }
      })
    #expect(report.batches == 4)
    #expect(counts.withLock { $0 } == [1, 2, 3, 4])
  }

  @Test("batches of any size end in the same contents")
  func sizes() throws {
    let sources = try fixture.sources(0..<5)
    let contents = try [0, 100].map { seconds in
      let collection = try fixture.create("\(seconds).sight")
      try collection.ingest(sources, options: options(secondsPerBatch: Double(seconds)))
      return try CollectionFixture.contents(of: collection)
    }
    #expect(contents[0] == contents[1] && contents[0].count == 5)
  }

  @Test("an ingest that is stopped keeps what it described, and the next one goes on")
  func stopped() throws {
    let collection = try fixture.create()
    let seen = Atomic<Int>(0)
    let sources = try fixture.sources(0..<6)
    let report = try collection.ingest(
      sources, options: options(jobs: 1),
      onEvent: { if case .picture = $0 { seen.wrappingAdd(1, ordering: .relaxed) } },
      shouldStop: { seen.load(ordering: .relaxed) >= 3 })
    #expect(report.wasInterrupted && report.added == 3 && report.batches == 1)
    #expect(try CollectionFixture.names(in: collection) == ["a0", "a1", "a2"])
    let rest = try collection.ingest(sources)
    #expect(rest.skipped == 3 && rest.added == 3 && !rest.wasInterrupted)
  }

  @Test("an ingest that is killed loses its open batch at most")
  func killed() async throws {
    let path = try fixture.create().path
    let sources = try fixture.sources(0..<6)
    let files = try sources.map { source in
      guard case .bytes(let bytes, let name) = source else { throw CocoaError(.featureUnsupported) }
      return try fixture.folder.write(bytes, to: name + ".png")
    }
    for (after, expected) in [(2, 2), (1, 3)] {
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [path = path as String, files = files as [String], after = after as Int] in
        let collection = try Collection.open(path)
        let commits = Atomic<Int>(0)
        var options = IngestOptions()
        options.secondsPerBatch = 0
        try collection.ingest(
          files.map { .file(path: $0) }, options: options,
          onEvent: { event in
            guard case .committed = event else { return }
            if commits.wrappingAdd(1, ordering: .relaxed).newValue == after { kill(getpid(), SIGKILL) }
          })
      }
      #expect(try Collection.check(path) == [])
      #expect(try Collection.information(ofCollectionAt: path).pictureCount == expected)
    }
    let collection = try Collection.open(path)
    let rest = try collection.ingest(files.map { .file(path: $0) })
    #expect(rest.skipped == 3 && rest.added == 3)
    #expect(try CollectionFixture.names(in: collection) == files)
  }

  @Test("a second writer waits, says so, and can be stopped")
  func secondWriter() throws {
    let collection = try fixture.create()
    let lock = try WriterLock.acquire(path: collection.path + "/writer.lock", onWait: {})
    let log = EventLog()
    let looks = Atomic<Int>(0)
    let report = try collection.ingest(
      try fixture.sources(0..<1), onEvent: log.take,
      shouldStop: { looks.wrappingAdd(1, ordering: .relaxed).newValue > 2 })
    #expect(log.events == [.waiting])
    #expect(report.wasInterrupted && report.added == 0)
    #expect(try collection.remove(["a0"], shouldStop: { true }).wasInterrupted)
    #expect(try Collection.compact(collection.path, shouldStop: { true }).wasInterrupted)
    #expect(try Collection.check(collection.path, shouldStop: { true }) == nil)
    lock.release()
    #expect(try collection.ingest(try fixture.sources(0..<1)).added == 1)
  }

  @Test("tasks that ingest at once take turns, and everything is in")
  func atOnce() async throws {
    let collection = try fixture.create()
    let parts = try (0..<3).map { try fixture.sources(2 * $0..<2 * $0 + 2) }
    try await withThrowingTaskGroup(of: IngestReport.self) { group in
      for part in parts { group.addTask { try collection.ingest(part) } }
      for try await report in group { #expect(report.added == 2) }
    }
    #expect(try Set(CollectionFixture.names(in: collection)) == Set((0..<6).map { "a\($0)" }))
    #expect(try Collection.check(collection.path) == [])
  }

  @Test("what a killed compaction left is cleared away")
  func leftOvers() throws {
    let collection = try fixture.create()
    let left = collection.path + "/data-2"
    try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: true)
    try Data([1]).write(to: URL(fileURLWithPath: left + "/data.mdb"))
    try collection.ingest(try fixture.sources(0..<1))
    #expect(!FileManager.default.fileExists(atPath: left))
  }

  @Test("the batch and the pages it changes stay within their part of the memory")
  func budget() throws {
    var settings = try fixture.create().settings()
    settings.wordCount = 65_536
    for megabytes in [512, 1024, 4096] {
      let bytes = megabytes << 20
      let budget = IngestBudget(memoryByteCount: bytes, settings: settings)
      let pages = min(budget.featuresPerBatch, settings.wordCount, 131_071)
      #expect(budget.featuresPerBatch * 40 + pages * 4096 <= bytes * 5 / 8)
      #expect(budget.featuresPerBatch > bytes / 8 / 41 && budget.heldByteCount == bytes / 8)
    }
    #expect(IngestBudget(memoryByteCount: 1 << 20, settings: settings).featuresPerBatch == 50_000)
    settings.keepsAggregates = true
    #expect(
      IngestBudget(memoryByteCount: 1 << 30, settings: settings).featuresPerBatch == (1 << 27) / 96)
  }
}
