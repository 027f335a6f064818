import Raster

/// From an SVG's lines to a drawing's.
enum SVGReader {
  /// Lines are drawn at this many times the drawing's side, so that frames and specks can be told before the drawing is cropped.
  private static let oversampling = 2

  static func read(bytes: [UInt8], named name: String, side: Int) throws(DrawingError) -> DrawnPicture {
    let document: SVGDocument
    do {
      document = try SVGDocument(bytes)
    } catch {
      throw DrawingError(path: name, error.message)
    }
    guard let drawn = mask(of: document, side: oversampling * side) else {
      throw DrawingReader.Problem.noShapes.error(name)
    }
    let cleaned = CleanedInk(drawn, isCropped: true)
    guard let mask = StrokeLines.lines(of: cleaned.mask, side: side) else {
      throw DrawingReader.Problem.noShapes.error(name)
    }
    var warnings = document.warnings
    if cleaned.hadFrame { warnings.append(DrawingReader.frameWarning) }
    return DrawnPicture(lines: LineDrawing(thin: mask), warnings: warnings)
  }

  /// What is seen of the lines, at a longest side of `side`; `nil` where nothing has a length.
  private static func mask(of document: SVGDocument, side: Int) -> LineMask? {
    let window = window(of: document)
    var box: (left: Double, top: Double, right: Double, bottom: Double)?
    document.lines.forEachSegment { start, end in
      guard let part = window.part(from: start, to: end) else { return }
      for point in [part.0, part.1] {
        box = (
          min(box?.left ?? point.x, point.x), min(box?.top ?? point.y, point.y),
          max(box?.right ?? point.x, point.x),
          max(box?.bottom ?? point.y, point.y)
        )
      }
    }
    guard let box, max(box.right - box.left, box.bottom - box.top) > 0 else { return nil }
    let scale = Double(side - 1) / max(box.right - box.left, box.bottom - box.top)
    func column(_ x: Double) -> Int { Int(((x - box.left) * scale).rounded()) }
    func row(_ y: Double) -> Int { Int(((y - box.top) * scale).rounded()) }
    var mask = LineMask(width: column(box.right) + 1, height: row(box.bottom) + 1)
    let width = mask.width
    document.lines.forEachSegment { start, end in
      guard let part = window.part(from: start, to: end) else { return }
      mask.draw(
        from: row(part.0.y) * width + column(part.0.x), to: row(part.1.y) * width + column(part.1.x))
    }
    return mask
  }

  /// The view, where the drawing has one; else all that can be computed with.
  private static func window(of document: SVGDocument) -> ClippingBox {
    let view = document.view
    guard view.isKnown else { return ClippingBox(left: -1e12, top: -1e12, right: 1e12, bottom: 1e12) }
    return ClippingBox(
      left: view.left, top: view.top, right: view.left + view.width, bottom: view.top + view.height)
  }
}
