import Core

/// From the lines of many pictures and drawings to a vocabulary of keyshapes.
package struct KeyshapeTraining: Sendable {
  /// What one picture or drawing gives: the descriptors of its points.
  package static func descriptors(ofPicture lines: LineDrawing) -> Matrix<UInt8> {
    KeyshapePatches(of: lines, in: Frame(picture: lines)).descriptors
  }

  /// Drawings give theirs as large as they are looked for.
  package static func descriptors(ofDrawing lines: LineDrawing) -> Matrix<UInt8> {
    guard let frame = Frame(box: lines, share: DrawingPlacement.share) else {
      return Matrix(columnCount: KeyshapePatches.dimension)
    }
    return KeyshapePatches(of: lines, in: frame).descriptors
  }
}
