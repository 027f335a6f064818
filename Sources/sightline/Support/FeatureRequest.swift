import ArgumentParsing
import Core
import LocalFeatures

/// Which features a command line asks for: classical ones with these options, or those of a network.
struct FeatureRequest: Sendable {
  /// The recipe of the network; `nil` for classical features.
  let network: String?
  /// For classical features.
  let options: FeatureOptions
  /// Limits that were given; a network has usual ones of its own.
  private let maxFeatures, maxSide: Int?

  init(_ arguments: Arguments) throws(ToolError) {
    network = arguments[FeaturesOptions.features]
    options = FeaturesOptions.featureOptions(arguments)
    maxFeatures =
      arguments.isGiven(FeaturesOptions.maxFeatures) ? arguments[FeaturesOptions.maxFeatures] : nil
    maxSide = arguments.isGiven(FeaturesOptions.maxSide) ? arguments[FeaturesOptions.maxSide] : nil
    guard network != nil else { return }
    let given = FeaturesOptions.classical.first { arguments.isGiven($0) }
    if let given {
      throw .failure(
        "\(given.description.longForm) is for classical features and has no meaning for those of a network; leave it out"
      )
    }
  }

  func maker() throws(ToolError) -> FeatureMaker {
    do {
      guard let network else { return .classical(try FeatureExtractor(options: options)) }
      return .learned(
        try LearnedFeatureExtractor(recipePath: network, maxFeatures: maxFeatures, maxSide: maxSide))
    } catch {
      throw .failure(error.description)
    }
  }
}

extension FeatureMaker {
  /// The recipe as JSON: everything that decides what the features are.
  func writeRecipe(to json: inout JSONWriter) {
    switch self {
    case .classical(let extractor): extractor.options.writeRecipe(to: &json)
    case .learned(let extractor):
      json.key("recipe")
      json.object { json in
        for entry in extractor.recipe.entries { json.member(entry.key, entry.value) }
        json.member("maxFeatures", maxFeatures)
        json.member("maxSide", maxSide)
      }
    }
  }
}
