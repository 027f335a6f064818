import Core
import Raster

/// An opaque panel with lines of letters that covers 30 % of a picture.
struct OverlaidPanel {
  static let coveredShare = 0.3

  /// In pixels: columns left ..< left + width of rows top ..< top + height.
  let left, top, width, height: Int

  /// A panel of any aspect that fits, anywhere.
  init(width pictureWidth: Int, height pictureHeight: Int, random: inout SeededGenerator) {
    let share = random.uniform(0.4, 0.9)
    width = max(1, Int((share * Double(pictureWidth)).rounded()))
    let area = Self.coveredShare * Double(pictureWidth) * Double(pictureHeight)
    height = min(pictureHeight, max(1, Int((area / Double(width)).rounded())))
    left = random.index(below: pictureWidth - width + 1)
    top = random.index(below: pictureHeight - height + 1)
  }

  /// Dark letters on a light panel or light ones on a dark one.
  func draw(on canvas: inout Canvas, _ random: inout SeededGenerator) {
    let isDark = random.unit() < 0.5
    let (paper, ink) = (
      Self.colour(isDark ? 10...90 : 170...250, &random), Self.colour(isDark ? 190...255 : 0...70, &random)
    )
    canvas.fillBox(
      left: Double(left) - 0.5, top: Double(top) - 0.5, right: Double(left + width) - 0.5,
      bottom: Double(top + height) - 0.5, paint: Paint(paper))
    let lineHeight = max(8, Double(height) / random.uniform(4, 9))
    var y = Double(top) + 2
    while y + lineHeight < Double(top + height) {
      let text = Self.line(fitting: Double(width) - 8, height: lineHeight, &random)
      canvas.drawText(text, atX: Double(left) + 4, y: y, height: lineHeight, colour: ink)
      y += lineHeight * 1.15
    }
  }

  private static func colour(_ range: ClosedRange<Int>, _ random: inout SeededGenerator) -> Colour {
    func byte() -> UInt8 { UInt8(range.lowerBound + random.index(below: range.count)) }
    return Colour(red: byte(), green: byte(), blue: byte())
  }

  /// Words of random letters, as many as the width holds.
  private static func line(fitting width: Double, height: Double, _ random: inout SeededGenerator) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
    var line = ""
    while true {
      let word = (0..<2 + random.index(below: 8)).map { _ in letters[random.index(below: letters.count)] }
      let longer = line + (line.isEmpty ? "" : " ") + String(word)
      guard Canvas.textWidth(longer, height: height) <= width else { return line }
      line = longer
    }
  }
}
