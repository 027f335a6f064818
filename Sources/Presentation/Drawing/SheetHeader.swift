import Raster
import Retrieval

/// The top of a sheet: the query with its region, and beside it what was asked and found.
enum SheetHeader {
  private static let pictureWidth = 600
  private static let pictureHeight = SheetLayout.headerHeight - 2 * SheetLayout.gap

  static func draw(_ answer: ShownAnswer, query: ShownPicture?, on canvas: inout Canvas) {
    let picture =
      query.map { outlined($0, region: answer.region) } ?? EmptyPicture.draw(width: 400, height: 300)
    canvas.place(picture, atX: SheetLayout.gap, y: SheetLayout.gap)
    let left = Double(2 * SheetLayout.gap + picture.width)
    let room = Double(canvas.width - SheetLayout.gap) - left
    var top = Double(SheetLayout.gap)
    for (index, line) in lines(answer).enumerated() {
      let height = index == 0 ? 24.0 : 18.0
      canvas.drawText(
        DrawingStyle.shortened(line, toWidth: room, height: height, keepsEnd: true), atX: left, y: top,
        height: height, colour: index == 0 ? DrawingStyle.text : DrawingStyle.faintText)
      top += height + 8
    }
  }

  private static func lines(_ answer: ShownAnswer) -> [String] {
    var lines = [answer.summary, answer.query, "\(answer.width) x \(answer.height) pixels"]
    if let region = answer.region {
      let numbers = [region.x, region.y, region.width, region.height].map {
        NumberText.brief($0, decimals: 1)
      }
      lines.append("region \(numbers.joined(separator: ","))")
    }
    return lines + ["in \(answer.collection)"]
  }

  private static func outlined(_ query: ShownPicture, region: PictureRegion?) -> ColourPicture {
    let small = query.scaledDown(toFitWidth: pictureWidth, height: pictureHeight)
    guard let region else { return small.pixels }
    var canvas = Canvas(small.pixels)
    OutlineDrawing.draw(
      region.corners, scale: small.scale, colour: DrawingStyle.region, thickness: 2.5, on: &canvas)
    return canvas.picture
  }
}

/// What stands where a picture cannot be shown.
enum EmptyPicture {
  static func draw(width: Int, height: Int, text: String = "picture not found") -> ColourPicture {
    var canvas = Canvas(width: width, height: height, filledWith: DrawingStyle.emptyCell)
    let size = 16.0
    canvas.drawText(
      text, atX: (Double(width) - Canvas.textWidth(text, height: size)) / 2, y: Double(height) / 2 - size / 2,
      height: size, colour: DrawingStyle.faintText)
    return canvas.picture
  }
}
