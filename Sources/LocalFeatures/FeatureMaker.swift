import Core
import Raster

/// Makes the features of pictures, by the classical stages or by a network: what everything that describes pictures works with.
///
/// May be used from any number of threads at once. The same picture gives the same features on each.
public enum FeatureMaker: Sendable {
  case classical(FeatureExtractor)
  case learned(LearnedFeatureExtractor)

  /// Everything that decides what the descriptors mean.
  public var recipe: Recipe {
    switch self {
    case .classical(let extractor): extractor.options.recipe
    case .learned(let extractor): extractor.recipe
    }
  }

  /// Bytes a descriptor.
  package var dimension: Int {
    switch self {
    case .classical(let extractor): extractor.options.descriptor.dimension
    case .learned(let extractor): extractor.dimension
    }
  }

  /// The described region's radius in units of a region's scale.
  package var measurementRegion: Float {
    switch self {
    case .classical(let extractor): extractor.options.measurementRegion
    case .learned(let extractor): extractor.measurementRegion
    }
  }

  /// At most so many features a picture.
  package var maxFeatures: Int {
    switch self {
    case .classical(let extractor): extractor.options.maxFeatures
    case .learned(let extractor): extractor.limits.maxFeatures
    }
  }

  /// Larger pictures are scaled down to this side, in pixels.
  package var maxSide: Int {
    switch self {
    case .classical(let extractor): extractor.options.maxSide
    case .learned(let extractor): extractor.limits.maxSide
    }
  }

  /// Whether every feature has an orientation of its own, so that one description serves all turns of a picture.
  package var findsOrientations: Bool {
    switch self {
    case .classical(let extractor): extractor.options.orientation == .dominant
    // Networks describe what stands before them as it stands.
    case .learned: false
    }
  }

  /// Whether regions have shapes that were measured: ellipses of the size of what is there. Without, every region is a circle
  /// that says how large the network's cells are, and one correspondence tells no map from one picture to the other.
  package var measuresShapes: Bool {
    switch self {
    case .classical: true
    case .learned(let extractor): extractor.measuresShapes
    }
  }

  /// The picture as it is wanted here: grey or in colour, no larger than `maxSide`.
  package func decode(
    _ bytes: [UInt8], named name: String, options: PictureFile.ReadingOptions
  ) throws(RasterError) -> DecodedPicture {
    switch self {
    case .classical:
      DecodedPicture(
        try PictureFile.readGrey(bytes: bytes, named: name, maxSide: maxSide, options: options))
    case .learned(let extractor): try extractor.decode(bytes, named: name, options: options)
    }
  }

  /// The features of a picture as they would be if it were turned, strongest first, in the coordinates of the picture as it is; one set
  /// for each turn.
  package func features(
    of picture: DecodedPicture, turns: [Turn] = [.none]
  ) throws(FeatureError) -> [FeatureSet] {
    switch self {
    case .classical(let extractor): extractor.extract(from: picture.grey, turns: turns)
    case .learned(let extractor): try extractor.extract(from: picture, turns: turns)
    }
  }
}
