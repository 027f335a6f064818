import Core
import Retrieval
import Synchronization

/// The work of `sightline embed`, and what is told of it meanwhile.
struct EmbedRun: Sendable {
  let request: EmbedRequest
  let console: Console

  func work() throws(ToolError) -> EmbedResult {
    let start = Console.now
    let left = LeftPictures()
    defer { console.endProgress() }
    let report = try ToolError.wrapping {
      try embed { take($0, left) }
    }
    return EmbedResult(
      collection: request.collection, kind: request.kind, report: report, left: left.pictures,
      seconds: Console.now - start)
  }

  private func embed(_ onEvent: @escaping @Sendable (EmbedEvent) -> Void) throws -> EmbedReport {
    let shouldStop: @Sendable () -> Bool = { Interruption.signal != nil }
    return switch request.kind {
    case .vectors:
      try Collection.embed(
        collectionAt: request.collection, model: request.model, options: request.options, onEvent: onEvent,
        shouldStop: shouldStop)
    case .drawingRows:
      try Collection.embedDrawings(
        collectionAt: request.collection, keyshapes: request.model, options: request.options,
        onEvent: onEvent, shouldStop: shouldStop)
    }
  }

  private func take(_ event: EmbedEvent, _ left: LeftPictures) {
    switch event {
    case .waiting: console.note(IngestDetails.waiting(for: request.collection))
    case .began(let pictures): console.beginProgress(total: pictures)
    case .picture(let name, let outcome):
      let reason = reason(outcome)
      if let reason {
        console.error("\(name): \(reason)")
        if request.keepsNames { left.add(name, reason) }
      }
      console.advance(failed: reason != nil)
    case .committed: break
    }
  }

  /// Why a picture that should have a vector or a row has none.
  private func reason(_ outcome: EmbedOutcome) -> String? {
    switch outcome {
    case .embedded, .empty: nil
    case .unreadable(let reason): reason
    case .changed:
      "changed since it was ingested, so it gets no \(request.kind.rawValue); ingest --replace reads it again"
    case .failed(let reason): "no \(request.kind.rawValue): \(reason)"
    }
  }
}

/// The pictures that are left without a vector, for the JSON document.
private final class LeftPictures: Sendable {
  private let list = Mutex<[(name: String, reason: String)]>([])

  var pictures: [(name: String, reason: String)] { list.withLock { $0 } }

  func add(_ name: String, _ reason: String) { list.withLock { $0.append((name, reason)) } }
}

/// What came of `sightline embed`, for people and programs.
struct EmbedResult: Sendable {
  let collection: String
  let kind: EmbedRequest.Kind
  let report: EmbedReport
  let left: [(name: String, reason: String)]
  let seconds: Double

  /// `photos.sight: 412 pictures embedded by vlad-64, 12 had a vector, 1 changed, 31.2 s`.
  var summary: String {
    var parts = [
      "\(grouped(report.embedded)) \(report.embedded == 1 ? "picture" : "pictures") embedded by \(report.model)"
    ]
    for (count, words) in [
      (report.skipped, "had a \(kind.rawValue)"),
      (report.dropped, "\(kind.rawValue)s of another model dropped"),
      (report.empty, "with nothing in them"), (report.unreadable, "unreadable"),
      (report.changed, "changed since they were ingested"), (report.failed, "failed"),
    ] where count > 0 {
      parts.append("\(grouped(count)) \(words)")
    }
    if report.wasInterrupted { parts.append("interrupted; the same command goes on") }
    return "\(collection): \(parts.joined(separator: ", ")), \(ProgressLine.rate(seconds)) s"
  }

  var json: [UInt8] {
    JSONText.line { json in
      json.member("collection", collection)
      json.member("model", report.model)
      json.member("fingerprint", report.fingerprint)
      json.member("dimension", report.dimension)
      for (key, count) in [
        ("embedded", report.embedded), ("skipped", report.skipped), ("dropped", report.dropped),
        ("empty", report.empty), ("unreadable", report.unreadable), ("changed", report.changed),
        ("failed", report.failed), ("batches", report.batches),
      ] {
        json.member(key, count)
      }
      json.member("interrupted", report.wasInterrupted)
      json.key("picturesLeft")
      json.array { json in
        for (name, reason) in left {
          json.object { json in
            json.member("name", name)
            json.member("reason", reason)
          }
        }
      }
      json.timings([
        ("seconds", seconds), ("reading", report.timings.reading), ("vectors", report.timings.vectors),
        ("storing", report.timings.storing),
      ])
    }
  }
}
