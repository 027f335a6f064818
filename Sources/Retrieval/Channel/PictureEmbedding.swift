import InvertedFile
import Storage

/// Pictures' way from their files to vectors: those without one are read again, and told when they are not what was ingested.
///
/// For whoever holds the writer's lock, so that the pictures stay what they are.
struct PictureEmbedding: Sendable {
  let index: InvertedIndex
  let channel: VectorChannel
  let describer: any GlobalDescriber
  let options: EmbedOptions
  let shouldStop: @Sendable () -> Bool

  private enum Ending: Error {
    case stopped
    case failed(StorageError)
  }

  /// Makes the model that of the collection, and takes all pictures that have no vector of it, or those before it is stopped;
  /// commits what is open in either case.
  func run(onEvent: @escaping @Sendable (EmbedEvent) -> Void) throws(StorageError) -> EmbedReport {
    var report = EmbedReport()
    report.model = describer.name
    report.fingerprint = describer.fingerprint
    report.dimension = describer.dimension
    report.dropped = try setChannel()
    let snapshot = try index.snapshot()
    let pictures = try snapshot.picturesWithoutVector(in: channel)
    report.skipped = Int(clamping: snapshot.totals.pictures) - pictures.count
    onEvent(.began(pictures: pictures.count))
    let batch = EmbedBatch(
      index: index, channel: channel, dimension: describer.dimension, options: options, report: report,
      onEvent: onEvent)
    try run(pictures, into: batch)
    try batch.finish()
    return batch.report
  }

  /// Returns how many vectors of another model went.
  private func setChannel() throws(StorageError) -> Int {
    let snapshot = try index.snapshot()
    let old = try snapshot.channelSettings(of: channel)
    guard old != describer.settings else { return 0 }
    let isMove = old?.isComparable(with: describer.settings) ?? false
    let dropped = isMove ? 0 : try snapshot.vectorCount(of: channel)
    var change = IndexChange()
    change.channels[channel] = .set(describer.settings)
    try index.apply(change)
    return dropped
  }

  private func run(_ pictures: [PictureID], into batch: EmbedBatch) throws(StorageError) {
    let shouldStop = shouldStop
    let jobs = max(1, min(options.jobs, pictures.count))
    let pipeline = PicturePipeline(jobs: jobs, byteBudget: max(1 << 20, options.memoryByteCount / 8)) {
      () throws(Ending) in
      if shouldStop() { throw .stopped }
    }
    do throws(Ending) {
      try pipeline.run(count: pictures.count) { (place) throws(Ending) in
        do throws(StorageError) {
          return try item(of: pictures[place])
        } catch {
          throw .failed(error)
        }
      } take: { (item: EmbedItem) throws(Ending) in
        do throws(StorageError) {
          try batch.take(item)
        } catch {
          throw .failed(error)
        }
      }
    } catch {
      switch error {
      case .stopped: batch.interrupt()
      case .failed(let error): throw error
      }
    }
  }

  /// Everything that a worker does with one picture. That it gets no vector is no error.
  private func item(of id: PictureID) throws(StorageError) -> EmbedItem {
    // A snapshot for each look, so that pages that are freed meanwhile can be used again.
    guard let summary = try index.snapshot().summary(of: id) else {
      throw StorageError(
        .damaged, operation: "read", path: index.environment.folder,
        "picture \(id.rawValue) has no record; the collection is damaged, and `sightline check` tells where")
    }
    var (watch, timings) = (Stopwatch(), EmbedTimings())
    let picture: UndecodedPicture
    do {
      picture = try UndecodedPicture(.file(path: summary.name))
    } catch {
      return EmbedItem(id: id, name: summary.name, outcome: .unreadable(reason: error.message))
    }
    timings.reading = watch.lap()
    guard picture.content == summary.content else {
      return EmbedItem(id: id, name: summary.name, outcome: .changed, timings: timings)
    }
    let made = VectorOutcome(of: picture, by: describer)
    timings.vectors = watch.lap()
    var item = EmbedItem(id: id, name: summary.name, outcome: EmbedOutcome(made), timings: timings)
    if case .vector(let vector) = made { item.vector = PictureVector(vector) }
    return item
  }
}
