import Core
import GlobalChannel
import InvertedFile
import LocalFeatures
import Raster

/// From a picture to one vector of it: the model of a collection's channel, whatever it is made of.
///
/// One describer serves any number of threads at once. The same bytes give the same vector on each, and descriptors that are
/// handed over the same as those that it makes itself.
package protocol GlobalDescriber: Sendable {
  /// The model's name, for people.
  var name: String { get }
  /// Where the model is, so that it is found from every folder.
  var path: String { get }
  /// Of everything that changes vectors.
  var fingerprint: String { get }
  /// Numbers of a vector.
  var dimension: Int { get }
  /// How the local features are made that vectors are made of; `nil` for a model that looks at the picture itself.
  var featureRecipe: Recipe? { get }
  /// The longest side of the grey pictures that it is made from; `nil` for a model that doesn't look at grey pictures itself.
  var greySide: Int? { get }

  /// The vector of one picture.
  ///
  /// - Parameters:
  ///   - picture: its bytes.
  ///   - made: what there is of it already.
  /// - Returns: `nil` for a picture that has no direction, such as one without features.
  /// - Throws: when the model fails at this picture; others may well have their vectors.
  func vector(of picture: UndecodedPicture, made: MadeParts) throws(RetrievalError) -> ByteVector?

  /// The vector of a part of a picture, refused where it doesn't lie in it; otherwise the same.
  func vector(of picture: UndecodedPicture, within region: PictureRegion) throws(RetrievalError)
    -> ByteVector?
}

/// What was made of a picture for another purpose, and needs not be made again.
package struct MadeParts: Sendable {
  /// Read with the longest side that `GlobalDescriber.greySide` says.
  var grey: GreyPicture?
  /// Its local features, made as `GlobalDescriber.featureRecipe` says.
  var features: FeatureSet?
}

extension GlobalDescriber {
  package var greySide: Int? { nil }

  /// As a collection keeps it.
  var settings: ChannelSettings {
    ChannelSettings(fingerprint: fingerprint, name: name, path: path, dimension: dimension)
  }
}

/// What came of a picture's way through a model.
package enum VectorOutcome: Sendable, Equatable {
  case vector(ByteVector)
  /// There is nothing in the picture that a vector could be made of.
  case empty
  /// Why the model failed at it, as the rest of a sentence.
  case failed(reason: String)

  init(of picture: UndecodedPicture, made: MadeParts = MadeParts(), by describer: any GlobalDescriber) {
    do throws(RetrievalError) {
      self = try describer.vector(of: picture, made: made).map { .vector($0) } ?? .empty
    } catch {
      self = .failed(reason: error.message)
    }
  }

  /// Why the model failed, if it did.
  var failure: String? {
    if case .failed(let reason) = self { reason } else { nil }
  }
}

extension PictureVector {
  init(_ vector: ByteVector) {
    self.init(numbers: vector.numbers, scale: vector.scale)
  }
}

extension ByteVector {
  /// As it is kept in a collection.
  package init(_ vector: PictureVector) {
    self.init(numbers: vector.numbers, scale: vector.scale)
  }
}
