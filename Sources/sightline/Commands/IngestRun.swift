import Retrieval
import Synchronization

/// The steps of `sightline ingest`: open or make the collection, copy from others, ingest, tell.
struct IngestRun: Sendable {
  let request: IngestRequest
  let inputs: InputPictures
  let console: Console

  func work() throws(ToolError) -> IngestResult {
    let start = Console.now
    let (collection, isNew) = try open()
    let others = try request.others.map { (path) throws(ToolError) in
      try ToolError.wrapping { try Collection.open(path, vocabulary: request.vocabulary) }
    }
    try beginChannels(collection, as: others.first)
    let details = IngestDetails(request: request, console: console)
    let report = try ToolError.wrapping { try fill(collection, from: others, details) }
    return IngestResult(
      collection: collection, isNew: isNew, report: report, details: details,
      problems: inputs.failures.count { $0.file == nil }, seconds: Console.now - start)
  }

  /// A collection without pictures gets the channels that it is to have: those of --model and --drawings, and others as the first of
  /// the other collections has them.
  private func beginChannels(_ collection: Collection, as other: Collection?) throws(ToolError) {
    try ToolError.wrapping {
      let information = try collection.information()
      try beginVectors(collection, information)
      try beginDrawings(collection, information)
      if let other, information.pictureCount == 0 {
        try collection.takeChannels(of: other, shouldStop: Self.shouldStop)
      }
    }
    try Interruption.check()
  }

  private func beginVectors(_ collection: Collection, _ information: CollectionInformation) throws {
    guard let model = request.model else { return }
    guard information.channel == nil else {
      // Where no picture needs it, nobody else looks whether it is the right one.
      if sources.isEmpty { _ = try collection.channelDescriber(model: model) }
      return
    }
    guard information.pictureCount == 0 else {
      throw ToolError.failure(
        "\(request.collection): its pictures have no vectors; give them theirs with "
          + "`sightline embed --model \(ShellWord.quoted(model))`, before more come")
    }
    try collection.embed(model: model, onEvent: tellWaiting, shouldStop: Self.shouldStop)
  }

  private func beginDrawings(_ collection: Collection, _ information: CollectionInformation) throws {
    guard request.wantsDrawings else { return }
    guard information.drawingChannel == nil else {
      if sources.isEmpty, let keyshapes = request.keyshapes {
        _ = try collection.channelDescriber(of: .drawings, model: keyshapes)
      }
      return
    }
    guard information.pictureCount == 0 else {
      throw ToolError.failure(
        "\(request.collection): its pictures have no drawing rows; give them theirs with "
          + "`sightline embed \(ShellWord.quoted(request.collection)) --drawings`, before more come")
    }
    try Collection.embedDrawings(
      collectionAt: request.collection, keyshapes: request.keyshapes ?? KeyshapeLocation.path(),
      onEvent: tellWaiting, shouldStop: Self.shouldStop)
  }

  @Sendable private func tellWaiting(_ event: EmbedEvent) {
    if case .waiting = event { console.note(IngestDetails.waiting(for: request.collection)) }
  }

  /// Copies from the other collections first, then takes the pictures.
  private func fill(
    _ collection: Collection, from others: [Collection], _ details: IngestDetails
  ) throws -> IngestReport {
    let sources = sources
    let copied = try others.reduce(0) { try $0 + $1.information().pictureCount }
    console.beginProgress(total: copied + sources.count)
    defer { console.endProgress() }
    var report = IngestReport()
    for other in others where !report.wasInterrupted {
      report += try collection.merge(
        from: other, options: request.options, onEvent: details.take, shouldStop: Self.shouldStop)
    }
    if !sources.isEmpty, !report.wasInterrupted {
      report += try collection.ingest(
        sources, model: request.model, keyshapes: request.keyshapes, options: request.options,
        onEvent: details.take,
        shouldStop: Self.shouldStop)
    }
    return report
  }

  @Sendable private static func shouldStop() -> Bool { Interruption.signal != nil }

