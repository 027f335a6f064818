import Raster

/// How pictures are described beyond what their vocabulary's recipe says.
package struct DescriptionOptions: Sendable {
  /// At most so many features a picture, the strongest.
  package var maxFeatures = 2000
  /// A picture with a longer side is scaled down to it, in pixels.
  package var maxSide = 1024
  package var reading = PictureFile.ReadingOptions()
  /// Whether features get signatures; a lean collection has none.
  package var makesSignatures = true
  /// Whether each word of a picture gets the signs of its residuals, which `asmk` compares.
  package var makesAggregates = false

  package init() {}
}
