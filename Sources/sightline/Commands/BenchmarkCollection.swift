import Evaluation
import Retrieval

/// The collection of a benchmark: a folder that was named, which stays, or a temporary one.
struct BenchmarkCollection: Sendable {
  let request: BenchmarkRequest
  let console: Console
  private let path: String

  /// What is searched.
  struct Filled: Sendable {
    let collection: Collection
    let information: CollectionInformation
    /// Pictures that could not be read; they were told.
    let rejectedCount: Int
    /// `nil` when the collection was there before.
    let ingestSeconds: Double?
  }

  init(_ request: BenchmarkRequest, _ console: Console) throws(ToolError) {
    self.request = request
    self.console = console
    if let kept = request.collection {
      path = kept
    } else {
      path = try FileSystem.makeTemporaryFolder(prefix: "sightline-benchmark-")
    }
  }

  /// A named folder stays.
  func remove() {
    if request.collection == nil { FileSystem.removeTree(path) }
  }

  /// Brings in these pictures, and makes sure that there are no others.
  func fill(with paths: [String], keepsAggregates: Bool) throws(ToolError) -> Filled {
    let (collection, isNew) = try open(keepsAggregates: keepsAggregates)
    let start = Console.now
    let rejected = try ingest(paths, into: collection)
    try embed(collection)
    let seconds = Console.now - start
    if isNew { try compact() }
    let information = try ToolError.wrapping { try collection.information() }
    guard information.pictureCount == paths.count - rejected else {
      throw .failure(
        "\(path): this collection has \(information.pictureCount) pictures and the benchmark "
          + "\(paths.count - rejected); name a new folder with --collection")
    }
    return Filled(
      collection: collection, information: information, rejectedCount: rejected,
      ingestSeconds: isNew ? seconds : nil)
  }

  @Sendable private static func shouldStop() -> Bool { Interruption.signal != nil }

  private func open(keepsAggregates: Bool) throws(ToolError) -> (Collection, isNew: Bool) {
    if !Collection.exists(atPath: path) {
      var options = CollectionOptions()
      options.keepsAggregates = keepsAggregates
      let vocabulary = try VocabularyLocation.path(given: request.vocabulary)
      let made = try ToolError.wrapping {
        try Collection.createUnlessExists(
          path, vocabulary: vocabulary, network: request.network, options: options,
          shouldStop: Self.shouldStop)
      }
      if let made { return (made, true) }
    }
    let collection = try ToolError.wrapping {
      try Collection.open(path, vocabulary: request.vocabulary, network: request.network)
    }
    return (collection, false)
  }

  private func ingest(_ paths: [String], into collection: Collection) throws(ToolError) -> Int {
    var options = IngestOptions()
    options.jobs = request.jobs
    console.beginProgress(total: paths.count)
    let console = console
    let report = try ToolError.wrapping {
      try collection.ingest(
        paths.map { .file(path: $0) }, options: options,
        onEvent: { event in
          guard case .picture(let name, let outcome) = event else { return }
          if case .rejected(let reason) = outcome { console.error("\(name): \(reason)") }
          console.advance(failed: false)
        }, shouldStop: Self.shouldStop)
    }
    console.endProgress()
    try Interruption.check()
    guard report.changed == 0 else {
      throw .failure(
        "\(path): \(report.changed) pictures changed since they were ingested; name a new folder with --collection"
      )
    }
    return report.rejected
  }

  /// Gives pictures vectors, where a model was named.
  private func embed(_ collection: Collection) throws(ToolError) {
    guard let model = request.model else { return }
    var options = EmbedOptions()
    options.jobs = request.jobs
    let console = console
    let report = try ToolError.wrapping {
      try collection.embed(
        model: model, options: options,
        onEvent: { event in
          switch event {
          case .began(pictures: let count): console.beginProgress(total: count)
          case .picture: console.advance(failed: false)
          case .waiting, .committed: break
          }
        }, shouldStop: Self.shouldStop)
    }
    console.endProgress()
    try Interruption.check()
    guard report.left > 0 else { return }
    console.note("\(report.left) pictures have no vector")
  }

  /// So that its size is that of a collection at rest.
  private func compact() throws(ToolError) {
    _ = try ToolError.wrapping { try Collection.compact(path, shouldStop: Self.shouldStop) }
    try Interruption.check()
  }
}
