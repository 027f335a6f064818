import InvertedFile
import Storage

/// Pictures' way from files into an index: known ones are passed over before anything is decoded, the others described by several
/// workers and committed in batches, in their order.
///
/// For whoever holds the writer's lock: what is known of names then changes by this ingest alone, and each name comes once.
struct PictureIngestion: Sendable {
  let index: InvertedIndex
  let describer: PictureDescriber
  /// What makes vectors, for each channel that the collection has.
  let channels: [VectorChannel: any GlobalDescriber]
  let options: IngestOptions
  let shouldStop: @Sendable () -> Bool

  private enum Ending: Error {
    case stopped
    case failed(RetrievalError)
  }

  /// Takes all sources, or those before it is stopped; commits what is open in either case.
  func run(
    _ sources: [IngestSource], into batch: SharedBatch, heldByteCount: Int
  ) throws(RetrievalError) {
    let shouldStop = shouldStop
    let jobs = max(1, min(options.jobs, sources.count))
    let pipeline = PicturePipeline(jobs: jobs, byteBudget: heldByteCount) { () throws(Ending) in
      if shouldStop() { throw .stopped }
    }
    do throws(Ending) {
      try pipeline.run(count: sources.count) { (index) throws(Ending) in
        do throws(StorageError) {
          return try item(of: sources[index])
        } catch {
          throw .failed(RetrievalError(error))
        }
      } take: { (item: IngestItem) throws(Ending) in
        do throws(StorageError) {
          try batch.take(item)
        } catch {
          throw .failed(RetrievalError(error))
        }
      }
    } catch {
      switch error {
      case .stopped: batch.interrupt()
      case .failed(let error): throw error
      }
    }
  }

  /// Everything that a worker does with one picture. That it cannot be read is no error.
  private func item(of source: IngestSource) throws(StorageError) -> IngestItem {
    var watch = Stopwatch()
    let picture: UndecodedPicture
    do {
      picture = try source.read()
    } catch {
      return IngestItem(name: source.name, fate: .rejected(reason: error.message))
    }
    let reading = watch.lap()
    let known = try known(picture.name)
    if let known {
      if known.content == picture.content { return IngestItem(name: picture.name, fate: .known) }
      if !options.replaces { return IngestItem(name: picture.name, fate: .changed) }
    }
    do {
      let described = try describer.describe(picture, channels: channels)
      var timings = described.timings
      timings.reading = reading
      return IngestItem(
        name: picture.name, fate: .new(described.indexed(index.geometryKind), replacing: known?.id),
        warnings: described.warnings, vectorFailures: described.vectorFailures, timings: timings)
    } catch {
      return IngestItem(name: picture.name, fate: .rejected(reason: error.message))
    }
  }

  /// A snapshot is taken for each look, so that pages that are freed meanwhile can be used again.
  private func known(_ name: String) throws(StorageError) -> (id: PictureID, content: ContentID)? {
    let snapshot = try index.snapshot()
    guard let id = try snapshot.picture(named: name), let summary = try snapshot.summary(of: id) else {
      return nil
    }
    return (id, summary.content)
  }
}
