/// What the feature stage works on: a grey plane, perhaps smaller than the picture it was read from, and the
/// size of that picture.
public struct GreyPicture: Sendable {
  public let plane: Plane
  /// The size of the picture in the file, after its EXIF orientation was obeyed.
  public let originalWidth: Int
  public let originalHeight: Int
  /// What was wrong with the file and tolerated, a sentence each; empty for a sound file.
  public let warnings: [String]

  public init(plane: Plane, originalWidth: Int, originalHeight: Int, warnings: [String] = []) {
    self.plane = plane
    self.originalWidth = originalWidth
    self.originalHeight = originalHeight
    self.warnings = warnings
  }

  /// A picture at its own size.
  public init(plane: Plane) {
    self.init(plane: plane, originalWidth: plane.width, originalHeight: plane.height)
  }
}
