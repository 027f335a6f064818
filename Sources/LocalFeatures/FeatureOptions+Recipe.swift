import Core

/// The part of the options that decides what descriptors mean. The limits `maxFeatures` and `maxSide` are not in it:
/// they decide how many there are.
extension FeatureOptions {
  /// Raised when the same options give other descriptors than before, so that old and new are not mixed.
  private static let recipeVersion = 1

  public var recipe: Recipe {
    Recipe([
      Property("detector", detector.rawValue),
      Property("descriptor", descriptor.rawValue),
      Property("orientation", orientation.rawValue),
      Property("measurement-region", Self.decimal(measurementRegion)),
      Property("base", doublesBase ? "doubled" : "single"),
      Property("normalisation", descriptor.normalisation),
      Property("version", String(Self.recipeVersion)),
    ])
  }

  /// Options whose descriptors the recipe describes, the limits being the usual ones; `nil` for a recipe that this
  /// version cannot follow.
  public init?(recipe: Recipe) {
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
    guard self.recipe.difference(from: recipe) == nil else { return nil }
  }

  /// Nine digits keep every `Float` exactly; 5.196 stays 5.196 with seven, which is what people typed.
  private static func decimal(_ number: Float) -> String {
    var text = TextWriter()
    text.append(Double(number), significantDigits: 7)
    let short = String(decoding: text.bytes, as: UTF8.self)
    guard Float(short) != number else { return short }
    text = TextWriter()
    text.append(Double(number), significantDigits: 9)
    return String(decoding: text.bytes, as: UTF8.self)
  }
}

extension FeatureOptions.Descriptor {
  /// Bytes a descriptor.
  var dimension: Int {
    switch self {
    case .sift, .rootSIFT: GradientHistograms.dimension
    case .centreSymmetricLBP: CentreSymmetricPatterns.dimension
    }
  }

  /// How a histogram becomes bytes, step by step.
  fileprivate var normalisation: String {
    switch self {
    case .sift, .centreSymmetricLBP: "length-one clip-0.2 length-one times-512"
    case .rootSIFT: "length-one clip-0.2 sum-one square-roots times-512"
    }
  }
}
