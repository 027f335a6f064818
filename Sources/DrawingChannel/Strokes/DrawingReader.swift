import Raster

/// Reads drawings: any pen, any plain ground.
package enum DrawingReader {
  /// The longest side of what is read, in pixels.
  package static let side = 256
  /// Pictures are brought down to this before their strokes are looked for.
  private static let workingSide = 1024

  /// The strokes of the drawing in `bytes`.
  ///
  /// - Parameter name: the file's path, for messages.
  package static func read(bytes: [UInt8], named name: String) throws(DrawingError) -> DrawnPicture {
    let picture: ColourPicture
    do {
      picture = try PictureFile.readColour(bytes: bytes, named: name, maxSide: workingSide)
    } catch {
      throw DrawingError(path: error.path, error.message)
    }
    let difference = Ground(of: picture).difference(of: picture)
    guard let ink = InkPlane(difference: difference), let mask = StrokeLines.mask(of: ink, side: side) else {
      throw DrawingError(path: name, "nothing is drawn on it: draw lines that stand out from the ground")
    }
    return DrawnPicture(lines: LineDrawing(thin: mask))
  }
}
