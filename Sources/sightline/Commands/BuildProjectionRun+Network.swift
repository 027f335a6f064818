import Core
import GlobalChannel
import Networks
import Raster
import Synchronization

/// Vectors that a network makes.
extension BuildProjectionRun {
  private struct Outcome: PictureOutcome {
    var picture: InputPicture
    var warnings: [String] = []
    var failure: String?
    var vector: [Float] = []

    var heldByteCount: Int { vector.count * 4 }
  }

  private struct Collected: Sendable {
    var elements: [Float] = []
    var givers: [InputPicture] = []
    var failed = 0
  }

  func fromNetwork(_ recipePath: String) throws(ToolError) -> BuiltProjection {
    guard inputs.kind == .pictures else {
      throw .failure("\(inputs.files[0].shownName) is no picture, and a network needs pictures")
    }
    let model = try ToolError.wrapping { try GlobalModel(path: recipePath) }
    let collected = try vectors(by: model)
    guard !collected.elements.isEmpty else { throw .failure("no picture gave a vector") }
    let dimension = collected.elements.count / max(1, collected.givers.count)
    let rows = Matrix(columnCount: dimension, elements: collected.elements)
    let learnt = try learn(rows, of: collected.givers)
    let source = try ToolError.wrapping {
      try GlobalModelParts.NetworkSource(recipePath: recipePath, model: model, besidePath: request.outputPath)
    }
    return BuiltProjection(
      parts: GlobalModelParts(source: .network(source), projection: learnt.projection),
      pictures: rows.rowCount,
      inputDimension: dimension, failed: collected.failed, violations: learnt.violations)
  }

  private func vectors(by model: GlobalModel) throws(ToolError) -> Collected {
    let chosen = evenly(inputs.files.count, dimension: model.dimension)
    let state = Mutex(Collected())
    let reading = request.reading
    let work = PictureWork(pictures: chosen.map { inputs.files[$0] }, jobs: request.jobs, console: console)
    try work.run { (picture) throws(ToolError) in
      try Self.outcome(of: picture, by: model, reading: reading)
    } take: { (outcome) throws(ToolError) in
      try state.withLock { (state) throws(ToolError) in try Self.add(outcome, to: &state) }
    }
    return state.withLock { $0 }
  }

  private static func outcome(
    of picture: InputPicture, by model: GlobalModel, reading: PictureFile.ReadingOptions
  ) throws(ToolError) -> Outcome {
    var outcome = Outcome(picture: picture)
    let bytes: [UInt8]
    if let input = try picture.standardInputBytes() {
      bytes = input
    } else {
      do {
        bytes = try Descriptor.readAll(ofFile: picture.path)
      } catch {
        guard case .failure(let message) = error else { throw error }
        outcome.failure = message
        return outcome
      }
    }
    do {
      outcome.vector =
        try model.longVector(ofPicture: bytes, named: picture.shownName, reading: reading) ?? []
    } catch {
      outcome.failure = error.message
    }
    return outcome
  }

  /// In the order of the pictures, one at a time.
  private static func add(_ outcome: Outcome, to state: inout Collected) throws(ToolError) {
    if outcome.failure != nil { state.failed += 1 }
    guard !outcome.vector.isEmpty else { return }
    let before = state.elements.count / max(1, state.givers.count)
    guard state.givers.isEmpty || before == outcome.vector.count else {
      throw .failure(
        "\(outcome.picture.shownName): its vector has \(outcome.vector.count) numbers, those before it \(before): "
          + "give the recipe an input of a fixed size, or a pooling")
    }
    state.elements += outcome.vector
    state.givers.append(outcome.picture)
  }
}
