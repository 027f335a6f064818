import Core
import GlobalChannel
import InvertedFile
import LocalFeatures
import Networks
import Raster

/// A model from its file: a network that looks at pictures, or an aggregation of local features, which are found as for words.
final class GlobalModelDescriber: GlobalDescriber {
  let path: String
  private let model: GlobalModel
  private let extractor: FeatureExtractor?
  /// As pictures are described for words, so that features made for these are the same.
  private let options = DescriptionOptions()

  var name: String { model.name }
  var fingerprint: String { model.fingerprint }
  var dimension: Int { model.dimension }

  var featureRecipe: Recipe? {
    if case .localFeatures(let recipe) = model.source { recipe } else { nil }
  }

  /// Opens a projection file (`.slp`) or a network's recipe (`.json`).
  init(path: String) throws(RetrievalError) {
    self.path = CollectionOptions.absolute(path)
    do {
      model = try GlobalModel(path: path)
    } catch {
      throw RetrievalError(path: error.path, error.message)
    }
    guard ChannelSettings.dimensions.contains(model.dimension) else {
      throw RetrievalError(
        path: path,
        "its vectors have \(model.dimension) numbers, and a collection keeps at most "
          + "\(ChannelSettings.dimensions.upperBound); shorten them with `sightline build-projection`")
    }
    extractor = try Self.extractor(for: model, options)
  }

  func vector(of picture: UndecodedPicture, made: MadeParts) throws(RetrievalError) -> ByteVector? {
    guard let extractor else { return try networkVector(of: picture).flatMap { ByteVector($0) } }
    if let features = made.features { return vector(of: features) }
    return vector(of: try extracted(from: picture, by: extractor))
  }

  func vector(of picture: UndecodedPicture, within region: PictureRegion) throws(RetrievalError)
    -> ByteVector?
  {
    guard let extractor else { return try networkVector(of: picture, within: region) }
    let features = try extracted(from: picture, by: extractor)
    try region.check(pictureWidth: features.pictureWidth, pictureHeight: features.pictureHeight)
    return vector(of: PictureDescriber.features(features, within: region))
  }

  private func vector(of features: FeatureSet) -> ByteVector? {
    let vector =
      switch features.descriptors {
      case .bytes(let rows): model.vector(ofDescriptors: rows)
      case .floats(let rows): model.vector(ofDescriptors: rows)
      }
    return vector.flatMap { ByteVector($0) }
  }

  private func networkVector(
    of picture: UndecodedPicture, within region: PictureRegion
  ) throws(RetrievalError) -> ByteVector? {
    let colour: ColourPicture
    do {
      colour = try PictureFile.readColour(
        bytes: picture.bytes, named: picture.name, options: options.reading)
    } catch {
      throw RetrievalError(error)
    }
    try region.check(pictureWidth: colour.width, pictureHeight: colour.height)
    do {
      return try model.vector(of: region.part(of: colour)).flatMap { ByteVector($0) }
    } catch {
      throw RetrievalError(path: error.path, error.message)
    }
  }

  private func networkVector(of picture: UndecodedPicture) throws(RetrievalError) -> [Float]? {
    do {
      return try model.vector(ofPicture: picture.bytes, named: picture.name, reading: options.reading)
    } catch {
      throw RetrievalError(path: error.path, error.message)
    }
  }

  private func extracted(
    from picture: UndecodedPicture, by extractor: FeatureExtractor
  ) throws(RetrievalError) -> FeatureSet {
    do {
      return extractor.extract(
        from: try PictureFile.readGrey(
          bytes: picture.bytes, named: picture.name, maxSide: options.maxSide, options: options.reading))
    } catch {
      throw RetrievalError(error)
    }
  }
}

extension GlobalModelDescriber {
  /// `nil` for a network.
  private static func extractor(
    for model: GlobalModel, _ options: DescriptionOptions
  ) throws(RetrievalError) -> FeatureExtractor? {
    guard case .localFeatures(let recipe) = model.source else { return nil }
    guard let featureOptions = FeatureOptions(recipe: recipe) else {
      throw RetrievalError(
        path: model.path,
        "this version cannot make the local features that it is for; use one that was built by this version")
    }
    return try PictureDescriber.extractor(featureOptions, options)
  }
}
