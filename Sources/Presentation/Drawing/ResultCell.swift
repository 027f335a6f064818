import Raster
import Retrieval

/// One result of a sheet: its picture with the query's outline in it, and three lines below.
enum ResultCell {
  static let width = 300
  static let pictureHeight = 225
  private static let lineHeight = 18
  static let height = pictureHeight + 3 * lineHeight + 10

  static func picture(
    of result: QueryReport.Result, isVerified: Bool, picture: ShownPicture?
  ) -> ColourPicture {
    let isApart = isVerified && !result.isProven
    var canvas = Canvas(width: width, height: height, filledWith: DrawingStyle.ground)
    canvas.fillBox(
      left: -0.5, top: -0.5, right: Double(width), bottom: Double(pictureHeight) - 0.5,
      paint: Paint(DrawingStyle.emptyCell))
    let drawn =
      picture.map { outlined(result, on: $0, isApart: isApart) }
      ?? EmptyPicture.draw(width: width, height: pictureHeight)
    canvas.place(drawn, atX: (width - drawn.width) / 2, y: (pictureHeight - drawn.height) / 2)
    for (index, line) in lines(result, isVerified: isVerified).enumerated() {
      let isName = index == 1
      canvas.drawText(
        DrawingStyle.shortened(line, toWidth: Double(width), height: 16, keepsEnd: isName), atX: 0,
        y: Double(pictureHeight + 6 + index * lineHeight), height: 16,
        colour: isApart || index == 2 ? DrawingStyle.faintText : DrawingStyle.text)
    }
    return canvas.picture
  }

  private static func outlined(
    _ result: QueryReport.Result, on picture: ShownPicture, isApart: Bool
  ) -> ColourPicture {
    let small = picture.scaledDown(toFitWidth: width, height: pictureHeight)
    var canvas = Canvas(small.pixels)
    OutlineDrawing.draw(
      result.outline, scale: small.scale, colour: isApart ? DrawingStyle.unproven : DrawingStyle.proven,
      thickness: isApart ? 1.2 : 2, on: &canvas)
    return canvas.picture
  }

  /// Rank, score and points; the name; what else the proof says.
  private static func lines(_ result: QueryReport.Result, isVerified: Bool) -> [String] {
    let head = "\(result.rank)  score \(NumberText.fixed(Double(result.score), decimals: 4))"
    guard let proof = result.proof else {
      let drawn = result.drawnBox == nil ? "" : result.isMirrored ? "mirrored" : ""
      return [head, result.name, isVerified ? "not proven" : drawn]
    }
    let chance = ProofText.chance(proof) + (proof.isMirrored ? ", mirrored" : "")
    return [
      "\(head)  \(NumberText.count(proof.inlierCount, "point"))", result.name,
      proof.isSame ? chance : "not proven, \(chance)",
    ]
  }
}
