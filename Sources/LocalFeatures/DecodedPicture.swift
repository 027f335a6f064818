import Raster

/// A picture as a maker of features takes it: one grey plane, or red, green and blue ones for networks that were trained in colour.
package struct DecodedPicture: Sendable {
  /// One or three, of one size.
  package let planes: [Plane]
  /// The size of the picture in the file, after its EXIF orientation was obeyed.
  package let originalWidth: Int
  package let originalHeight: Int
  /// What was wrong with the file and tolerated, a sentence each.
  package let warnings: [String]

  package init(planes: [Plane], originalWidth: Int, originalHeight: Int, warnings: [String] = []) {
    precondition(planes.count == 1 || planes.count == 3, "a picture is grey or has three colours")
    self.planes = planes
    self.originalWidth = originalWidth
    self.originalHeight = originalHeight
    self.warnings = warnings
  }

  package init(_ grey: GreyPicture) {
    self.init(
      planes: [grey.plane], originalWidth: grey.originalWidth, originalHeight: grey.originalHeight,
      warnings: grey.warnings)
  }

  package var width: Int { planes[0].width }
  package var height: Int { planes[0].height }

  /// Each plane as a grey picture of its own, changed in the same way.
  private func mapped(_ change: (GreyPicture) -> GreyPicture) -> DecodedPicture {
    let changed = planes.map {
      change(GreyPicture(plane: $0, originalWidth: originalWidth, originalHeight: originalHeight)).plane
    }
    return DecodedPicture(
      planes: changed, originalWidth: originalWidth, originalHeight: originalHeight, warnings: warnings)
  }

  /// See `GreyPicture.enlarged`.
  package func enlarged(toSide side: Int) -> DecodedPicture { mapped { $0.enlarged(toSide: side) } }

  /// With left and right exchanged.
  package var mirrored: DecodedPicture { mapped(\.mirrored) }

  /// For makers that look at grey pictures, which is what they decode.
  package var grey: GreyPicture {
    GreyPicture(
      plane: planes[0], originalWidth: originalWidth, originalHeight: originalHeight, warnings: warnings)
  }
}
