import Core

/// From the lines of many pictures and drawings to a vocabulary of keyshapes.
package struct KeyshapeTraining: Sendable {
  /// Descriptors that a picture or a drawing gives, at most.
  package static let mostDescriptors = 2 * KeyshapePatches.mostPoints

  /// What one picture or drawing gives: the descriptors of its points, small keyshapes and large ones.
  package static func descriptors(ofPicture lines: LineDrawing) -> Matrix<UInt8> {
    descriptors(of: lines, in: Frame(picture: lines))
  }

  /// Drawings give theirs as large as they are looked for.
  package static func descriptors(ofDrawing lines: LineDrawing) -> Matrix<UInt8> {
    guard let frame = Frame(box: lines, share: DrawingPlacement.share) else {
      return Matrix(columnCount: KeyshapePatches.dimension)
    }
    return descriptors(of: lines, in: frame)
  }

  private static func descriptors(of lines: LineDrawing, in frame: Frame) -> Matrix<UInt8> {
    let small = KeyshapePatches(of: lines, in: frame).descriptors
    let large = KeyshapePatches(of: lines, in: frame.coarser).descriptors
    return Matrix(columnCount: KeyshapePatches.dimension, elements: small.elements + large.elements)
  }
}
