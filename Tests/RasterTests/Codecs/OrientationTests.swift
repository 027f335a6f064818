import CPictureCodecs
import Testing

@testable import Raster

@Suite("EXIF orientation")
struct OrientationTests {
  /// The stored picture whose view at each orientation is `A B C / D E F`, by the EXIF standard's definition of
  /// where row 0 and column 0 of the stored picture are in the view.
  static let storedForms: [(orientation: UInt8, width: Int, stored: String)] = [
    (1, 3, "ABCDEF"),  // row 0 top, column 0 left
    (2, 3, "CBAFED"),  // top, right
    (3, 3, "FEDCBA"),  // bottom, right
    (4, 3, "DEFABC"),  // bottom, left
    (5, 2, "ADBECF"),  // left, top
    (6, 2, "CFBEAD"),  // right, top
    (7, 2, "FCEBDA"),  // right, bottom
    (8, 2, "DAEBFC"),  // left, bottom
  ]

  @Test("each of the eight turns the stored pixels into the same view", arguments: storedForms)
  func pixels(form: (orientation: UInt8, width: Int, stored: String)) throws {
    let orientation = try #require(PictureOrientation(rawValue: Int(form.orientation)))
    let size = PictureSize(width: form.width, height: 6 / form.width)
    #expect(orientation.applied(to: Array(form.stored.utf8), size: size) == Array("ABCDEF".utf8))
    #expect(orientation.applied(to: size) == PictureSize(width: 3, height: 2))
    func triples(_ letters: String) -> [UInt8] { letters.utf8.flatMap { [$0, 0, 1] as [UInt8] } }
    let turned = orientation.applied(to: triples(form.stored), size: size, channelCount: 3)
    #expect(turned == triples("ABCDEF"))
  }

  @Test("a JPEG is viewed as its EXIF says, in either byte order", arguments: storedForms, [true, false])
  func jpeg(form: (orientation: UInt8, width: Int, stored: String), littleEndian: Bool) throws {
    // Each letter is a block of 16 × 16 pixels of one grey, so that JPEG keeps it.
    let (columns, rows) = (form.width, 6 / form.width)
    var pixels = [UInt8]()
    for y in 0..<rows * 16 {
      for x in 0..<columns * 16 { pixels.append(grey(of: form.stored, at: y / 16 * columns + x / 16)) }
    }
    let file = TestPictures.jpeg(
      TestPictures.jpeg(pixels, width: columns * 16, height: rows * 16, CODEC_JPEG_GREY),
      withEXIF: TestPictures.exif(orientation: form.orientation, littleEndian: littleEndian))
    let grey = try PictureFile.readGrey(bytes: file, named: "picture")
    #expect(grey.originalWidth == 48 && grey.originalHeight == 32)
    #expect(try PictureFile.size(ofBytes: file, named: "picture") == (48, 32))
    let colour = try PictureFile.readColour(bytes: file, named: "picture")
    for block in 0..<6 {
      let (x, y) = (block % 3 * 16 + 8, block / 3 * 16 + 8)
      let expected = self.grey(of: "ABCDEF", at: block)
      #expect(abs(grey.plane[x, y] - Float(expected)) <= 2)
      #expect(abs(Int(colour.bytes[3 * (y * 48 + x)]) - Int(expected)) <= 2)
    }
    let small = try PictureFile.readGrey(bytes: file, named: "picture", maxSide: 24)
    #expect(small.plane.width == 24 && small.plane.height == 16)
    #expect(small.originalWidth == 48 && small.originalHeight == 32)
  }

  private func grey(of letters: String, at index: Int) -> UInt8 {
    (Array(letters.utf8)[index] - 64) * 40
  }

  @Test("a PNG is viewed as its eXIf chunk says")
  func png() throws {
    let file = TestPictures.png(Array("CFBEAD".utf8), width: 2, height: 3, depth: 8, type: 0)
    let exif = TestPictures.chunk("eXIf", TestPictures.exif(orientation: 6, littleEndian: false))
    let turned = Array(file.prefix(33)) + exif + file.dropFirst(33)
    let plane = try PictureFile.readGrey(bytes: turned, named: "picture").plane
    #expect(plane == Plane(width: 3, height: 2, pixels: "ABCDEF".utf8.map(Float.init)))
  }

  @Test("corrupt EXIF means upright and is never an error")
  func corrupt() throws {
    let file = TestPictures.jpeg([10, 200], width: 2, height: 1, CODEC_JPEG_GREY)
    let upright = try PictureFile.readGrey(bytes: file, named: "picture").plane
    let sound = TestPictures.exif(orientation: 2, littleEndian: true)
    var bodies = (0..<20).map { Array(sound.prefix($0)) }
    bodies.append(TestPictures.exif(orientation: 0, littleEndian: true))
    bodies.append(TestPictures.exif(orientation: 9, littleEndian: false))
    bodies.append([0x49, 0x49, 42, 0, 255, 255, 255, 255] + sound.dropFirst(8))
    bodies.append(Array(sound.prefix(8)) + [255, 255] + [UInt8](repeating: 0, count: 16))
    bodies.append(Array("XXXX".utf8) + sound.dropFirst(4))
    for body in bodies {
      let read = try PictureFile.readGrey(bytes: TestPictures.jpeg(file, withEXIF: body), named: "picture")
      #expect(read.plane == upright, "\(body)")
    }
  }
}
