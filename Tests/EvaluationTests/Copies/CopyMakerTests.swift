import Raster
import SyntheticScenes
import Testing

@testable import Evaluation

@Suite("Copies of pictures") struct CopyMakerTests {
  private let maker = CopyMaker(seed: 1)
  private static let scene = Scene(number: 1, ofCollection: 3).picture(width: 96, height: 64)

  private func colour(_ picture: ColourPicture, _ x: Int, _ y: Int) -> [UInt8] {
    let start = 3 * (y * picture.width + x)
    return Array(picture.bytes[start..<start + 3])
  }

  /// A grey picture with a single orange pixel.
  private func marked(_ x: Int, _ y: Int, width: Int = 48, height: Int = 32) -> ColourPicture {
    var picture = ColourPicture(
      width: width, height: height, filledWith: Colour(red: 90, green: 90, blue: 90))
    let start = 3 * (y * width + x)
    picture.bytes.replaceSubrange(start..<start + 3, with: [250, 130, 20])
    return picture
  }

  @Test(
    "a marked pixel goes where the map says, unchanged",
    arguments: [
      CopyKind.cropHalf, .cropQuarter, .rotatedQuarter, .mirrored, .recompressed,
    ])
  func exactPlaces(_ kind: CopyKind) throws {
    let view = maker.view(kind, named: "a/b.jpg", width: 48, height: 32)
    let (column, row) = (view.width / 3, view.height / 4)
    let source = view.originalFromCopy.apply(Double(column), Double(row))
    let copy = maker.picture(of: marked(Int(source.x), Int(source.y)), named: "a/b.jpg", kind: kind)
    #expect(copy.width == view.width && copy.height == view.height)
    for y in 0..<copy.height {
      for x in 0..<copy.width {
        let expected: [UInt8] = x == column && y == row ? [250, 130, 20] : [90, 90, 90]
        #expect(colour(copy, x, y) == expected)
      }
    }
  }

  @Test(
    "a marked spot goes near where the map says",
    arguments: [
      CopyKind.rotatedSlightly, .shrunk, .printed,
    ])
  func nearPlaces(_ kind: CopyKind) throws {
    var canvas = Canvas(width: 240, height: 160, filledWith: Colour(red: 20, green: 20, blue: 160))
    canvas.drawDot(x: 150, y: 60, radius: 8, colour: Colour(red: 255, green: 0, blue: 0))
    let view = maker.view(kind, named: "dot", width: 240, height: 160)
    let copy = maker.picture(of: canvas.picture, named: "dot", kind: kind)
    var sum = 0.0
    var x = 0.0
    var y = 0.0
    for place in 0..<copy.width * copy.height {
      let pixel = copy.bytes[3 * place..<3 * place + 3].map(Double.init)
      guard pixel[0] > 120, pixel[0] > 3 * pixel[2] else { continue }
      sum += 1
      x += Double(place % copy.width)
      y += Double(place / copy.width)
    }
    let expected = view.originalFromCopy.reversed.apply(150, 60)
    try #require(sum > 4)
    #expect(abs(x / sum - expected.x) < 0.7 && abs(y / sum - expected.y) < 0.7)
  }

  @Test("a slight turn leaves black corners, a print has table in them")
  func corners() {
    let white = ColourPicture(width: 96, height: 64, filledWith: .white)
    let turned = maker.picture(of: white, named: "w", kind: .rotatedSlightly)
    #expect(colour(turned, 0, 0) == [0, 0, 0] && colour(turned, turned.width - 1, 0) == [0, 0, 0])
    #expect(colour(turned, turned.width / 2, turned.height / 2) == [255, 255, 255])
    let printed = maker.picture(of: white, named: "w", kind: .printed)
    let (corner, middle) = (colour(printed, 1, 1), colour(printed, 48, 32))
    #expect(corner.allSatisfy { $0 < 210 } && middle.allSatisfy { $0 > 210 })
    #expect(corner[0] > corner[2], "wood is warm")
  }

  @Test("a panel covers 30 % and leaves the rest as it is")
  func panel() {
    let picture = ColourPicture(
      width: 300, height: 200, filledWith: Colour(red: 120, green: 130, blue: 120))
    var shares: [Double] = []
    for number in 0..<20 {
      let copy = maker.picture(of: picture, named: "picture \(number)", kind: .overlaid)
      let changed = (0..<300 * 200).filter { colour(copy, $0 % 300, $0 / 300) != [120, 130, 120] }
      let columns = changed.map { $0 % 300 }
      let rows = changed.map { $0 / 300 }
      let box =
        ((columns.max() ?? 0) - (columns.min() ?? 0) + 1) * ((rows.max() ?? 0) - (rows.min() ?? 0) + 1)
      // Letters may pass through the ground's colour where they are mixed, nowhere else.
      #expect(changed.count > box * 98 / 100)
      shares.append(Double(box) / Double(300 * 200))
    }
    #expect(shares.allSatisfy { abs($0 - 0.3) < 0.005 })
  }

  @Test(
    "the same seed, name and kind give the same bytes, another folder too; others give others",
    arguments: CopyKind.allCases)
  func determinism(_ kind: CopyKind) throws {
    let file = try maker.file(of: Self.scene, named: "a/x.jpg", kind: kind)
    #expect(try CopyMaker(seed: 1).file(of: Self.scene, named: "other/x.jpg", kind: kind) == file)
    let isRandom = [.cropHalf, .cropQuarter, .overlaid, .printed].contains(kind)
    let ofOtherName = try maker.file(of: Self.scene, named: "a/y.jpg", kind: kind)
    let ofOtherSeed = try CopyMaker(seed: 2).file(of: Self.scene, named: "a/x.jpg", kind: kind)
    #expect((ofOtherName != file) == isRandom && (ofOtherSeed != file) == isRandom)
  }

  @Test("files are JPEGs of the copy's size, and of low quality where that is the copy")
  func files() throws {
    var sizes: [CopyKind: Int] = [:]
    for kind in CopyKind.allCases {
      let bytes = try maker.file(of: Self.scene, named: "x", kind: kind)
      let size = try PictureFile.size(ofBytes: bytes, named: "x")
      let view = maker.view(kind, named: "x", width: 96, height: 64)
      #expect(bytes.prefix(2) == [0xFF, 0xD8] && size == (view.width, view.height))
      sizes[kind] = bytes.count
    }
    #expect(try #require(sizes[.recompressed]) * 2 < #require(sizes[.mirrored]))
  }

  @Test("a picture of one pixel, row or column has copies of all kinds", arguments: CopyKind.allCases)
  func tinyPictures(_ kind: CopyKind) throws {
    for (width, height) in [(1, 1), (1, 30), (30, 1), (2, 3)] {
      let picture = ColourPicture(width: width, height: height, filledWith: .white)
      #expect(try !maker.file(of: picture, named: "tiny", kind: kind).isEmpty)
    }
  }
}
