import Core
import InvertedFile
import LocalFeatures
import Raster

/// A picture with its features in all ways in which it is compared with another one.
package struct ComparablePicture: Sendable {
  package let summary: ComparisonReport.Picture
  let content: ContentID
  /// How it was described.
  let ways: [ComparisonWay]
  /// One set for each way, and perhaps as many of the mirror image, in the coordinates of the picture as it is.
  let descriptions: [FeatureSet]

  init(
    _ source: QuerySource, _ ways: [ComparisonWay], mirrors: Bool, jobs: Int
  ) throws(RetrievalError) {
    let picture = try UndecodedPicture(source.comparable)
    content = picture.content
    self.ways = ways
    do {
      // All ways of one comparison decode alike.
      let decoded = try ways[0].maker.decode(
        picture.bytes, named: picture.name, options: DescriptionOptions().reading
      ).enlarged(toSide: PictureDescriber.leastQuerySide)
      descriptions = try Parallel.map(count: (mirrors ? 2 : 1) * ways.count, jobs: jobs) { way in
        Result { () throws(FeatureError) in
          try ways[way % ways.count].features(of: decoded, mirrored: way >= ways.count)
        }
      }.map { try $0.get() }
      summary = ComparisonReport.Picture(
        name: source.name, width: decoded.originalWidth, height: decoded.originalHeight,
        featureCount: descriptions.map(\.count).max() ?? 0, warnings: decoded.warnings)
    } catch let error as RasterError {
      throw RetrievalError(error)
    } catch let error as FeatureError {
      throw RetrievalError(path: source.name, error.description)
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
