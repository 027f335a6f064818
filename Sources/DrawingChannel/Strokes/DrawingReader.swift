import Raster

/// Reads drawings: any pen on any plain ground, photographed or not.
package enum DrawingReader {
  /// The longest side of what is read, in pixels.
  package static let side = 256

  /// The strokes of the drawing in `bytes`, a JPEG, a PNG or an SVG by its content.
  ///
  /// - Parameters:
  ///   - bytes: a whole file.
  ///   - name: the file's path, for messages.
  ///   - options: limits of pictures; what is missing of a damaged file is an error all the same.
  /// - Throws: `DrawingError` where the file cannot be read, nothing is drawn on it, or it is a photograph.
  /// - Returns: the strokes, cropped.
  package static func read(
    bytes: [UInt8], named name: String, options: PictureFile.ReadingOptions = PictureFile.ReadingOptions()
  ) throws(DrawingError) -> DrawnPicture {
    if SVGDocument.isXML(bytes) { return try SVGReader.read(bytes: bytes, named: name, side: side) }
    if bytes.starts(with: [0x1F, 0x8B]) { throw Problem.compressed.error(name) }
    let sheet = try DrawingSheet(bytes: bytes, named: name, options: options)
    guard let ink = sheet.ink else { throw Problem.empty(sheet).error(name) }
    var warnings: [String] = []
    switch PhotographSigns(ink).verdict {
    case .drawing: break
    case .doubtful: warnings.append(PhotographSigns.warning)
    case .photograph: throw Problem.photograph.error(name)
    }
    let cleaned = CleanedInk(ink.mask)
    if cleaned.hadFrame { warnings.append(frameWarning) }
    guard let box = cleaned.mask.bounds,
      let mask = StrokeLines.mask(of: ink.keeping(cleaned.mask, in: box), side: side)
    else { throw Problem.empty(sheet).error(name) }
    guard !isDot(cleaned.mask, box) else { throw Problem.dot.error(name) }
    return DrawnPicture(lines: LineDrawing(thin: mask), warnings: warnings)
  }

  static let frameWarning = "a frame around the drawing was left out"

  /// Whether nothing but a small blob is drawn: at most a twentieth of the sheet, and most of its box.
  private static func isDot(_ ink: LineMask, _ box: (left: Int, top: Int, right: Int, bottom: Int)) -> Bool {
    let (width, height) = (box.right - box.left + 1, box.bottom - box.top + 1)
    let isSmall = max(width, height) <= max(4, max(ink.width, ink.height) / 20)
    return isSmall && 2 * ink.count > width * height
  }

  /// Why a picture is no drawing.
  enum Problem {
    case blank, black, dot, photograph, noShapes, compressed

    static func empty(_ sheet: DrawingSheet) -> Problem { sheet.isBlack ? .black : .blank }

    func error(_ name: String) -> DrawingError {
      switch self {
      case .blank:
        DrawingError(
          path: name, "nothing is drawn on it: draw lines whose colour stands out from the ground")
      case .black:
        DrawingError(
          path: name,
          "all of it has one dark colour, so there are no lines: draw on a ground of another colour")
      case .dot:
        DrawingError(path: name, "only a dot is drawn on it, which has no shape: draw at least an outline")
      case .noShapes:
        DrawingError(
          path: name,
          "no shape of the SVG can be seen: draw paths or other shapes, or save the drawing as PNG")
      case .compressed:
        DrawingError(path: name, "is compressed, perhaps an SVGZ: unpack it with gunzip first")
      case .photograph:
        DrawingError(
          path: name, "looks like a photograph, not like a drawing on a plain ground: ask without --drawing")
      }
    }
  }
}
