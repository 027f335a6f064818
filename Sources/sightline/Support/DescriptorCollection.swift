import Core
import DrawingChannel
import Glibc
import LocalFeatures
import Raster
import Retrieval
import Synchronization
import Vocabulary

/// From files to a sample of descriptors within the budget.
struct DescriptorCollection: Sendable {
  let inputs: TrainingInputs
  let maker: FeatureMaker
  /// What pictures give instead of features, for words that are keyshapes.
  var keyshapes: KeyshapeInputs?
  let reading: PictureFile.ReadingOptions
  let budget: SampleBudget
  let seed: UInt64
  let jobs: Int
  let console: Console

  struct Collected: Sendable {
    var sample: TrainingSample
    var recipe: Recipe
    /// How many files could not be read.
    var failed = 0
    /// The files that gave descriptors, in their order; empty for vectors.
    var givers: [InputPicture] = []
  }

  func collect() throws(ToolError) -> Collected {
    switch inputs.kind {
    case .vectors: try collectVectors()
    case .features:
      try collectFiles(
        recipe: Self.sourceRecipe(.features), featuresPerFile: maker.maxFeatures,
        Self.readFeatureFile)
    case .pictures: try collectPictures()
    }
  }

  private func collectPictures() throws(ToolError) -> Collected {
    if let keyshapes {
      return try collectFiles(
        recipe: KeyshapeModel.recipe, featuresPerFile: KeyshapeTraining.mostDescriptors
      ) {
        try keyshapes.descriptors(of: $0, reading: reading)
      }
    }
    return try collectFiles(recipe: maker.recipe, featuresPerFile: maker.maxFeatures) { picture in
      let bytes = try picture.standardInputBytes()
      let decoded = try picture.decode(with: maker, bytes: bytes, options: reading)
      return (try maker.features(of: decoded)[0].descriptors, decoded.warnings)
    }
  }

  /// Files that hold descriptors tell of no recipe but where they came from.
  private static func sourceRecipe(_ kind: TrainingInputs.Kind, _ more: [Property] = []) -> Recipe {
    Recipe([Property("source", kind.rawValue)] + more)
  }

  /// The Oxford format, or COLMAP's for files whose names end in .txt.
  private static func readFeatureFile(_ file: InputPicture) throws -> (Descriptors, [String]) {
    let bytes = try Descriptor.readAll(ofFile: file.path)
    let features =
      file.path.lowercased().hasSuffix(".txt")
      ? try COLMAPFormat.decode(bytes, named: file.path)
      : try OxfordFormat.decode(bytes, named: file.path, measurementRegion: 1)
    return (features.descriptors, [])
  }
}

/// Files of which each is one picture, read by several workers.
extension DescriptorCollection {
  private struct Outcome: PictureOutcome {
    var picture: InputPicture
    var warnings: [String] = []
    var failure: String?
    var rows = Matrix<UInt8>(columnCount: 1)

    var heldByteCount: Int { rows.elements.count }
  }

  private struct State {
    var sampler: DescriptorSampler?
    var first: (name: String, dimension: Int) = ("", 0)
    var pictures = 0
    var failed = 0
    var givers: [InputPicture] = []
  }

  private func collectFiles(
    recipe: Recipe, featuresPerFile: Int,
    _ read: @Sendable (InputPicture) throws -> (Descriptors, [String])
  ) throws(ToolError) -> Collected {
    let state = Mutex(State())
    let work = PictureWork(pictures: inputs.files, jobs: jobs, console: console)
    try work.run { (picture) throws(ToolError) in
      try Self.outcome(of: picture, read)
    } take: { (outcome) throws(ToolError) in
      try state.withLock { (state) throws(ToolError) in try add(outcome, to: &state, featuresPerFile) }
    }
    return try state.withLock { (state) throws(ToolError) in
      guard let sampler = state.sampler.take() else {
        throw .failure("no file gave a descriptor, so there is nothing to make words from")
      }
      return Collected(
        sample: sampler.finish(), recipe: recipe, failed: state.failed, givers: state.givers)
    }
  }

  private static func outcome(
    of picture: InputPicture, _ read: (InputPicture) throws -> (Descriptors, [String])
  ) throws(ToolError) -> Outcome {
    var outcome = Outcome(picture: picture)
    do {
      let (descriptors, warnings) = try read(picture)
      outcome.warnings = warnings
      guard case .bytes(let rows) = descriptors else {
        throw ToolError.failure("\(picture.shownName): its descriptors are no bytes")
      }
      outcome.rows = rows
    } catch let error as ToolError {
      throw error
    } catch let error as RasterError {
      outcome.failure = error.message
    } catch {
      let prefix = picture.shownName + ": "
      outcome.failure = "\(error)".hasPrefix(prefix) ? String("\(error)".dropFirst(prefix.count)) : "\(error)"
    }
    return outcome
  }

  /// In the order of the files, one at a time.
  private func add(
    _ outcome: Outcome, to state: inout State, _ featuresPerFile: Int
  ) throws(ToolError) {
    defer { state.pictures += 1 }
    guard outcome.failure == nil else {
      state.failed += 1
      return
    }
    guard outcome.rows.rowCount > 0 else { return }
    if state.sampler == nil {
      state.first = (outcome.picture.shownName, outcome.rows.columnCount)
      state.sampler = try sampler(dimension: outcome.rows.columnCount, featuresPerFile)
    }
    guard outcome.rows.columnCount == state.first.dimension else {
      throw .failure(
        "\(outcome.picture.shownName): its descriptors have \(outcome.rows.columnCount) numbers, those of "
          + "\(state.first.name) \(state.first.dimension)")
    }
    state.sampler?.add(outcome.rows, picture: state.pictures)
    state.givers.append(outcome.picture)
  }

  private func sampler(dimension: Int, _ featuresPerFile: Int) throws(ToolError) -> DescriptorSampler {
    do {
      let count = inputs.files.count
      let quota = try budget.quota(pictureCount: count, dimension: dimension)
      return DescriptorSampler(
        quota: quota, seed: seed, dimension: dimension,
        expectedCount: count * min(quota, 2 * featuresPerFile))
    } catch {
      throw .failure(error.description)
    }
  }
}

/// Files of vectors, each of which counts as one picture.
extension DescriptorCollection {
  private func collectVectors() throws(ToolError) -> Collected {
    do throws(VocabularyError) {
      let files = try openVectorFiles()
      let scale = try VectorScale(fitting: files)
      let dimension = files[0].dimension
      let quota = try budget.quota(counts: files.map(\.rowCount), dimension: dimension)
      var sampler = DescriptorSampler(
        quota: max(1, quota), seed: seed, dimension: dimension,
        expectedCount: files.reduce(0) { $0 + min($1.rowCount, quota) })
      for (index, file) in files.enumerated() {
        try sampler.add(file, scale: scale, picture: index)
      }
      return Collected(sample: sampler.finish(), recipe: Self.recipe(of: scale))
    } catch {
      throw .failure(error.description)
    }
  }

  private func openVectorFiles() throws(VocabularyError) -> [VectorFile] {
    var files: [VectorFile] = []
    for file in inputs.files { files.append(try VectorFile(path: file.path)) }
    return files
  }

  private static func recipe(of scale: VectorScale) -> Recipe {
    guard scale != .identity else { return sourceRecipe(.vectors) }
    return sourceRecipe(
      .vectors, [Property("offset", "\(scale.offset)"), Property("scale", "\(scale.scale)")])
  }
}
