import Core

/// Writes what a projection file consists of.
struct ProjectionFileWriter {
  let header: ProjectionFileHeader
  private let columns: [(kind: ProjectionFileSection, column: FileColumn)]

  init(_ parts: GlobalModelParts) {
    let columns = Self.columns(of: parts)
    let counts = Self.counts(of: parts)
    let identifying = columns.filter(\.kind.isIdentifying)
    header = ProjectionFileHeader(
      counts: counts, sectionCount: columns.count,
      fingerprint: FileFingerprint(
        numbers: counts.map(UInt64.init) + identifying.map { UInt64($0.kind.rawValue) },
        parts: identifying.map(\.column.hash)))
    self.columns = columns
  }

  /// Writes the file at `path`, whole or not at all, and onto the disk.
  func write(toPath path: String) throws(GlobalModelError) {
    do {
      let file = try ReplacementFile(path: path, durable: true)
      try SectionedFileWriter(
        format: ProjectionFileHeader.format, own: header.encoded,
        columns: columns.map { (kind: $0.kind.rawValue, column: $0.column) }
      ).write(to: file)
      try file.finish()
    } catch {
      throw GlobalModelError(error)
    }
  }

  private static func counts(of parts: GlobalModelParts) -> [UInt32] {
    let ends = [UInt32(parts.projection.inputCount), UInt32(parts.projection.dimension)]
    switch parts.source {
    case .network: return [ProjectionFileHeader.Source.network.rawValue, 0, 0, 0] + ends
    case .drawings: return [ProjectionFileHeader.Source.drawings.rawValue, 0, 0, 0] + ends
    case .localFeatures(let local):
      let source: ProjectionFileHeader.Source =
        switch local.aggregation.kind {
        case .vlad: .vlad
        case .fisher: .fisher
        case .sparse: .sparse
        case .triangulation: .triangulation
        }
      return [
        source.rawValue, UInt32(local.reduction.inputCount), UInt32(local.reduction.outputCount),
        UInt32(local.aggregation.wordCount),
      ] + ends
    }
  }

  private static func columns(
    of parts: GlobalModelParts
  ) -> [(kind: ProjectionFileSection, column: FileColumn)] {
    var columns: [(kind: ProjectionFileSection, column: FileColumn)] = [
      (.settings, .bytes(Array(settings(of: parts).lines.utf8))),
      (.training, .bytes(Array(parts.training.lines.utf8))),
    ]
    switch parts.source {
    case .network(let network):
      columns += [
        (.networkRecipe, .bytes(network.recipeText)), (.networkPath, .bytes(Array(network.path.utf8))),
      ]
    case .drawings: break
    case .localFeatures(let local):
      columns += [
        (.features, .bytes(Array(local.recipe.entries.lines.utf8))),
        (.reductionWeights, halves(local.reduction)), (.reductionOffsets, .floats(local.reduction.offsets)),
      ]
      columns += Self.columns(of: local.aggregation)
    }
    return columns + [
      (.projectionWeights, halves(parts.projection.map)),
      (.projectionOffsets, .floats(parts.projection.map.offsets)),
    ]
  }

  private static func columns(
    of aggregation: Aggregation
  ) -> [(kind: ProjectionFileSection, column: FileColumn)] {
    switch aggregation {
    case .vlad(let sums): return [(.centres, .floats(sums.centres.elements))]
    case .sparse(let codes): return [(.centres, .floats(codes.dictionary.elements))]
    case .fisher(let vector):
      let mixture = vector.mixture
      return [
        (.centres, .floats(mixture.means.elements)), (.variances, .floats(mixture.variances.elements)),
        (.shares, .floats(mixture.shares)),
      ]
    case .triangulation(let embedding):
      return [
        (.centres, .floats(embedding.centres.elements)),
        (.whiteningWeights, halves(embedding.whitening)),
        (.whiteningOffsets, .floats(embedding.whitening.offsets)),
      ]
    }
  }

  private static func halves(_ map: LinearMap) -> FileColumn { .halves(map.weights.map(HalfFloat.bits)) }

  /// What is no column.
  static func settings(of parts: GlobalModelParts) -> [Property] {
    switch parts.source {
    case .network(let network): return [Property(Setting.network, network.fingerprint)]
    case .drawings(let drawings): return [Property(Setting.descriptor, drawings.descriptor)]
    case .localFeatures(let local):
      switch local.aggregation {
      case .vlad(let sums):
        return [
          Property(Setting.power, "\(sums.power)"),
          Property(Setting.residuals, sums.normalisesResiduals ? Setting.unit : Setting.plain),
          Property(Setting.words, sums.normalisesWords ? Setting.unit : Setting.plain),
        ]
      case .fisher(let vector): return [Property(Setting.power, "\(vector.power)")]
      case .sparse(let codes):
        return [
          Property(Setting.power, "\(codes.power)"), Property(Setting.neighbours, "\(codes.neighbourCount)"),
        ]
      case .triangulation(let embedding): return [Property(Setting.power, "\(embedding.power)")]
      }
    }
  }

  /// Keys and words of the settings.
  enum Setting {
    static let network = "network"
    static let descriptor = "descriptor"
    static let power = "power"
    static let residuals = "residuals"
    static let words = "words"
    static let unit = "unit"
    static let plain = "plain"
    static let neighbours = "neighbours"
  }
}

extension GlobalModelParts {
  /// Writes the projection file, whole or not at all.
  package func write(toPath path: String) throws(GlobalModelError) {
    try ProjectionFileWriter(self).write(toPath: path)
  }

  /// Thirty-two hexadecimal digits that are the same exactly for models that make the same vectors.
  package var fingerprint: String { ProjectionFileWriter(self).header.fingerprint.hexadecimal }
}
