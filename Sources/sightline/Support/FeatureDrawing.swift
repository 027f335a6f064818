import LocalFeatures
import Raster

/// The picture of `--picture`: every region as an ellipse with its orientation.
enum FeatureDrawing {
  static func draw(
    _ features: FeatureSet, measurementRegion: Float, over picture: InputPicture, bytes: [UInt8]?,
    reading: PictureFile.ReadingOptions, toPath path: String
  ) throws {
    throw ToolError.failure("--picture: drawing is not part of this build yet")
  }
}
