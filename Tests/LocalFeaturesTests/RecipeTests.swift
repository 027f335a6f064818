import Core
import LocalFeatures
import Testing

@Suite("Recipes of features") struct FeatureRecipeTests {
  @Test("every option that changes what descriptors mean changes the recipe, and no other")
  func changes() {
    let usual = FeatureOptions().recipe
    let changes: [(inout FeatureOptions) -> Void] = [
      { $0.detector = .dog }, { $0.descriptor = .sift }, { $0.orientation = .dominant },
      { $0.measurementRegion = 6 }, { $0.doublesBase = true },
    ]
    for change in changes {
      var options = FeatureOptions()
      change(&options)
      #expect(usual.difference(from: options.recipe) != nil)
    }
    var limits = FeatureOptions()
    limits.maxFeatures = 5
    limits.maxSide = 300
    #expect(limits.recipe == usual)
  }

  @Test("options come back from their recipe", arguments: FeatureOptions.Detector.allCases)
  func back(detector: FeatureOptions.Detector) {
    for descriptor in FeatureOptions.Descriptor.allCases {
      var options = FeatureOptions()
      options.detector = detector
      options.descriptor = descriptor
      options.orientation = .dominant
      options.measurementRegion = Float(5).nextUp
      options.doublesBase = true
      #expect(FeatureOptions(recipe: options.recipe) == options)
    }
  }

  @Test("a recipe of a later version, or of something else, gives no options")
  func unknown() {
    var recipe = FeatureOptions().recipe
    recipe.entries.append(Property("colour", "yes"))
    #expect(FeatureOptions(recipe: recipe) == nil)
    #expect(FeatureOptions(recipe: Recipe([Property("descriptor", "rootsift")])) == nil)
  }

  @Test("the usual measurement region is written as people type it")
  func decimal() {
    #expect(FeatureOptions().recipe["measurement-region"] == "5.196")
  }
}
