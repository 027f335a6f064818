import Raster
import Testing

@Suite("Reading PNG")
struct PNGReadingTests {
  @Test(
    "grey of every depth spans black to white", arguments: [1, 2, 4, 8] as [Int32], [false, true])
  func greyDepths(depth: Int32, interlaced: Bool) throws {
    // All values the depth has, packed from the high bits on, three rows of them.
    let count = min(1 << Int(depth), 256)
    var row = [UInt8](repeating: 0, count: (count * Int(depth) + 7) / 8)
    for value in 0..<count {
      let bit = value * Int(depth)
      row[bit / 8] |= UInt8(value << (8 - Int(depth) - bit % 8))
    }
    let file = TestPictures.png(
      row + row + row, width: count, height: 3, depth: depth, type: 0, interlaced: interlaced)
    let plane = try PictureFile.readGrey(bytes: file, named: "picture").plane
    for y in 0..<3 {
      for x in 0..<count { #expect(plane[x, y] == Float(255 * x / (count - 1))) }
    }
  }

  @Test("16-bit values are rounded to the nearest of 8 bits", arguments: [false, true])
  func sixteenBits(interlaced: Bool) throws {
    let values = [0, 1, 128, 129, 256, 257, 385, 386, 32767, 32768, 65406, 65407, 65534, 65535]
    let bytes = values.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    let file = TestPictures.png(
      bytes, width: values.count, height: 1, depth: 16, type: 0, interlaced: interlaced)
    let plane = try PictureFile.readGrey(bytes: file, named: "picture").plane
    #expect(plane.pixels == values.map { (Float($0) / 257).rounded() })
  }

  @Test("RGB of 8 and 16 bits comes back exactly", arguments: [8, 16] as [Int32], [false, true])
  func colour(depth: Int32, interlaced: Bool) throws {
    let picture = TestPictures.busy(width: 37, height: 23)
    let samples = depth == 8 ? picture.bytes : picture.bytes.flatMap { [$0, $0] }
    let file = TestPictures.png(samples, width: 37, height: 23, depth: depth, type: 2, interlaced: interlaced)
    #expect(try PictureFile.readColour(bytes: file, named: "picture") == picture)
    let grey = try PictureFile.readGrey(bytes: file, named: "picture")
    #expect(largestDifference(grey.plane, picture.luma) <= 1)
  }

  @Test("alpha shows white where it is transparent, exactly")
  func alpha() throws {
    let alphas = (0...255).map { UInt8($0) }
    let expected = alphas.map { Float(255 - ((255 - 40) * Int($0) * 2 + 255) / 510) }
    let grey = TestPictures.png(alphas.flatMap { [40, $0] }, width: 256, height: 1, depth: 8, type: 4)
    #expect(try PictureFile.readGrey(bytes: grey, named: "picture").plane.pixels == expected)
    let rgba = TestPictures.png(
      alphas.flatMap { [40, 40, 40, $0] }, width: 256, height: 1, depth: 8, type: 6)
    #expect(try PictureFile.readGrey(bytes: rgba, named: "picture").plane.pixels == expected)
    let colour = try PictureFile.readColour(bytes: rgba, named: "picture")
    #expect(colour.bytes.map(Float.init) == expected.flatMap { [$0, $0, $0] })
  }

  @Test("palettes of every depth, with transparent entries", arguments: [1, 2, 4, 8] as [Int32])
  func palette(depth: Int32) throws {
    let palette: [UInt8] = [255, 0, 0, 0, 0, 255]
    // Two pixels: entry 0, then entry 1.
    let row: [UInt8] = depth == 8 ? [0, 1] : [1 << (8 - 2 * UInt8(depth))]
    let opaque = TestPictures.png(row, width: 2, height: 1, depth: depth, type: 3, palette: palette)
    #expect(try PictureFile.readColour(bytes: opaque, named: "picture").bytes == palette)
    #expect(try PictureFile.readGrey(bytes: opaque, named: "picture").plane.pixels == [76, 29])
    let clear = TestPictures.png(
      row, width: 2, height: 1, depth: depth, type: 3, palette: palette, alpha: [0, 255])
    #expect(
      try PictureFile.readColour(bytes: clear, named: "picture").bytes == [255, 255, 255, 0, 0, 255])
  }

  @Test("a transparent grey value becomes white")
  func transparentValue() throws {
    let file = TestPictures.png([10, 20, 30], width: 3, height: 1, depth: 8, type: 0, transparent: 20)
    #expect(try PictureFile.readGrey(bytes: file, named: "picture").plane.pixels == [10, 255, 30])
  }

  @Test("every small interlaced size is the same picture as without interlacing")
  func interlacedSizes() throws {
    for width in 1...9 {
      for height in 1...9 {
        let picture = TestPictures.busy(width: width, height: height)
        let file = TestPictures.png(
          picture.bytes, width: width, height: height, depth: 8, type: 2, interlaced: true)
        #expect(try PictureFile.readColour(bytes: file, named: "picture") == picture, "\(width) × \(height)")
      }
    }
  }

  @Test("text and colour chunks change nothing")
  func ignoredChunks() throws {
    let picture = TestPictures.busy(width: 8, height: 8)
    let file = try PictureFile.encodedPNG(picture)
    let chunks =
      TestPictures.chunk("gAMA", [0, 0, 0x27, 0x10]) + TestPictures.chunk("iCCP", [65, 0, 0, 1, 2, 3])
      + TestPictures.chunk("zTXt", [65, 0, 0] + [UInt8](repeating: 9, count: 300))
    let marked = Array(file.prefix(33)) + chunks + file.dropFirst(33)
    #expect(try PictureFile.readColour(bytes: marked, named: "picture") == picture)
  }
}
