import Core

/// From the bytes of a projection file to its parts. After lengths and checksums, what is looked at here is whether the numbers make sense.
struct ProjectionFileReading {
  let header: ProjectionFileHeader
  private let sections: FileSections

  init(of file: UnsafeRawBufferPointer) throws(GlobalModelError) {
    header = try ProjectionFileHeader(of: file)
    let header = header
    let expected = ProjectionFileSection.allCases.map {
      FileSections.Expected(kind: $0.rawValue, name: $0.name, byteCount: $0.byteCount(in: header))
    }
    sections = try GlobalModelError.of { () throws(SectionedFileError) in
      try FileSections(
        of: file, format: ProjectionFileHeader.format, count: Int(header.sectionCount), expecting: expected)
    }
  }

  func parts() throws(GlobalModelError) -> GlobalModelParts {
    let projection = try map(
      .projectionWeights, .projectionOffsets, inputs: Int(header.inputDimension))
    return GlobalModelParts(
      source: try source(), projection: Projection(projection), training: try properties(.training))
  }

  private func source() throws(GlobalModelError) -> GlobalModelParts.Source {
    let settings = Recipe(try properties(.settings))
    guard let kind = ProjectionFileHeader.Source(rawValue: header.source) else {
      throw ProjectionFileHeader.damaged("the numbers in its header")
    }
    guard kind != .network else { return .network(try network(settings)) }
    guard kind != .drawings else { return .drawings(try drawings(settings)) }
    let reduction = try map(
      .reductionWeights, .reductionOffsets, inputs: Int(header.descriptorDimension))
    return .localFeatures(
      GlobalModelParts.LocalSource(
        recipe: Recipe(try properties(.features)), reduction: reduction,
        aggregation: try aggregation(kind, settings)))
  }

  private func network(_ settings: Recipe) throws(GlobalModelError) -> GlobalModelParts.NetworkSource {
    guard let fingerprint = settings[ProjectionFileWriter.Setting.network],
      let path = String(validating: self[.networkPath], as: UTF8.self), !path.isEmpty
    else { throw ProjectionFileHeader.damaged("\(ProjectionFileSection.networkPath.name) cannot be read") }
    return GlobalModelParts.NetworkSource(
      recipeText: Array(self[.networkRecipe]), fingerprint: fingerprint, path: path)
  }

  private func drawings(_ settings: Recipe) throws(GlobalModelError) -> GlobalModelParts.DrawingSource {
    guard let descriptor = settings[ProjectionFileWriter.Setting.descriptor], !descriptor.isEmpty else {
      throw ProjectionFileHeader.damaged("the descriptor in its settings")
    }
    return GlobalModelParts.DrawingSource(descriptor: descriptor)
  }

  private func aggregation(
    _ kind: ProjectionFileHeader.Source, _ settings: Recipe
  ) throws(GlobalModelError) -> Aggregation {
    typealias Setting = ProjectionFileWriter.Setting
    guard let power = settings[Setting.power].flatMap(Float.init), (0.01...1).contains(power) else {
      throw ProjectionFileHeader.damaged("the power in its settings")
    }
    let centres = Matrix(columnCount: Int(header.reducedDimension), elements: try floats(.centres))
    switch kind {
    case .network, .drawings: throw ProjectionFileHeader.damaged("the numbers in its header")
    case .vlad:
      return .vlad(
        ResidualSums(
          centres: centres, normalisesResiduals: try isUnit(Setting.residuals, settings),
          normalisesWords: try isUnit(Setting.words, settings), power: power))
    case .sparse:
      guard let neighbours = settings[Setting.neighbours].flatMap({ Int($0) }),
        (1...min(256, centres.rowCount)).contains(neighbours)
      else { throw ProjectionFileHeader.damaged("the neighbours in its settings") }
      return .sparse(SparseCodes(dictionary: centres, neighbourCount: neighbours, power: power))
    case .fisher: return .fisher(FisherVector(mixture: try mixture(means: centres), power: power))
    case .triangulation:
      let whitening = try map(
        .whiteningWeights, .whiteningOffsets, inputs: centres.elements.count)
      return .triangulation(
        TriangulationEmbedding(centres: centres, whitening: whitening, power: power))
    }
  }

  private func isUnit(_ key: String, _ settings: Recipe) throws(GlobalModelError) -> Bool {
    typealias Setting = ProjectionFileWriter.Setting
    guard let value = settings[key], value == Setting.unit || value == Setting.plain else {
      throw ProjectionFileHeader.damaged("the \(key) in its settings")
    }
    return value == Setting.unit
  }

  private func mixture(means: Matrix<Float>) throws(GlobalModelError) -> GaussianMixture {
    let variances = try floats(.variances)
    let shares = try floats(.shares)
    guard variances.allSatisfy({ $0 > 0 }), shares.allSatisfy({ $0 > 0 }) else {
      throw ProjectionFileHeader.damaged("a Gaussian without width or share")
    }
    return GaussianMixture(
      means: means, variances: Matrix(columnCount: means.columnCount, elements: variances), shares: shares)
  }

  private subscript(kind: ProjectionFileSection) -> UnsafeRawBufferPointer { sections[kind.rawValue] }

  private func properties(_ kind: ProjectionFileSection) throws(GlobalModelError) -> [Property] {
    guard let properties = [Property](lines: self[kind]) else {
      throw ProjectionFileHeader.damaged("\(kind.name) cannot be read")
    }
    return properties
  }

  private func map(
    _ weights: ProjectionFileSection, _ offsets: ProjectionFileSection, inputs: Int
  ) throws(GlobalModelError) -> LinearMap {
    let values = self[weights].bindMemory(to: UInt16.self).map(HalfFloat.value)
    guard values.allSatisfy(\.isFinite) else {
      throw ProjectionFileHeader.damaged("numbers in \(weights.name)")
    }
    return LinearMap(weights: values, offsets: try floats(offsets))
  }

  private func floats(_ kind: ProjectionFileSection) throws(GlobalModelError) -> [Float] {
    let values = Array(self[kind].bindMemory(to: Float.self))
    guard values.allSatisfy(\.isFinite) else {
      throw ProjectionFileHeader.damaged("numbers in \(kind.name)")
    }
    return values
  }
}
