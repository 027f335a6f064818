import Raster
import Testing

@Suite("thumbnails, layout and colours")
struct LayoutTests {
  @Test("scaling down to half takes the mean of four pixels")
  func half() {
    let bytes = (0..<4 * 2 * 3).map { UInt8($0 * 4) }
    let small = ColourPicture(width: 4, height: 2, bytes: bytes).scaled(toWidth: 2, height: 1)
    // Red values of the left four pixels: 0, 12, 48, 60.
    #expect(small.bytes[0] == 30 && small.bytes[3] == 54)
  }

  @Test("scaling down keeps the mean of a picture whatever the size", arguments: [1, 3, 7, 20, 29])
  func mean(side: Int) {
    let bytes = (0..<30 * 30 * 3).map { UInt8(truncatingIfNeeded: $0 * 7919 >> 3) }
    let picture = ColourPicture(width: 30, height: 30, bytes: bytes)
    func mean(_ p: ColourPicture) -> Double {
      p.bytes.reduce(0.0) { $0 + Double($1) } / Double(p.bytes.count)
    }
    #expect(abs(mean(picture.scaled(toWidth: side, height: side)) - mean(picture)) < 0.6)
  }

  @Test("a picture that fits is not scaled, a larger one keeps its proportion")
  func fitting() {
    let picture = ColourPicture(width: 100, height: 50)
    #expect(picture.scaledDown(toFitWidth: 200, height: 200) == picture)
    let small = picture.scaledDown(toFitWidth: 40, height: 40)
    #expect(small.width == 40 && small.height == 20)
  }

  @Test("pictures side by side stand where the places say")
  func sideBySide() {
    let a = ColourPicture(width: 10, height: 8, filledWith: .black)
    let b = ColourPicture(width: 6, height: 12, filledWith: .white)
    let (picture, places) = PictureLayout.sideBySide([a, b], gap: 4)
    #expect(picture.width == 20 && picture.height == 12)
    #expect(places[1].x == 14 && places[1].y == 0)
    #expect(picture.bytes[3 * 13] == 40 && picture.bytes[3 * 14] == 255 && picture.bytes[3 * 9] == 0)
  }

  @Test("a sheet has room for all pictures and their captions")
  func sheet() {
    let pictures = (0..<5).map { _ in ColourPicture(width: 300, height: 100, filledWith: .black) }
    let sheet = PictureLayout.sheet(
      pictures, captions: ["one", "a caption that is far too long for its cell"], columns: 2, cellWidth: 60,
      cellHeight: 40)
    #expect(sheet.width == 2 * 68 + 8 && sheet.height == 3 * 64 + 8)
  }

  @Test("the first eight colours are told apart, also without red and green")
  func palette() {
    let colours = (0..<8).map(Palette.colour)
    for i in 0..<8 {
      for j in 0..<i {
        // A crude picture of red-green blindness: red and green merge into their weighted sum.
        func seen(_ c: Colour) -> (Double, Double) {
          (0.4 * Double(c.red) + 0.6 * Double(c.green), Double(c.blue))
        }
        let (a, b) = (seen(colours[i]), seen(colours[j]))
        let distance = ((a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)).squareRoot()
        #expect(distance > 18, "colours \(i) and \(j): \(distance)")
      }
    }
    #expect(Set((0..<24).map(Palette.colour)).count == 24)
    _ = Palette.colour(-5)
  }

  @Test("cosine and sine agree with the known values and with each other")
  func trigonometry() {
    #expect(cosineAndSine(0) == (1, 0))
    let (c, s) = cosineAndSine(.pi / 6)
    #expect(abs(s - 0.5) < 1e-15 && abs(c - 0.75.squareRoot()) < 1e-15)
    for step in -500...500 {
      let angle = Double(step) * 0.37
      let (c, s) = cosineAndSine(angle)
      let (c2, s2) = cosineAndSine(2 * angle)
      #expect(
        abs(c * c + s * s - 1) < 1e-14 && abs(c2 - (c * c - s * s)) < 1e-13 && abs(s2 - 2 * s * c) < 1e-13)
    }
  }
}
