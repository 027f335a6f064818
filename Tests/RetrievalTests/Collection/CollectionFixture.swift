import Foundation
import InvertedFile
import Synchronization
import Testing

@testable import Retrieval

/// A folder with a small vocabulary, some pictures and room for collections.
struct CollectionFixture {
  let folder: TestFolder

  init(_ kind: Samples.Kind = Samples.Kind()) throws {
    folder = try TestFolder()
    _ = try Samples.vocabulary(in: folder, kind)
  }

  var vocabulary: String { folder.path("words.slv") }

  func create(
    _ name: String = "pictures.sight", lean: Bool = false, aggregates: Bool = false
  ) throws -> Collection {
    var options = CollectionOptions()
    options.isLean = lean
    options.keepsAggregates = aggregates
    return try Collection.create(folder.path(name), vocabulary: vocabulary, options: options)
  }

  /// Sample pictures as they come from elsewhere, named `a0`, `a1`, …
  func sources(_ numbers: Range<Int>) throws -> [IngestSource] {
    try numbers.map { .bytes(try Samples.file($0), name: "a\($0)") }
  }

  /// All that is kept of all pictures, in their order.
  static func contents(of collection: Collection) throws -> [NewPicture] {
    let snapshot = try collection.snapshot()
    var ids: [PictureID] = []
    try snapshot.forEachPicture { id, _ in ids.append(id) }
    return try snapshot.newPictures(ids)
  }

  static func names(in collection: Collection) throws -> [String] {
    try contents(of: collection).map(\.name)
  }
}

/// The events of an ingest, in their order.
final class EventLog: Sendable {
  private let log = Mutex<[IngestEvent]>([])

  @Sendable func take(_ event: IngestEvent) {
    log.withLock { $0.append(event) }
  }

  var events: [IngestEvent] { log.withLock { $0 } }

  /// What came of each picture.
  var outcomes: [String: IngestOutcome] {
    events.reduce(into: [:]) { outcomes, event in
      if case .picture(let name, let outcome) = event { outcomes[name] = outcome }
    }
  }

  var commitCount: Int {
    events.count { if case .committed = $0 { true } else { false } }
  }
}

extension IngestOutcome {
  var isRejection: Bool { if case .rejected = self { true } else { false } }
}
