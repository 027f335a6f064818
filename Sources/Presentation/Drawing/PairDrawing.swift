import Raster
import Retrieval

/// Two pictures side by side with what proves that they show the same: lines between matched points, the outline of A in B,
/// and the numbers below.
///
/// Lines are thin and have a translucent rim, so that they are seen on any ground and hide little; their colours change from
/// one to the next from top to bottom. When there are more points than lines can be told apart, an even choice of them is joined, and
/// all are dots.
package enum PairDrawing {
  static let mostLines = 120
  /// Only the clearest colours: a thin line shows its hue badly.
  private static let colourCount = 8

  /// The drawing, at most about 2400 pixels wide. `a` and `b` may be smaller than the pictures of the report.
  package static func picture(
    of report: ComparisonReport, a: ColourPicture, b: ColourPicture
  ) -> ColourPicture {
    let layout = PairLayout(
      a: ShownPicture(a, originalWidth: max(1, report.a.width), originalHeight: max(1, report.a.height)),
      b: ShownPicture(b, originalWidth: max(1, report.b.width), originalHeight: max(1, report.b.height)))
    var canvas = Canvas(width: layout.width, height: layout.height, filledWith: DrawingStyle.ground)
    canvas.place(layout.a.pixels, atX: layout.placeOfA.x, y: layout.placeOfA.y)
    let outlined = report.proof.map { outline($0, on: layout.b) } ?? layout.b.pixels
    canvas.place(outlined, atX: layout.placeOfB.x, y: layout.placeOfB.y)
    if let proof = report.proof, proof.isSame { draw(proof.matches, layout, on: &canvas) }
    PairCaption(report).draw(on: &canvas, top: layout.captionTop, height: PairLayout.captionHeight)
    return canvas.picture
  }

  /// B with the outline of A.
  private static func outline(_ proof: Proof, on picture: ShownPicture) -> ColourPicture {
    var canvas = Canvas(picture.pixels)
    OutlineDrawing.draw(
      proof.quadrilateral, scale: picture.scale,
      colour: proof.isSame ? DrawingStyle.proven : DrawingStyle.unproven, thickness: 3, on: &canvas)
    return canvas.picture
  }

  private static func draw(_ matches: [PointMatch], _ layout: PairLayout, on canvas: inout Canvas) {
    let ends = matches.map { (a: layout.pointOfA($0.query), b: layout.pointOfB($0.target)) }
      .filter { $0.a.isFinite && $0.b.isFinite }
    let chosen = EvenChoice.indices(of: ends.count, atMost: mostLines)
    let joined = chosen.map { ends[$0] }.sorted {
      ($0.a.y, $0.a.x, $0.b.y, $0.b.x) < ($1.a.y, $1.a.x, $1.b.y, $1.b.x)
    }
    for end in ends {
      for point in [end.a, end.b] {
        canvas.drawDot(x: point.x, y: point.y, radius: 1.5, colour: .white, outline: Palette.outline)
      }
    }
    for (index, end) in joined.enumerated() {
      let colour = Palette.colour(index % colourCount)
      canvas.strokePaths([[end.a, end.b]], paint: Paint(Palette.outline, opacity: 0.45), thickness: 2.8)
      canvas.strokePaths([[end.a, end.b]], paint: Paint(colour, opacity: 0.9), thickness: 1.2)
    }
    for (index, end) in joined.enumerated() {
      for point in [end.a, end.b] {
        canvas.drawDot(
          x: point.x, y: point.y, radius: 2.2, colour: Palette.colour(index % colourCount),
          outline: Palette.outline)
      }
    }
  }
}
