import Core
import InvertedFile
import LocalFeatures
import Raster
import Verification

/// A picture with its features in all ways in which it is compared with another one.
package struct ComparablePicture: Sendable {
  package let summary: ComparisonReport.Picture
  let content: ContentID
  /// One set for each of `kinds`, and perhaps as many of the mirror image, in the coordinates of the picture as it is.
  let descriptions: [FeatureSet]

  /// A way of describing pictures, and what chance brings about in pairs that were described so.
  struct Kind: Sendable {
    let orientation: FeatureOptions.Orientation
    let chance: ChanceModel
    /// Its share of the probability of an error. Upright features tell more where both pictures stand upright, which is usual; what is turned
    /// has evidence enough to bear the smaller one.
    let share: Double
  }

  static let kinds = [
    Kind(orientation: .upright, chance: .uprightNeighbours, share: 0.9),
    Kind(orientation: .dominant, chance: .orientedNeighbours, share: 0.1),
  ]

  init(_ source: QuerySource, _ options: ComparisonOptions, mirrors: Bool) throws(RetrievalError) {
    let picture = try UndecodedPicture(source.comparable)
    content = picture.content
    do {
      let grey = try PictureFile.readGrey(
        bytes: picture.bytes, named: picture.name, maxSide: options.maxSide,
        options: DescriptionOptions().reading
      ).enlarged(toSide: PictureDescriber.leastQuerySide)
      let extractors = try Self.kinds.map { (kind) throws(FeatureError) in
        try FeatureExtractor(options: options.features(kind.orientation))
      }
      descriptions = Parallel.map(count: (mirrors ? 2 : 1) * extractors.count, jobs: options.jobs) { way in
        let extractor = extractors[way % extractors.count]
        return way < extractors.count ? extractor.extract(from: grey) : extractor.features(ofMirrored: grey)
      }
      summary = ComparisonReport.Picture(
        name: source.name, width: grey.originalWidth, height: grey.originalHeight,
        featureCount: descriptions.map(\.count).max() ?? 0, warnings: grey.warnings)
    } catch let error as RasterError {
      throw RetrievalError(error)
    } catch let error as FeatureError {
      throw RetrievalError(error)
    } catch {
      throw RetrievalError(path: source.name, "\(error)")
    }
  }
}

extension QuerySource {
  /// A picture's name is a path here: there is no collection.
  fileprivate var comparable: PictureSource {
    switch self {
    case .file(let path), .picture(let path): .file(path: path)
    case .bytes(let bytes, let name): .bytes(bytes, name: name)
    }
  }
}

extension FeatureExtractor {
  /// The features of a picture's mirror image, in the coordinates of the picture as it is.
  fileprivate func features(ofMirrored picture: GreyPicture) -> FeatureSet {
    var features = extract(from: picture.mirrored)
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
