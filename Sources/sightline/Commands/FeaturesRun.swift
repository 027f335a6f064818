import Core
import LocalFeatures
import Raster
import Retrieval
import Synchronization

/// What came of one picture.
struct FeaturesOutcome: PictureOutcome {
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

  var heldByteCount: Int { encoded.count }
}

/// How much was done.
struct FeaturesTally: Sendable, Equatable {
  var pictures = 0
  var failed = 0
  var features = 0
  var seconds = 0.0
}

/// The pictures' way through the extractor. Outcomes are handed on in the order of the pictures.
struct FeaturesRun: Sendable {
  let request: FeaturesRequest
  let maker: FeatureMaker
  let pictures: [InputPicture]
  let console: Console

  /// Works on all pictures. An output that fails or an interruption stops the work and is thrown.
  func work(deliveringTo results: FeaturesResults) throws(ToolError) -> FeaturesTally {
    let tally = Mutex(FeaturesTally())
    let start = Console.now
    let work = PictureWork(pictures: pictures, jobs: request.jobs, console: console)
    try work.run(outcome) { (outcome) throws(ToolError) in
      try tally.withLock { (tally) throws(ToolError) in
        try results.take(outcome, isFirst: tally.pictures == 0)
        tally.pictures += 1
        tally.features += outcome.features
        tally.failed += outcome.failure == nil ? 0 : 1
      }
    }
    return tally.withLock { tally in
      tally.seconds = Console.now - start
      return tally
    }
  }

  /// Everything that a worker does with one picture. A bad picture is an outcome, not an error.
  private func outcome(of picture: InputPicture) throws(ToolError) -> FeaturesOutcome {
    var outcome = FeaturesOutcome(picture: picture)
    do {
      let bytes = try picture.standardInputBytes()
      let decoded = try picture.decode(with: maker, bytes: bytes, options: request.reading)
      let features = try maker.features(of: decoded)[0]
      (outcome.width, outcome.height) = (features.pictureWidth, features.pictureHeight)
      outcome.features = features.count
      outcome.warnings = decoded.warnings
      try encode(features, into: &outcome)
      try draw(features, over: picture, bytes: bytes)
    } catch let error as ToolError {
      throw error
    } catch let error as RasterError {
      outcome.failure = error.message
    } catch {
      outcome.failure = "\(error)"
    }
    return outcome
  }

  /// The features as text, in the picture's own file if there is a folder for them.
  private func encode(_ features: FeatureSet, into outcome: inout FeaturesOutcome) throws {
    let encoded = try request.format.encode(
      features, of: outcome.picture.path, measurementRegion: maker.measurementRegion)
    guard case .folder(let folder) = request.destination else {
      outcome.encoded = encoded
      return
    }
    let path = request.outputPath(for: outcome.picture, in: folder)
    try OutputFile.write(request.document(ofOnly: encoded, maker: maker), toPath: path)
    outcome.outputPath = path
  }

  private func draw(_ features: FeatureSet, over picture: InputPicture, bytes: [UInt8]?) throws {
    guard let path = request.drawingPath else { return }
    do {
      try FeatureDrawing.draw(
        features, measurementRegion: maker.measurementRegion, over: picture, bytes: bytes,
        reading: request.reading, toPath: path)
    } catch let error as RasterError where error.kind == .unwritable {
      throw ToolError.failure(error.description)
    }
  }
}
