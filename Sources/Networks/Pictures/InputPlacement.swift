/// Which part of a picture fills a network's input, and at what size.
///
/// Coordinates have (0, 0) at the centre of the first pixel on both sides.
package struct InputPlacement: Sendable, Equatable {
  /// Of the picture, after its EXIF orientation was obeyed.
  package let originalWidth: Int
  package let originalHeight: Int
  /// Of what shows it in the network's input, without padding.
  package let width: Int
  package let height: Int
  /// The first column and row of the picture that are in the input, and how many are, in the picture's pixels.
  package let left: Double
  package let top: Double
  package let shownWidth: Double
  package let shownHeight: Double

  /// The place in the picture of a place in the input.
  package func original(x: Double, y: Double) -> (x: Double, y: Double) {
    (
      (x + 0.5) * shownWidth / Double(width) - 0.5 + left,
      (y + 0.5) * shownHeight / Double(height) - 0.5 + top
    )
  }

  /// Where a picture comes to stand in an input of this size.
  init(originalWidth: Int, originalHeight: Int, size: NetworkRecipe.Size) {
    self.originalWidth = originalWidth
    self.originalHeight = originalHeight
    var shown = (width: Double(originalWidth), height: Double(originalHeight))
    switch size {
    case .longestSide(let side):
      (width, height) = Self.fitted(originalWidth, originalHeight, within: side)
    case .fixed(let width, let height, let fit):
      (self.width, self.height) = (width, height)
      if fit == .crop {
        let scale = max(Double(width) / shown.width, Double(height) / shown.height)
        shown = (Double(width) / scale, Double(height) / scale)
      }
    }
    shownWidth = shown.width
    shownHeight = shown.height
    left = (Double(originalWidth) - shown.width) / 2
    top = (Double(originalHeight) - shown.height) / 2
  }

  /// The size with the longer side brought down to `side`, as pictures are read.
  private static func fitted(_ width: Int, _ height: Int, within side: Int) -> (Int, Int) {
    let longer = max(width, height)
    guard longer > side else { return (width, height) }
    let shorter = max(1, (2 * min(width, height) * side + longer) / (2 * longer))
    return width >= height ? (side, shorter) : (shorter, side)
  }

  /// The longest side at which a picture is read: twice what the input shows of it, where the file has so much. Decoders reduce a JPEG by leaving out
  /// frequencies; taken straight to the input's size, that changes what networks see more than any other step does.
  var sideToRead: Int {
    let scale = 2 * max(Double(width) / shownWidth, Double(height) / shownHeight)
    return min(
      max(originalWidth, originalHeight),
      max(1, Int((Double(max(originalWidth, originalHeight)) * scale).rounded(.up))))
  }
}
