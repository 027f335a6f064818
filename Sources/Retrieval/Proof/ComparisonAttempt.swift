import LocalFeatures
import Raster
import Verification

/// One way of describing two pictures that are compared.
struct ComparisonAttempt: Sendable {
  let isMirrored: Bool
  /// What chance brings about in pairs that were described so.
  let chance: ChanceModel
  private let extractor: FeatureExtractor

  /// Upright and with orientations.
  static let kindCount = 2

  /// First those of B as it is, then, if that is allowed, those of B in a mirror, in the same order.
  static func all(_ options: ComparisonOptions) throws(RetrievalError) -> [ComparisonAttempt] {
    do {
      let upright = try FeatureExtractor(options: options.features(.upright))
      let oriented = try FeatureExtractor(options: options.features(.dominant))
      return (options.allowsMirror ? [false, true] : [false]).flatMap { isMirrored in
        [
          ComparisonAttempt(isMirrored: isMirrored, chance: .uprightNeighbours, extractor: upright),
          ComparisonAttempt(isMirrored: isMirrored, chance: .orientedNeighbours, extractor: oriented),
        ]
      }
    } catch {
      throw RetrievalError(error)
    }
  }

  /// The features of a picture, or of its mirror image in the coordinates of the picture as it is.
  func features(of picture: GreyPicture, mirrored: Bool) -> FeatureSet {
    guard mirrored else { return extractor.extract(from: picture) }
    var features = extractor.extract(from: picture.mirrored)
    features.regions = features.regions.map { $0.mirrored(inWidth: picture.originalWidth) }
    return features
  }
}

extension LocalRegion {
  /// The same region of the mirror image of a picture of this width.
  fileprivate func mirrored(inWidth width: Int) -> LocalRegion {
    var mirrored = self
    mirrored.x = Float(width - 1) - x
    mirrored.xx = -xx
    mirrored.xy = -xy
    return mirrored
  }
}
