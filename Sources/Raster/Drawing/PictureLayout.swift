/// Several pictures on one: side by side for matches, in a grid for looking through many.
package enum PictureLayout {
  /// Pictures in a row, each with the place of its top left pixel. Those that are lower than the highest stand
  /// at the top, with ground below; nothing is scaled, so that coordinates only move.
  package static func sideBySide(
    _ pictures: [ColourPicture], gap: Int = 8, ground: Colour = Colour(red: 40, green: 40, blue: 44)
  ) -> (picture: ColourPicture, places: [(x: Int, y: Int)]) {
    precondition(!pictures.isEmpty, "there is no picture to lay out")
    let width = pictures.reduce(gap * (pictures.count - 1)) { $0 + $1.width }
    let height = pictures.map(\.height).max() ?? 1
    var canvas = Canvas(width: width, height: height, filledWith: ground)
    var places: [(x: Int, y: Int)] = []
    var x = 0
    for picture in pictures {
      canvas.place(picture, atX: x, y: 0)
      places.append((x, 0))
      x += picture.width + gap
    }
    return (canvas.picture, places)
  }

  struct SheetSizes {
    var cellWidth = 240
    var cellHeight = 180
    var gap = 8
    var captionHeight = 16
  }

  /// A grid of pictures, scaled down where they are larger than a cell, each with its caption below; captions
  /// that are too long for the cell lose their end.
  package static func sheet(
    _ pictures: [ColourPicture], captions: [String], columns: Int, cellWidth: Int = 240, cellHeight: Int = 180
  ) -> ColourPicture {
    precondition(columns > 0 && !pictures.isEmpty && cellWidth > 0 && cellHeight > 0, "an empty sheet")
    let sizes = SheetSizes(cellWidth: cellWidth, cellHeight: cellHeight)
    let rows = (pictures.count + columns - 1) / columns
    let stepX = cellWidth + sizes.gap
    let stepY = cellHeight + sizes.captionHeight + sizes.gap
    var canvas = Canvas(
      width: columns * stepX + sizes.gap, height: rows * stepY + sizes.gap,
      filledWith: Colour(red: 250, green: 250, blue: 248))
    for (index, picture) in pictures.enumerated() {
      let small = picture.scaledDown(toFitWidth: cellWidth, height: cellHeight)
      let x = sizes.gap + index % columns * stepX
      let y = sizes.gap + index / columns * stepY
      canvas.place(small, atX: x + (cellWidth - small.width) / 2, y: y + (cellHeight - small.height) / 2)
      guard index < captions.count else { continue }
      let height = Double(sizes.captionHeight) - 2
      canvas.drawText(
        shortened(captions[index], toWidth: Double(cellWidth), height: height), atX: Double(x),
        y: Double(y + cellHeight + 2), height: height, colour: Palette.outline)
    }
    return canvas.picture
  }

  /// `text`, or as much of its beginning as fits, with two dots at the end.
  static func shortened(_ text: String, toWidth width: Double, height: Double) -> String {
    guard Canvas.textWidth(text, height: height) > width else { return text }
    var kept = text
    while !kept.isEmpty, Canvas.textWidth(kept + "..", height: height) > width { kept.removeLast() }
    return kept + ".."
  }
}
