import Core

/// What the sections of a projection file hold.
enum ProjectionFileSection: UInt32, CaseIterable {
  // The numbers are part of the format. Sections are in this order in the file.
  case settings = 1
  case training
  case features
  case networkRecipe
  case networkPath
  case reductionWeights
  case reductionOffsets
  case centres
  case variances
  case shares
  case whiteningWeights
  case whiteningOffsets
  case projectionWeights
  case projectionOffsets

  /// Whether it decides vectors, and so is part of the fingerprint. What of a network's recipe does is in the settings: its own fingerprint.
  var isIdentifying: Bool {
    switch self {
    case .training, .networkRecipe, .networkPath: false
    default: true
    }
  }

  /// How the section is called in messages.
  var name: String {
    switch self {
    case .settings: "the settings"
    case .training: "the training summary"
    case .features: "the recipe of the features"
    case .networkRecipe: "the network's recipe"
    case .networkPath: "the network's place"
    case .reductionWeights, .reductionOffsets: "the reduction of descriptors"
    case .centres: "the centres"
    case .variances: "the variances"
    case .shares: "the shares of the Gaussians"
    case .whiteningWeights, .whiteningOffsets: "the whitening"
    case .projectionWeights, .projectionOffsets: "the projection"
    }
  }

  /// How long the section is for these counts: 0 where it must not exist, `nil` where any length will do.
  func byteCount(in header: ProjectionFileHeader) -> Int? {
    let isLocal = ProjectionFileHeader.Source(rawValue: header.source)?.isLocal == true
    let isNetwork = header.source == ProjectionFileHeader.Source.network.rawValue
    let isFisher = header.source == ProjectionFileHeader.Source.fisher.rawValue
    let isTriangulation = header.source == ProjectionFileHeader.Source.triangulation.rawValue
    let (descriptor, reduced) = (Int(header.descriptorDimension), Int(header.reducedDimension))
    let (words, input) = (Int(header.wordCount), Int(header.inputDimension))
    switch self {
    case .settings, .training: return nil
    case .features: return isLocal ? nil : 0
    case .networkRecipe, .networkPath: return isNetwork ? nil : 0
    case .reductionWeights: return descriptor * reduced * 2
    case .reductionOffsets: return reduced * 4
    case .centres: return words * reduced * 4
    case .variances: return isFisher ? words * reduced * 4 : 0
    case .shares: return isFisher ? words * 4 : 0
    case .whiteningWeights: return isTriangulation ? words * reduced * input * 2 : 0
    case .whiteningOffsets: return isTriangulation ? input * 4 : 0
    case .projectionWeights: return input * Int(header.dimension) * 2
    case .projectionOffsets: return Int(header.dimension) * 4
    }
  }
}
