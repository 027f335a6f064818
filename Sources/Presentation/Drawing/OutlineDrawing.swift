import Raster
import Retrieval

/// The outline of one picture in another: four corners, of which any may lie far outside.
enum OutlineDrawing {
  private static let rim = Paint(Palette.outline, opacity: 0.75)

  /// Draws a closed outline on a picture that fills the canvas; `corners` are points of the picture in its file. Where the
  /// outline leaves the picture nothing is drawn. A dot marks the first corner, so that turned and mirrored outlines are told apart.
  static func draw(
    _ corners: [PicturePoint], scale: PictureScale, colour: Colour, thickness: Double, on canvas: inout Canvas
  ) {
    let points = corners.map(scale.apply)
    let segments = visibleSegments(points, width: canvas.width, height: canvas.height, margin: thickness)
    canvas.strokePaths(segments, paint: rim, thickness: thickness + 2)
    canvas.strokePaths(segments, paint: Paint(colour), thickness: thickness)
    guard let first = points.first, first.isFinite else { return }
    canvas.drawDot(x: first.x, y: first.y, radius: thickness * 1.8, colour: colour, outline: Palette.outline)
  }

  /// The sides of a polygon, each cut at the picture's borders; what is just beyond them is kept, so that ends of strokes
  /// aren't seen.
  static func visibleSegments(_ points: [Point], width: Int, height: Int, margin: Double) -> [[Point]] {
    guard let last = points.last else { return [] }
    let reach = 4 * margin + 4
    let box = ClippingBox(
      left: -reach, top: -reach, right: Double(width) + reach, bottom: Double(height) + reach)
    return zip([last] + points, points).compactMap { from, to in
      box.part(from: from, to: to).map { [$0.0, $0.1] }
    }
  }
}
