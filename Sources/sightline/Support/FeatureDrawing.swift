import LocalFeatures
import Raster

/// The picture of `--picture`: every described region as an ellipse, with a line from its centre to its own "up".
enum FeatureDrawing {
  /// Larger pictures are drawn at this size: a picture to look at, not to measure in.
  static let maxSide = 2048

  /// One region in the pixels of the picture that is drawn on.
  struct Stroke: Sendable, Equatable {
    var centreX, centreY: Float
    /// The map from the unit disc to the described region.
    var xx, xy, yx, yy: Float
    /// Where the line from the centre ends, on the ellipse.
    var upX: Float { centreX - xy }
    var upY: Float { centreY - yy }
    /// One colour for each doubling of size, so that a large region is told from the small ones in it.
    var colour: Colour { Palette.colour(Int((abs(xx * yy - xy * yx) / 16 + 1).exponent) / 2) }
  }

  /// The strokes for a drawing that is `scale` times as large as the picture in the file; the strongest
  /// region comes last, on top of the others.
  static func strokes(for features: FeatureSet, measurementRegion: Float, scale: Float) -> [Stroke] {
    let size = measurementRegion * scale
    return features.regions.reversed().map { region in
      // (0, 0) is the centre of the first pixel, so the corner at −0.5 is what stays in place.
      Stroke(
        centreX: (region.x + 0.5) * scale - 0.5, centreY: (region.y + 0.5) * scale - 0.5,
        xx: region.xx * size,
        xy: region.xy * size, yx: region.yx * size, yy: region.yy * size)
    }
  }

  /// Draws over the picture in the file, or in `bytes` when it came through standard input.
  static func draw(
    _ features: FeatureSet, measurementRegion: Float, over picture: InputPicture, bytes: [UInt8]?,
    reading: PictureFile.ReadingOptions, toPath path: String
  ) throws {
    var canvas = Canvas(try ground(for: picture, bytes: bytes, reading: reading))
    let scale = Float(canvas.picture.width) / Float(features.pictureWidth)
    for stroke in strokes(for: features, measurementRegion: measurementRegion, scale: scale) {
      draw(stroke, on: &canvas)
    }
    try PictureFile.write(canvas.picture, toPath: path)
  }

  private static func ground(
    for picture: InputPicture, bytes: [UInt8]?, reading: PictureFile.ReadingOptions
  ) throws(RasterError) -> ColourPicture {
    guard let bytes else {
      return try PictureFile.readColour(atPath: picture.path, maxSide: maxSide, options: reading)
    }
    return try PictureFile.readColour(
      bytes: bytes, named: picture.shownName, maxSide: maxSide, options: reading)
  }

  private static func draw(_ stroke: Stroke, on canvas: inout Canvas) {
    canvas.strokeEllipse(
      centreX: Double(stroke.centreX), centreY: Double(stroke.centreY), xx: Double(stroke.xx),
      xy: Double(stroke.xy), yx: Double(stroke.yx), yy: Double(stroke.yy), colour: stroke.colour,
      thickness: 1, outline: Palette.outline)
    canvas.drawLine(
      fromX: Double(stroke.centreX), fromY: Double(stroke.centreY), toX: Double(stroke.upX),
      toY: Double(stroke.upY), colour: stroke.colour, thickness: 1, outline: Palette.outline)
  }
}
