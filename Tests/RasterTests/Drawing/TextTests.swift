import Raster
import Testing

@Suite("text on pictures")
struct TextTests {
  private static let printable = (32...126).compactMap(Unicode.Scalar.init).map(Character.init)

  private func drawn(_ text: String, height: Double = 12, halo: Colour? = nil) -> ColourPicture {
    var canvas = Canvas(width: 60, height: 40, filledWith: .black)
    canvas.drawText(text, atX: 20, y: 12, height: height, colour: .white, halo: halo)
    return canvas.picture
  }

  @Test("every printable character looks different from every other", arguments: [12.0, 14, 16])
  func distinct(height: Double) {
    var seen: [[UInt8]: Character] = [:]
    for character in Self.printable {
      let picture = drawn(String(character), height: height)
      let twin = seen.updateValue(character, forKey: picture.bytes)
      #expect(twin == nil, "\(character) looks like \(twin ?? " ")")
    }
  }

  @Test("a character stays in its box", arguments: [12.0, 16])
  func staysInBox(height: Double) {
    for character in Self.printable {
      let picture = drawn(String(character), height: height)
      let right = 20 + Canvas.textWidth(String(character), height: height)
      for y in 0..<40 {
        for x in 0..<60 where picture.bytes[3 * (y * 60 + x)] > 3 {
          let isInside = x >= 20 && Double(x) < right && y >= 12 && Double(y) < 12 + height
          #expect(isInside, "\(character) at \(x), \(y)")
        }
      }
    }
  }

  @Test("the width of a text is the sum of its characters' widths and grows with the height")
  func width() {
    let parts = "Sightline".map { Canvas.textWidth(String($0), height: 14) }
    #expect(abs(Canvas.textWidth("Sightline", height: 14) - parts.reduce(0, +)) < 1e-9)
    #expect(abs(Canvas.textWidth("abc", height: 28) - 2 * Canvas.textWidth("abc", height: 14)) < 1e-9)
    #expect(Canvas.textWidth("", height: 14) == 0)
  }

  @Test("what is not printable is shown as a question mark")
  func unknownCharacters() {
    #expect(drawn("é") == drawn("?"))
    #expect(drawn("\n") == drawn("?"))
  }

  @Test("a halo darkens the ground around light letters")
  func halo() {
    var canvas = Canvas(width: 60, height: 40, filledWith: .white)
    canvas.drawText("H", atX: 20, y: 12, height: 12, colour: .white, halo: .black)
    #expect(canvas.picture.bytes.contains { $0 < 20 })
  }

  @Test("at a height of 12 the straight strokes of letters are sharp")
  func sharpness() {
    // The stem of the bar: one column of white from the top to the descender, nothing beside it.
    let bar = drawn("|")
    for y in 13..<22 {
      #expect(bar.bytes[3 * (y * 60 + 20)] > 250 && bar.bytes[3 * (y * 60 + 21)] < 5)
    }
  }
}