  private var sources: [IngestSource] {
    inputs.pictures.map { .file(path: $0.path) }
      + inputs.failures.compactMap(\.file).map { .unreadable(name: $0.path, reason: $0.reason) }
  }

  private func open() throws(ToolError) -> (Collection, isNew: Bool) {
    if !Collection.exists(atPath: request.collection), let made = try make() { return (made, true) }
    let collection = try ToolError.wrapping {
      try Collection.open(request.collection, vocabulary: request.vocabulary, network: request.network)
    }
    let options = try ToolError.wrapping { try collection.options() }
    if request.settings.isLean, !options.isLean {
      throw .failure("\(request.collection): this collection is not lean, and cannot become so")
    }
    if request.settings.keepsAggregates, !options.keepsAggregates {
      throw .failure(
        "\(request.collection): this collection was made without --asmk, and cannot get it later")
    }
    return (collection, false)
  }

  /// `nil` when another process made it meanwhile.
  private func make() throws(ToolError) -> Collection? {
    let (vocabulary, options) = try beginning()
    let made: Collection?
    do {
      made = try Collection.createUnlessExists(
        request.collection, vocabulary: vocabulary, network: request.network, options: options,
        onWait: { console.note(IngestDetails.waiting(for: request.collection)) },
        shouldStop: Self.shouldStop)
    } catch {
      try Interruption.check()
      throw .failure("\(error)")
    }
    if made != nil {
      console.note("\(request.collection): a new collection, with the words of \(vocabulary)")
    }
    return made
  }

  /// What a new collection is made with: as the first of the others, or as the command line says.
  private func beginning() throws(ToolError) -> (vocabulary: String, CollectionOptions) {
    guard let other = request.others.first else {
      return (try VocabularyLocation.path(given: request.vocabulary), request.settings)
    }
    let information = try ToolError.wrapping { try Collection.information(ofCollectionAt: other) }
    let isAsked = request.settings != CollectionOptions()
    return (
      request.vocabulary ?? information.vocabularyPath, isAsked ? request.settings : information.options
    )
  }
}

/// What happened to single pictures: told at once, and kept for the JSON document.
final class IngestDetails: Sendable {
  private struct State {
    var rejected: [(name: String, reason: String)] = []
    var duplicates: [(name: String, of: String)] = []
    var changed: [String] = []
  }

  private let console: Console
  private let request: IngestRequest
  private let state = Mutex(State())

  init(request: IngestRequest, console: Console) {
    self.request = request
    self.console = console
  }

  var rejected: [(name: String, reason: String)] { state.withLock { $0.rejected } }
  var duplicates: [(name: String, of: String)] { state.withLock { $0.duplicates } }
  var changed: [String] { state.withLock { $0.changed } }

  static func waiting(for collection: String) -> String {
    "\(collection): waiting for another process that writes"
  }

  @Sendable func take(_ event: IngestEvent) {
    switch event {
    case .waiting: console.note(Self.waiting(for: request.collection))
    case .warning(let name, let sentence):
      console.error("\(name): \(sentence); what there is of it was taken")
    case .withoutVector(let name, let kind, let reason):
      console.error("\(name): no \(kind): \(reason); it is in with its words")
    case .picture(let name, let outcome): take(name, outcome)
    case .committed: break
    }
  }

  private func take(_ name: String, _ outcome: IngestOutcome) {
    switch outcome {
    case .rejected(let reason): console.error("\(name): \(reason)")
    case .duplicate(let other, _): console.note("\(name): has the content of \(other); kept")
    case .changed: console.note("\(name): changed since; --replace reads it again")
    case .added, .skipped, .replaced: break
    }
    if case .rejected = outcome { console.advance(failed: true) } else { console.advance(failed: false) }
    guard request.printsJSON else { return }
    state.withLock { state in
      switch outcome {
      case .rejected(let reason): state.rejected.append((name, reason))
      case .duplicate(let other, _): state.duplicates.append((name, other))
      case .changed: state.changed.append(name)
      case .added, .skipped, .replaced: break
      }
    }
  }
}
