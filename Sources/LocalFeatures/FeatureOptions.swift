/// Which points of a picture are described, and how: the recipe of a set of features.
///
/// Two pictures' features can be compared only when these agree (the limits `maxFeatures` and `maxSide` may
/// differ: they decide how many features there are, not what they mean).
public struct FeatureOptions: Sendable, Codable, Hashable {
  /// Where points are found.
  public var detector = Detector.hessianAffine
  /// What is written down about each.
  public var descriptor = Descriptor.rootSIFT
  /// Which way is up in a described region.
  public var orientation = Orientation.upright
  /// At most so many features a picture, the strongest, spread over it; with dominant orientations a point
  /// may count twice.
  public var maxFeatures = 2000
  /// A picture with a longer side is scaled down to it before anything is detected, in pixels.
  public var maxSide = 1024
  /// The described region's radius in units of the detected scale σ.
  public var measurementRegion: Float = 5.196
  /// Whether the picture is doubled before points are sought: finds smaller ones for four times the work.
  public var doublesBase = false

  public init() {}

  public enum Detector: String, Sendable, Codable, CaseIterable {
    case dog
    case harrisLaplace = "harris-laplace"
    case hessianLaplace = "hessian-laplace"
    case harrisAffine = "harris-affine"
    case hessianAffine = "hessian-affine"
  }

  public enum Descriptor: String, Sendable, Codable, CaseIterable {
    case sift
    case rootSIFT = "rootsift"
    case centreSymmetricLBP = "cs-lbp"
  }

  public enum Orientation: String, Sendable, Codable, CaseIterable {
    /// The picture's own vertical.
    case upright
    /// The strongest gradient directions of each region, found anew in each.
    case dominant
  }

  /// Throws the first value that cannot be worked with.
  public func validate() throws(FeatureError) {
    guard maxFeatures > 0 else {
      throw FeatureError("the number of features must be at least 1, not \(maxFeatures)")
    }
    // A doubled plane then still has fewer pixels than a 32-bit index reaches.
    guard maxSide >= 16, maxSide <= 16384 else {
      throw FeatureError("the longest side must be 16 to 16384 pixels, not \(maxSide)")
    }
    guard measurementRegion >= 1, measurementRegion <= 50 else {
      throw FeatureError("the measurement region must be 1 to 50 times the scale, not \(measurementRegion)")
    }
  }
}

/// Options that cannot be worked with, or a feature file that cannot be read.
public struct FeatureError: Error, Sendable, Equatable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) {
    self.description = description
  }
}
