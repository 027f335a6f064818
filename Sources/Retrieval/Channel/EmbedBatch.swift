import InvertedFile
import Storage
import Synchronization

/// A picture that was looked at, on its way into the batch.
struct EmbedItem: PipelineOutcome {
  let id: PictureID
  let name: String
  let outcome: EmbedOutcome
  var vector: PictureVector?
  var timings = EmbedTimings()

  var heldByteCount: Int { name.utf8.count + (vector?.numbers.count ?? 0) }
}

/// The open batch: vectors that are not on the disk yet, and the tally of the whole. Workers take turns, in the order of the pictures.
final class EmbedBatch: Sendable {
  private struct State {
    var vectors: [PictureID: PictureVector] = [:]
    /// When its first vector came.
    var opened = 0.0
    var report: EmbedReport
  }

  private let index: InvertedIndex
  private let channel: VectorChannel
  private let mostVectors: Int
  private let secondsPerBatch: Double
  private let onEvent: @Sendable (EmbedEvent) -> Void
  private let state: Mutex<State>

  /// What a vector takes beside its numbers, in a dictionary and while its chunk is written.
  private static let extraBytes = 128

  init(
    index: InvertedIndex, channel: VectorChannel, dimension: Int, options: EmbedOptions, report: EmbedReport,
    onEvent: @escaping @Sendable (EmbedEvent) -> Void
  ) {
    self.index = index
    self.channel = channel
    mostVectors = max(1, options.memoryByteCount / 4 / (2 * dimension + Self.extraBytes))
    secondsPerBatch = options.secondsPerBatch
    self.onEvent = onEvent
    state = Mutex(State(report: report))
  }

  var report: EmbedReport { state.withLock { $0.report } }

  func interrupt() { state.withLock { $0.report.wasInterrupted = true } }

  /// Takes the next picture; commits when the batch has become large or old.
  func take(_ item: EmbedItem) throws(StorageError) {
    try state.withLock { (state) throws(StorageError) in
      state.report.count(item.outcome)
      state.report.timings.reading += item.timings.reading
      state.report.timings.vectors += item.timings.vectors
      if let vector = item.vector {
        if state.vectors.isEmpty { state.opened = Stopwatch.now }
        state.vectors[item.id] = vector
      }
      onEvent(.picture(name: item.name, item.outcome))
      let isOld = !state.vectors.isEmpty && Stopwatch.now - state.opened >= secondsPerBatch
      if isOld || state.vectors.count >= mostVectors { try commit(&state) }
    }
  }

  /// Commits what is open.
  func finish() throws(StorageError) {
    try state.withLock { (state) throws(StorageError) in try commit(&state) }
  }

  private func commit(_ state: inout State) throws(StorageError) {
    guard !state.vectors.isEmpty else { return }
    var watch = Stopwatch()
    var change = IndexChange()
    change.vectors[channel] = state.vectors
    try index.apply(change)
    let count = state.vectors.count
    state.vectors = [:]
    state.report.timings.storing += watch.lap()
    state.report.batches += 1
    onEvent(.committed(pictures: count))
  }
}
