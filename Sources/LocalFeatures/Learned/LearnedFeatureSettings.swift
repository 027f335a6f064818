import Core
import Networks

/// What a network's recipe says about local features, checked once when it is opened.
struct LearnedFeatureSettings {
  /// How a network's descriptors are named where classical ones are called `rootsift`.
  static let descriptorName = "network"
  private static let usualMaxFeatures = 2000
  /// Raised when the same network gives other descriptors than before, so that old and new are not mixed.
  private static let version = 1

  let network: NetworkRecipe
  let maxFeatures: Int
  let maxSide: Int
  /// In pictures that are compared, descriptors with a smaller cosine are no match.
  var leastCosine: Float? { network.points?.cosine.map { Float($0) } }
  /// Bytes a descriptor.
  var dimension: Int { network.dimension }
  /// The stages that find regions for a network of patches.
  let regions: FeatureOptions?

  init(_ network: NetworkRecipe, path: String) throws(FeatureError) {
    guard network.kind == .local || network.kind == .patch else {
      throw FeatureError(
        "\(path): a \(network.kind.rawValue) network makes no local features; take a recipe of the kind local or patch"
      )
    }
    guard network.dimension <= DescriptorQuantisation.mostDimensions else {
      throw FeatureError(
        "\(path): descriptors of \(network.dimension) numbers cannot become words; at most "
          + "\(DescriptorQuantisation.mostDimensions) are possible")
    }
    if network.kind == .patch, case .fixed(let width, let height, _) = network.input.size, width != height {
      throw FeatureError("\(path): patches are square, and the recipe says \(width) × \(height) pixels")
    }
    self.network = network
    var options = FeatureOptions()
    regions = network.patchRegion.map { radius in
      options.measurementRegion = Float(radius)
      return options
    }
    maxFeatures = network.points?.count ?? Self.usualMaxFeatures
    maxSide =
      switch network.input.size {
      case .longestSide(let side): side
      case .fixed(let width, let height, _): network.kind == .patch ? options.maxSide : max(width, height)
      }
  }

  /// Refuses limits with which nothing can be found.
  func check(_ limits: LearnedFeatureExtractor.Limits, path: String) throws(FeatureError) {
    guard limits.maxFeatures > 0 else {
      throw FeatureError("the number of features must be at least 1, not \(limits.maxFeatures)")
    }
    guard NetworkRecipe.sides.contains(limits.maxSide) else {
      throw FeatureError(
        "the longest side must be \(NetworkRecipe.sides.lowerBound) to \(NetworkRecipe.sides.upperBound) pixels for a "
          + "network, not \(limits.maxSide)")
    }
    if case .fixed = network.input.size, network.kind == .local, limits.maxSide != maxSide {
      throw FeatureError("\(path): this network takes pictures of one size; leave the longest side out")
    }
  }

  /// Everything that decides what the descriptors mean. The name comes along for people who are told of a mismatch.
  func recipe(fingerprint: String) -> Recipe {
    Recipe([
      Property("detector", regions?.detector.rawValue ?? Self.descriptorName),
      Property("descriptor", Self.descriptorName),
      Property("orientation", FeatureOptions.Orientation.upright.rawValue),
      Property("name", network.name), Property("network", fingerprint),
      Property(
        "quantisation", "length-one times-\(DescriptorQuantisation(dimension: dimension).scale) plus-128"),
      Property("version", "\(Self.version)"),
    ])
  }
}
