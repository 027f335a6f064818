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
  /// For each way a set of each of its kinds of features, and perhaps as many of the mirror image, in the coordinates of the picture as it is.
  let descriptions: [[FeatureSet]]

  init(
    _ source: QuerySource, _ ways: [ComparisonWay], mirrors: Bool, jobs: Int
  ) throws(RetrievalError) {
    let picture = try UndecodedPicture(source.comparable)
    content = picture.content
    self.ways = ways
    do {
      let kinds = ways.flatMap(\.features)
      let decoded = try Self.decoded(picture, for: kinds)
      let sets = try Parallel.map(count: (mirrors ? 2 : 1) * kinds.count, jobs: jobs) { index in
        Result { () throws(FeatureError) in
          try kinds[index % kinds.count].features(
            of: decoded[index % kinds.count], mirrored: index >= kinds.count)
        }
      }.map { try $0.get() }
      descriptions = Self.grouped(sets, by: ways)
      summary = ComparisonReport.Picture(
        name: source.name, width: decoded[0].originalWidth, height: decoded[0].originalHeight,
        featureCount: descriptions.map { $0.reduce(0) { $0 + $1.count } }.max() ?? 0,
        warnings: decoded[0].warnings)
    } catch let error as RasterError {
      throw RetrievalError(error)
    } catch let error as FeatureError {
      throw RetrievalError(path: source.name, error.description)
    } catch {
      throw RetrievalError(path: source.name, "\(error)")
    }
  }
}

extension ComparablePicture {
  /// The picture as each kind of features takes it: networks differ in size and colours, classical features don't.
  private static func decoded(
    _ picture: UndecodedPicture, for kinds: [ComparedFeatures]
  ) throws(RasterError) -> [DecodedPicture] {
    var classical: DecodedPicture?
    var pictures: [DecodedPicture] = []
    for kind in kinds {
      if let classical, case .classical = kind.maker {
        pictures.append(classical)
        continue
      }
      let decoded = try kind.maker.decode(
        picture.bytes, named: picture.name, options: DescriptionOptions().reading
      ).enlarged(toSide: PictureDescriber.leastQuerySide)
      if case .classical = kind.maker { classical = decoded }
      pictures.append(decoded)
    }
    return pictures
  }

  /// The sets of all kinds, way after way, as a list for each way.
  private static func grouped(_ sets: [FeatureSet], by ways: [ComparisonWay]) -> [[FeatureSet]] {
    var (groups, start): ([[FeatureSet]], Int) = ([], 0)
    while start < sets.count {
      let count = ways[groups.count % ways.count].features.count
      groups.append(Array(sets[start..<start + count]))
      start += count
    }
    return groups
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
