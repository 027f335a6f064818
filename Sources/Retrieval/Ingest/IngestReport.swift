/// What came of an ingest.
public struct IngestReport: Sendable, Equatable {
  /// Pictures that are new in the collection, duplicates among them.
  public internal(set) var added = 0
  /// New pictures with the content of one that was there before them.
  public internal(set) var duplicates = 0
  /// Pictures that were there with the same content.
  public internal(set) var skipped = 0
  /// Pictures whose changed files were read again.
  public internal(set) var replaced = 0
  /// Pictures whose files changed, left as they were.
  public internal(set) var changed = 0
  /// Pictures that could not be read.
  public internal(set) var rejected = 0
  /// Pictures that were added or replaced and have no vector, in a collection where pictures have some.
  public internal(set) var withoutVector = 0
  /// Those that have no drawing row, in a collection where pictures have some: they show no edges, or the describer failed.
  public internal(set) var withoutDrawingRow = 0
  /// Features of all that were added or replaced.
  public internal(set) var features = 0
  /// Transactions that were committed.
  public internal(set) var batches = 0
  /// Whether it was asked to stop. What was described until then is in, and the same ingest goes on from there.
  public internal(set) var wasInterrupted = false

  public internal(set) var timings = IngestTimings()

  public init() {}

  /// Sums of two that came one after the other.
  public static func += (sum: inout IngestReport, more: IngestReport) {
    sum.added += more.added
    sum.duplicates += more.duplicates
    sum.skipped += more.skipped
    sum.replaced += more.replaced
    sum.changed += more.changed
    sum.rejected += more.rejected
    sum.withoutVector += more.withoutVector
    sum.withoutDrawingRow += more.withoutDrawingRow
    sum.features += more.features
    sum.batches += more.batches
    sum.timings += more.timings
    sum.wasInterrupted = sum.wasInterrupted || more.wasInterrupted
  }
}

/// What came of one picture.
public enum IngestOutcome: Sendable, Equatable {
  case added(features: Int)
  /// Added; another picture was there with the same content.
  case duplicate(of: String, features: Int)
  /// It is there with the same content.
  case skipped
  case replaced(features: Int)
  /// Its file changed since it was ingested; it was left as it was.
  case changed
  /// It could not be read; what is there of it from before stays.
  case rejected(reason: String)
}

/// What happens while pictures are ingested, in the order of the pictures, by one thread at a time.
public enum IngestEvent: Sendable, Equatable {
  /// Another process or task is writing, and is waited for.
  case waiting
  /// A file is damaged, and what there is of it was taken.
  case warning(name: String, sentence: String)
  case picture(name: String, IngestOutcome)
  /// The model of a kind of vectors failed at a picture, which is in without: what it was to make, and why, as the rest of a sentence.
  /// Comes before its outcome.
  case withoutVector(name: String, kind: String, reason: String)
  /// What was added is visible now, and on the disk.
  case committed(pictures: Int)
}

extension IngestReport {
  mutating func count(_ outcome: IngestOutcome) {
    switch outcome {
    case .added(let count):
      added += 1
      features += count
    case .duplicate(_, let count):
      added += 1
      duplicates += 1
      features += count
    case .skipped: skipped += 1
    case .replaced(let count):
      replaced += 1
      features += count
    case .changed: changed += 1
    case .rejected: rejected += 1
    }
  }
}
