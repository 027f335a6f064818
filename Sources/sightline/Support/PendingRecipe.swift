import LocalFeatures
import Vocabulary

// A stand-in for LocalFeatures/FeatureOptions+Recipe.swift; this file goes when that arrives.
extension FeatureOptions {
  var recipe: Recipe {
    Recipe([
      Property("detector", detector.rawValue), Property("descriptor", descriptor.rawValue),
      Property("orientation", orientation.rawValue),
      Property("measurement-region", String(measurementRegion)),
      Property("base", doublesBase ? "doubled" : "single"),
    ])
  }

  init?(recipe: Recipe) {
    guard let detector = recipe["detector"].flatMap(Detector.init),
      let descriptor = recipe["descriptor"].flatMap(Descriptor.init),
      let orientation = recipe["orientation"].flatMap(Orientation.init),
      let measurementRegion = recipe["measurement-region"].flatMap({ Float($0) })
    else { return nil }
    self.init()
    self.detector = detector
    self.descriptor = descriptor
    self.orientation = orientation
    self.measurementRegion = measurementRegion
    doublesBase = recipe["base"] == "doubled"
  }
}
