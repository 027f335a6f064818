import CPictureCodecs
import Raster
import Testing

@Suite("Reading JPEG")
struct JPEGReadingTests {
  private let picture = TestPictures.smooth(width: 75, height: 50)

  @Test(
    "every subsampling comes back within a few levels",
    arguments: [(1, 1), (2, 1), (1, 2), (2, 2), (4, 1), (4, 2)] as [(Int32, Int32)])
  func subsampling(horizontal: Int32, vertical: Int32) throws {
    let file = TestPictures.jpeg(picture, sampling: (horizontal, vertical))
    let colour = try PictureFile.readColour(bytes: file, named: "picture")
    #expect(largestDifference(colour, picture) <= 8)
    let grey = try PictureFile.readGrey(bytes: file, named: "picture")
    #expect(largestDifference(grey.plane, picture.luma) <= 3)
    #expect(grey.warnings.isEmpty)
  }

  @Test("a progressive, an arithmetic and a restarting file decode to the same as the plain one")
  func codings() throws {
    let plain = try PictureFile.readColour(bytes: TestPictures.jpeg(picture), named: "picture")
    let changes: [(inout codec_jpeg_options) -> Void] = [
      { $0.progressive = true }, { $0.arithmetic = true }, { $0.restart_rows = 1 },
      { options in
        options.progressive = true
        options.arithmetic = true
      },
    ]
    for change in changes {
      let other = try PictureFile.readColour(
        bytes: TestPictures.jpeg(picture, sampling: (2, 2), change), named: "picture")
      #expect(other == plain)
    }
  }

  @Test("a grey file reads as grey and as colour", arguments: [0, 1, 64, 128, 254, 255] as [UInt8])
  func grey(value: UInt8) throws {
    let file = TestPictures.jpeg(
      [UInt8](repeating: value, count: 17 * 9), width: 17, height: 9, CODEC_JPEG_GREY)
    let grey = try PictureFile.readGrey(bytes: file, named: "picture")
    #expect(grey.plane.pixels.allSatisfy { abs($0 - Float(value)) <= 1 })
    let colour = try PictureFile.readColour(bytes: file, named: "picture")
    #expect(colour.bytes.allSatisfy { abs(Int($0) - Int(value)) <= 1 })
  }

  @Test("a file that stores RGB has the luma of its colours")
  func rgb() throws {
    let file = TestPictures.jpeg(picture.bytes, width: 75, height: 50, CODEC_JPEG_RGB)
    let colour = try PictureFile.readColour(bytes: file, named: "picture")
    #expect(largestDifference(colour, picture) <= 4)
    let grey = try PictureFile.readGrey(bytes: file, named: "picture")
    #expect(largestDifference(grey.plane, colour.luma) <= 1)
  }

  @Test("inks are taken as inverted, with and without an Adobe marker", arguments: [true, false])
  func cmyk(hasMarker: Bool) throws {
    // (200 · 150, 100 · 150, 50 · 150) / 255
    let expected: [UInt8] = [118, 59, 29]
    let inks = [[UInt8]](repeating: [200, 100, 50, 150], count: 16 * 16).flatMap { $0 }
    for space in [CODEC_JPEG_CMYK, CODEC_JPEG_YCCK] {
      // Without the marker a file of four components is taken as CMYK, so YCCK always needs it.
      if space == CODEC_JPEG_YCCK && !hasMarker { continue }
      let file = TestPictures.jpeg(inks, width: 16, height: 16, space) { $0.omits_adobe_marker = !hasMarker }
      let colour = try PictureFile.readColour(bytes: file, named: "picture")
      for (index, byte) in colour.bytes.enumerated() {
        #expect(abs(Int(byte) - Int(expected[index % 3])) <= 2)
      }
      let grey = try PictureFile.readGrey(bytes: file, named: "picture")
      #expect(largestDifference(grey.plane, colour.luma) <= 1)
    }
  }

  @Test("a picture of one pixel is a picture")
  func onePixel() throws {
    let file = TestPictures.jpeg([200], width: 1, height: 1, CODEC_JPEG_GREY)
    let grey = try PictureFile.readGrey(bytes: file, named: "picture", maxSide: 1024)
    #expect(grey.plane.width == 1 && grey.plane.height == 1)
    #expect(abs(grey.plane[0, 0] - 200) <= 1)
  }

  @Test("stray bytes between segments and a missing end marker lose nothing and are passed over")
  func harmlessFaults() throws {
    let file = TestPictures.jpeg(picture)
    let sound = try PictureFile.readGrey(bytes: file, named: "picture")
    let strayed = Array(file.prefix(20)) + [0, 0, 0] + file.dropFirst(20)
    #expect(try PictureFile.readGrey(bytes: strayed, named: "picture").plane == sound.plane)
    #expect(try PictureFile.readGrey(bytes: file.dropLast(2), named: "picture").plane == sound.plane)
    let followed = file + [UInt8](repeating: 7, count: 5000)
    #expect(try PictureFile.readGrey(bytes: followed, named: "picture").plane == sound.plane)
  }

  @Test("12 bits a sample, lossless coding and two components are named as what is not read")
  func unreadVarieties() throws {
    let file = TestPictures.jpeg(picture)
    let frame = try #require(file.indices.first { file[$0] == 0xFF && file[$0 + 1] == 0xC0 })
    var precise = file
    precise[frame + 4] = 12
    var lossless = file
    lossless[frame + 1] = 0xC3
    for (bytes, word) in [(precise, "precision 12"), (lossless, "SOF type 0xc3")] {
      let error = try #require(readingError(bytes))
      #expect(error.kind == .unknownFormat)
      #expect(error.message.contains(word) && error.message.contains("convert it"), "\(error)")
    }
  }
}
