import Core
import Retrieval

/// What came of `sightline ingest`, for people and programs.
struct IngestResult: Sendable {
  let collection: Collection
  let isNew: Bool
  let report: IngestReport
  let details: IngestDetails
  /// Operands that gave nothing.
  let problems: Int
  let seconds: Double

  /// `photos.sight: 412 added (3 duplicates), 12 skipped, 1 rejected, 803,211 features, 31.2 s`.
  var summary: String {
    let twins = report.duplicates == 1 ? "1 duplicate" : "\(grouped(report.duplicates)) duplicates"
    var parts = ["\(grouped(report.added)) added" + (report.duplicates > 0 ? " (\(twins))" : "")]
    for (count, word) in [
      (report.skipped, "skipped"), (report.replaced, "replaced"), (report.changed, "changed"),
      (report.rejected, "rejected"), (report.withoutVector, "without a vector"),
      (report.withoutDrawingRow, "without a drawing row"),
      (report.features, "features"),
    ] where count > 0 {
      parts.append("\(grouped(count)) \(word)")
    }
    if report.wasInterrupted { parts.append("interrupted; the same command goes on") }
    return "\(collection.path): \(parts.joined(separator: ", ")), \(ProgressLine.rate(seconds)) s"
  }

  var json: [UInt8] {
    JSONText.line { json in
      json.member("collection", collection.path)
      json.member("created", isNew)
      json.member("vocabulary", collection.vocabulary.path)
      for (key, count) in [
        ("added", report.added), ("skipped", report.skipped), ("replaced", report.replaced),
        ("duplicates", report.duplicates), ("changed", report.changed), ("rejected", report.rejected),
        ("withoutVector", report.withoutVector), ("withoutDrawingRow", report.withoutDrawingRow),
        ("features", report.features), ("batches", report.batches),
      ] {
        json.member(key, count)
      }
      json.member("interrupted", report.wasInterrupted)
      append("rejectedPictures", details.rejected.map { ($0.name, $0.reason) }, "reason", to: &json)
      append("duplicatePictures", details.duplicates.map { ($0.name, $0.of) }, "of", to: &json)
      json.key("changedPictures")
      json.array { json in for name in details.changed { json.value(name) } }
      json.timings([
        ("seconds", seconds), ("reading", report.timings.reading), ("decoding", report.timings.decoding),
        ("features", report.timings.features), ("words", report.timings.words),
        ("vectors", report.timings.vectors),
        ("storing", report.timings.storing),
      ])
    }
  }

  private func append(
    _ key: String, _ entries: [(name: String, text: String)], _ textKey: String, to json: inout JSONWriter
  ) {
    json.key(key)
    json.array { json in
      for entry in entries {
        json.object { json in
          json.member("name", entry.name)
          json.member(textKey, entry.text)
        }
      }
    }
  }
}
