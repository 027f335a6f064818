import Raster

/// How pictures are described beyond what their vocabulary's recipe says.
package struct DescriptionOptions: Sendable {
  /// At most so many features a picture, the strongest; `nil` for as many as is usual with this kind of features.
  package var maxFeatures: Int?
  /// A picture with a longer side is scaled down to it, in pixels; `nil` for what is usual with this kind of features.
  package var maxSide: Int?
  /// The recipe of the network that makes the features, where it is no longer where the vocabulary says; `nil` for classical
  /// features too.
  package var network: String?
  package var reading = PictureFile.ReadingOptions()
  /// Whether features get signatures; a lean collection has none.
  package var makesSignatures = true
  /// Whether each word of a picture gets the signs of its residuals, which `asmk` compares.
  package var makesAggregates = false

  package init() {}
}
