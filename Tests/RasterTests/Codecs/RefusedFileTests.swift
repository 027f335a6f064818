import CPictureCodecs
import Core
import Testing

@testable import Raster

@Suite("Files that are refused at their first bytes")
struct RefusedFileTests {
  static let signatures: [(start: [UInt8], word: String)] = [
    (Array("RIFF1234WEBPVP8 ".utf8), "is a WebP picture; Sightline reads JPEG and PNG"),
    ([0x49, 0x49, 0x2A, 0, 8, 0, 0, 0], "TIFF"),
    ([0x4D, 0x4D, 0, 0x2A, 0, 0, 0, 8], "TIFF"),
    ([0, 0, 0, 24] + Array("ftypheic".utf8), "HEIC"),
    ([0, 0, 0, 24] + Array("ftypavif".utf8), "AVIF"),
    (Array("GIF89a".utf8), "GIF"),
    ([0x42, 0x4D, 1, 2, 3, 4, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0], "BMP"),
    ([0xFF, 0x0A, 1, 2], "JPEG XL"),
    ([0, 0, 0, 12] + Array("JXL ".utf8), "JPEG XL"),
    ([0, 0, 0, 12] + Array("jP  ".utf8), "JPEG 2000"),
    (Array("%PDF-1.7".utf8), "PDF"),
    (Array("<?xml version=\"1.0\"?>\n<svg xmlns=\"\">".utf8), "SVG"),
    (Array("Dear reader,\n".utf8), "is not a picture that Sightline can read (JPEG and PNG are)"),
    (Array("BMW is a car".utf8), "is not a picture"),
    ([0xFF, 0xD8], "is not a picture"),
  ]

  @Test("other formats are called by their name", arguments: signatures)
  func otherFormats(signature: (start: [UInt8], word: String)) throws {
    let error = try #require(readingError(signature.start))
    #expect(error.kind == .unknownFormat)
    #expect(error.message.contains(signature.word), "\(error)")
  }

  @Test("no bytes at all are an empty file")
  func empty() throws {
    #expect(readingError([])?.description == "picture: the file is empty")
  }

  @Test("garbage after a right beginning is damage")
  func garbage() throws {
    var generator = SeededGenerator(seed: 3)
    let garbage = (0..<2000).map { _ in UInt8(generator.index(below: 256)) }
    for start in [[0xFF, 0xD8, 0xFF] as [UInt8], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]] {
      #expect(readingError(start + garbage)?.kind == .damaged)
      #expect(readingError(start)?.kind == .damaged)
    }
  }

  @Test("a JPEG of 65500 × 65500 pixels is refused by its header")
  func hugeJPEG() throws {
    var file = TestPictures.jpeg([0], width: 1, height: 1, CODEC_JPEG_GREY)
    let frame = try #require(file.indices.first { file[$0] == 0xFF && file[$0 + 1] == 0xC0 })
    file.replaceSubrange(frame + 5..<frame + 9, with: [0xFF, 0xDC, 0xFF, 0xDC])
    let error = try #require(readingError(file))
    #expect(error.kind == .tooLarge)
    #expect(
      error.message
        == "65500 × 65500 pixels are more than the limit of 200000000 (raise it with --max-pixels)")
  }

  @Test("the limit of pixels is the caller's, and met exactly")
  func limit() throws {
    let file = try PictureFile.encodedPNG(TestPictures.busy(width: 30, height: 20))
    var options = PictureFile.ReadingOptions()
    options.maxPixels = 600
    #expect(readingError(file, options) == nil)
    options.maxPixels = 599
    #expect(readingError(file, options)?.kind == .tooLarge)
  }

  @Test("a PNG that declares too much, or nothing, is refused by its header", arguments: [false, true])
  func hugePNG(interlaced: Bool) throws {
    func file(_ width: [UInt8], _ height: [UInt8]) -> [UInt8] {
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        + TestPictures.chunk("IHDR", width + height + [16, 6, 0, 0, interlaced ? 1 : 0])
        + TestPictures.chunk("IDAT", [0x78, 0x9C])
    }
    let huge = try #require(readingError(file([0x7F, 0xFF, 0xFF, 0xFF], [0x7F, 0xFF, 0xFF, 0xFF])))
    #expect(huge.kind == .tooLarge && huge.message.contains("2147483647 × 2147483647"), "\(huge)")
    let long = try #require(readingError(file([0x05, 0, 0, 0], [0, 0, 0, 1])))
    #expect(long.kind == .tooLarge && long.message.contains("no side"), "\(long)")
    #expect(readingError(file([0, 0, 0, 0], [0, 0, 0, 5]))?.kind == .damaged)
    // Within the limit, but nothing follows: refused before the memory for it is touched.
    #expect(readingError(file([0, 0, 0x30, 0], [0, 0, 0x30, 0]))?.kind == .damaged)
  }
}
