import Core
import LocalFeatures
import Raster
import Synchronization

/// What came of one picture.
struct FeaturesOutcome: Sendable {
  var picture: InputPicture
  var width = 0
  var height = 0
  var features = 0
  /// The file that was written for this picture alone.
  var outputPath: String?
  /// The encoded features, unless they are in a file of their own already.
  var encoded: [UInt8] = []
  /// What is wrong with the file and was tolerated.
  var warnings: [String] = []
  /// Why there are no features: a sentence without the path.
  var failure: String?
}

/// How much was done.
struct FeaturesTally: Sendable, Equatable {
  var pictures = 0
  var failed = 0
  var features = 0
  var seconds = 0.0
}

/// The pictures' way through the extractor, by several workers, one picture at a time each. Outcomes are
/// handed on in the order of the pictures.
struct FeaturesRun: Sendable {
  /// How many outcomes a worker may be ahead of the slowest: enough to never wait in practice, and at most
  /// some 30 MB of text for each job.
  private static let windowPerJob = 32

  let request: FeaturesRequest
  let extractor: FeatureExtractor
  let pictures: [InputPicture]
  let console: Console

  /// Works on all pictures. An output that fails or an interruption stops the work and is thrown.
  func work(deliveringTo results: FeaturesResults) throws(ToolError) -> FeaturesTally {
    let state = Mutex<(tally: FeaturesTally, error: ToolError?)>((FeaturesTally(), nil))
    let start = Console.now
    let ordered = OrderedOutput<Result<FeaturesOutcome, ToolError>>(window: Self.windowPerJob * request.jobs)
    {
      result in
      state.withLock { state in
        guard state.error == nil else { return }
        do throws(ToolError) {
          try take(try result.get(), tally: &state.tally, results: results)
        } catch {
          state.error = error
        }
      }
    }
    console.beginProgress(total: pictures.count)
    Parallel.forEach(count: pictures.count, jobs: request.jobs) { index in
      ordered.waitForTurn(index)
      let stopped = state.withLock { $0.error }
      ordered.deliver(stopped.map { .failure($0) } ?? outcome(of: pictures[index]), at: index)
    }
    console.endProgress()
    var (tally, error) = state.withLock { $0 }
    if let error { throw error }
    tally.seconds = Console.now - start
    return tally
  }

  /// In order, one at a time.
  private func take(
    _ outcome: FeaturesOutcome, tally: inout FeaturesTally, results: FeaturesResults
  ) throws(ToolError) {
    for warning in outcome.warnings {
      console.error("\(outcome.picture.shownName): \(warning); what there is of it was taken")
    }
    if let failure = outcome.failure { console.error("\(outcome.picture.shownName): \(failure)") }
    try results.take(outcome, isFirst: tally.pictures == 0)
    tally.pictures += 1
    tally.features += outcome.features
    tally.failed += outcome.failure == nil ? 0 : 1
    console.advance(failed: outcome.failure != nil)
  }

  /// Everything that a worker does with one picture. A bad picture is an outcome, not an error.
  private func outcome(of picture: InputPicture) -> Result<FeaturesOutcome, ToolError> {
    var outcome = FeaturesOutcome(picture: picture)
    do {
      try Interruption.check()
      let bytes = picture.isStandardInput ? try readStandardInput() : nil
      let grey = try read(picture, bytes: bytes)
      let features = extractor.extract(from: grey)
      (outcome.width, outcome.height) = (features.pictureWidth, features.pictureHeight)
      outcome.features = features.count
      outcome.warnings = grey.warnings
      try encode(features, into: &outcome)
      try draw(features, over: picture, bytes: bytes)
      return .success(outcome)
    } catch let error as ToolError {
      return .failure(error)
    } catch let error as RasterError {
      outcome.failure = error.message
    } catch {
      outcome.failure = "\(error)"
    }
    return .success(outcome)
  }

  private func readStandardInput() throws(ToolError) -> [UInt8] {
    try Descriptor.readAll(from: 0, named: "standard input")
  }

  private func read(_ picture: InputPicture, bytes: [UInt8]?) throws(RasterError) -> GreyPicture {
    let maxSide = request.options.maxSide
    if let bytes {
      return try PictureFile.readGrey(
        bytes: bytes, named: picture.shownName, maxSide: maxSide, options: request.reading)
    }
    return try PictureFile.readGrey(atPath: picture.path, maxSide: maxSide, options: request.reading)
  }

  /// The features as text, in the picture's own file if there is a folder for them.
  private func encode(_ features: FeatureSet, into outcome: inout FeaturesOutcome) throws {
    let encoded = try request.format.encode(features, of: outcome.picture.path, options: request.options)
    guard case .folder(let folder) = request.destination else {
      outcome.encoded = encoded
      return
    }
    let path = request.outputPath(for: outcome.picture, in: folder)
    try OutputFile.write(request.document(ofOnly: encoded), toPath: path)
    outcome.outputPath = path
  }

  private func draw(_ features: FeatureSet, over picture: InputPicture, bytes: [UInt8]?) throws {
    guard let path = request.drawingPath else { return }
    do {
      try FeatureDrawing.draw(
        features, measurementRegion: request.options.measurementRegion, over: picture, bytes: bytes,
        reading: request.reading, toPath: path)
    } catch let error as RasterError where error.kind == .unwritable {
      throw ToolError.failure(error.description)
    }
  }
}
