import InvertedFile
import Storage

/// The open batch of an ingest: pictures that were decided on and are not visible yet, and the tally of the whole.
///
/// Used by one thread at a time, in the order of the pictures, so what is decided never depends on the number of jobs.
struct IngestBatch {
  private let index: InvertedIndex
  private let budget: IngestBudget
  private let secondsPerBatch: Double
  /// Those that pictures have vectors in.
  private let channels: [VectorChannel]
  private let onEvent: @Sendable (IngestEvent) -> Void
  private var change = IndexChange()
  private var featureCount = 0
  /// When its first picture came.
  private var opened = 0.0
  /// Contents of the open batch, each with the first picture that has it.
  private var contents: [ContentID: String] = [:]
  private var removals: Set<PictureID> = []
  private(set) var report = IngestReport()
  private var rejections: RejectedPictures

  init(
    index: InvertedIndex, budget: IngestBudget, secondsPerBatch: Double, channels: [VectorChannel] = [],
    rejections: RejectedPictures, onEvent: @escaping @Sendable (IngestEvent) -> Void
  ) {
    self.index = index
    self.budget = budget
    self.secondsPerBatch = secondsPerBatch
    self.channels = channels
    self.rejections = rejections
    self.onEvent = onEvent
  }

  /// What is to be done with the next picture; commits when the batch has become large or old.
  mutating func take(_ item: IngestItem) throws(StorageError) {
    for warning in item.warnings { onEvent(.warning(name: item.name, sentence: warning)) }
    for failure in item.vectorFailures {
      onEvent(.withoutVector(name: item.name, kind: failure.channel.noun, reason: failure.reason))
    }
    let outcome = try outcome(of: item)
    if case .rejected(let reason) = outcome {
      rejections.add(item.name, reason: reason)
    } else {
      rejections.drop(item.name)
    }
    report.count(outcome)
    report.timings += item.timings
    onEvent(.picture(name: item.name, outcome))
    let isOld = !change.isEmpty && Stopwatch.now - opened >= secondsPerBatch
    if isOld || featureCount >= budget.featuresPerBatch { try commit() }
  }

  private mutating func outcome(of item: IngestItem) throws(StorageError) -> IngestOutcome {
    switch item.fate {
    case .rejected(let reason): return .rejected(reason: reason)
    case .known: return .skipped
    case .changed: return .changed
    case .new(let picture, let old):
      let twin = old == nil ? try twin(of: picture) : nil
      add(picture, replacing: old)
      let features = picture.features.count
      if let twin { return .duplicate(of: twin, features: features) }
      return old == nil ? .added(features: features) : .replaced(features: features)
    }
  }

  /// The first picture of the same content.
  private func twin(of picture: NewPicture) throws(StorageError) -> String? {
    let snapshot = try index.snapshot()
    for id in try snapshot.pictures(withContent: picture.content) where !removals.contains(id) {
      if let summary = try snapshot.summary(of: id) { return summary.name }
    }
    return contents[picture.content]
  }

  private mutating func add(_ picture: NewPicture, replacing old: PictureID?) {
    if change.isEmpty { opened = Stopwatch.now }
    change.additions.append(picture)
    if let old {
      change.removals.append(old)
      removals.insert(old)
    }
    for channel in channels where picture.vectors[channel] == nil {
      switch channel {
      case .pictures: report.withoutVector += 1
      case .drawings: report.withoutDrawingRow += 1
      }
    }
    featureCount += picture.features.count
    if contents[picture.content] == nil { contents[picture.content] = picture.name }
  }

  /// Makes the open batch visible.
  mutating func commit() throws(StorageError) {
    guard !change.isEmpty else { return }
    var watch = Stopwatch()
    try index.apply(change)
    report.timings.storing += watch.lap()
    report.batches += 1
    let count = change.additions.count
    change = IndexChange()
    featureCount = 0
    contents = [:]
    removals = []
    onEvent(.committed(pictures: count))
  }

  mutating func interrupt() {
    report.wasInterrupted = true
  }

  mutating func writeRejections() throws(RetrievalError) {
    try rejections.write()
  }
}

/// A picture that was looked at, on its way into the batch.
struct IngestItem: PipelineOutcome {
  enum Fate: Sendable {
    case rejected(reason: String)
    /// It is there with the same content.
    case known
    /// It is there with another content, and stays as it is.
    case changed
    case new(NewPicture, replacing: PictureID?)
  }

  let name: String
  let fate: Fate
  var warnings: [String] = []
  /// Why models failed at a picture that is new, if any did.
  var vectorFailures: [(channel: VectorChannel, reason: String)] = []
  var timings = IngestTimings()

  var heldByteCount: Int {
    guard case .new(let picture, _) = fate else { return name.utf8.count }
    return name.utf8.count + picture.heldByteCount
  }
}

extension NewPicture {
  var heldByteCount: Int {
    4 * features.words.count + 8 * (features.signatures.count + features.geometry.count)
      + 16 * aggregates.count + vectors.values.reduce(0) { $0 + $1.numbers.count }
  }
}
