import Core
import Glibc
import LocalFeatures
import Vocabulary

/// Finding what made a vocabulary's features.
extension FeatureMaker {
  /// The note of a vocabulary that says where the recipe of its network was. It is no part of the fingerprint: a file may move, and the network is
  /// told by its own fingerprint.
  private static let networkNote = "network-path"

  package static func note(of extractor: LearnedFeatureExtractor) -> Property {
    Property(networkNote, CollectionOptions.absolute(extractor.recipePath))
  }

  /// What makes features as a vocabulary's recipe says, within the limits of `options`.
  ///
  /// Refuses a vocabulary that pictures cannot be described for, and a network that isn't the one whose features the words are.
  package init(for vocabulary: Vocabulary, _ options: DescriptionOptions) throws(RetrievalError) {
    if LearnedFeatureExtractor.isRecipe(vocabulary.recipe) {
      self = .learned(try Self.network(of: vocabulary, options))
    } else {
      self = .classical(try Self.extractor(for: vocabulary, options))
    }
    guard dimension == vocabulary.dimension else {
      throw RetrievalError(
        path: vocabulary.path, "its words have another length than the descriptors that its recipe makes")
    }
  }

  private static func extractor(
    for vocabulary: Vocabulary, _ options: DescriptionOptions
  ) throws(RetrievalError) -> FeatureExtractor {
    guard let featureOptions = FeatureOptions(recipe: vocabulary.recipe) else {
      throw RetrievalError(
        path: vocabulary.path,
        "this version cannot describe pictures as this vocabulary wants it; use one that was built from pictures"
      )
    }
    if let network = options.network {
      throw RetrievalError(
        path: vocabulary.path,
        "its words are of \(featureOptions.detector.rawValue) points and \(featureOptions.descriptor.rawValue) descriptors, "
          + "not of the network \(network); build a vocabulary with that network, or leave --features out")
    }
    return try PictureDescriber.extractor(featureOptions, options)
  }

  private static func network(
    of vocabulary: Vocabulary, _ options: DescriptionOptions
  ) throws(RetrievalError) -> LearnedFeatureExtractor {
    let path = try networkPath(of: vocabulary, given: options.network)
    let extractor: LearnedFeatureExtractor
    do {
      extractor = try LearnedFeatureExtractor(
        recipePath: path, maxFeatures: options.maxFeatures, maxSide: options.maxSide)
    } catch {
      throw RetrievalError(error)
    }
    if let difference = difference(of: vocabulary.recipe, from: extractor.recipe) {
      throw RetrievalError(
        path: vocabulary.path,
        "its words were \(difference) (\(path)); say with --features model:RECIPE.json where the network is that they were made "
          + "with, or build a vocabulary for this one")
    }
    return extractor
  }

  /// What the same network is called now is no difference; of another one the name says most.
  private static func difference(of recipe: Recipe, from other: Recipe) -> String? {
    guard recipe["network"] == other["network"] else { return recipe.difference(from: other) }
    func nameless(_ recipe: Recipe) -> Recipe { Recipe(recipe.entries.filter { $0.key != "name" }) }
    return nameless(recipe).difference(from: nameless(other))
  }

  /// Where the recipe is said to be now, or where it was when the vocabulary was built, or beside the vocabulary.
  private static func networkPath(of vocabulary: Vocabulary, given: String?) throws(RetrievalError) -> String
  {
    if let given { return given }
    let noted = vocabulary.training.first { $0.key == networkNote }?.value ?? ""
    let name = noted.split(separator: "/").last.map(String.init) ?? ""
    let folder = vocabulary.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let beside = (folder + [Substring(name)]).joined(separator: "/")
    let places: [String] = name.isEmpty ? [] : [noted, beside]
    if let found = places.first(where: { access($0, R_OK) == 0 }) { return found }
    let network = vocabulary.recipe["name"].map { "network \($0)" } ?? "a network"
    throw RetrievalError(
      path: vocabulary.path,
      "its words are features of \(network), whose recipe is no longer at \(noted.isEmpty ? "any known place" : noted); say with "
        + "--features model:RECIPE.json where it is")
  }
}
