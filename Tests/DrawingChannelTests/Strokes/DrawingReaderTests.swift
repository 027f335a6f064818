import Core
import Raster
import Testing

@testable import DrawingChannel

@Suite("Drawings read")
struct DrawingReaderTests {
  private typealias Samples = SketchSamples

  @Test("What is drawn fills a square of 256 pixels, in lines one pixel wide, and nothing is to be said")
  func fills() throws {
    let drawn = try Samples.read(Samples.picture(Samples.coverage(side: 400, strokeWidth: 3)))
    let lines = drawn.lines
    #expect(drawn.warnings.isEmpty)
    #expect(max(lines.width, lines.height) == DrawingReader.side)
    let box = lines.bounds
    #expect(
      box?.left == 0 && box?.top == 0 && box?.right == lines.width - 1 && box?.bottom == lines.height - 1)
    var mask = LineMask(width: lines.width, height: lines.height)
    for point in lines.points { mask[Int(point.x), Int(point.y)] = true }
    #expect(mask.thinned().count > mask.count * 97 / 100)
  }

  @Test(
    "Any colours give the same lines",
    arguments: [
      (Colour(red: 250, green: 250, blue: 245), Colour(red: 5, green: 8, blue: 5)),
      (Colour(red: 200, green: 30, blue: 30), Colour(red: 250, green: 230, blue: 80)),
      (Colour(red: 60, green: 60, blue: 200), Colour(red: 128, green: 128, blue: 128)),
      (Colour(red: 200, green: 200, blue: 200), Colour(red: 250, green: 250, blue: 250)),
      (Colour(red: 255, green: 255, blue: 0), Colour(red: 255, green: 255, blue: 255)),
      (Colour(red: 255, green: 0, blue: 0), Colour(red: 0, green: 130, blue: 0)),
    ])
  func colours(ink: Colour, ground: Colour) throws {
    let coverage = Samples.coverage(side: 400, strokeWidth: 3)
    let lines = try Samples.read(Samples.picture(coverage, ink: ink, ground: ground)).lines
    #expect(LineSamples.isAlike(lines, try Samples.usual()))
  }

  @Test(
    "The pen's width and the picture's size don't matter",
    arguments: [(90, 1.0), (227, 1), (400, 9), (1000, 4), (1600, 30)])
  func sizes(side: Int, strokeWidth: Double) throws {
    let lines = try Samples.read(Samples.picture(Samples.coverage(side: side, strokeWidth: strokeWidth)))
      .lines
    // A wide pen's outer middle lies further in, in proportion to what is drawn.
    #expect(LineSamples.isAlike(lines, try Samples.usual(), within: 4))
  }

  @Test("Light that falls off over a page doesn't matter, nor does JPEG")
  func shadow() throws {
    var generator = SeededGenerator(seed: 2)
    let page = Samples.picture(
      Samples.coverage(side: 600, strokeWidth: 5), ink: Colour(red: 40, green: 45, blue: 70),
      ground: Colour(red: 225, green: 220, blue: 205)
    ) { x, y in
      (1 - 0.5 * (0.7 * x + 0.3 * y * y)) * (1 + Double.random(in: -0.02...0.02, using: &generator))
    }
    let bytes = try PictureFile.encodedJPEG(page, quality: 80)
    let drawn = try DrawingReader.read(bytes: bytes, named: "page.jpg")
    #expect(LineSamples.isAlike(drawn.lines, try Samples.usual(), within: 3))
    #expect(drawn.warnings.isEmpty)
  }

  @Test("A frame around the drawing is left out and told, and so is a table beside the page")
  func frame() throws {
    var framed = Samples.picture(Samples.coverage(side: 400, strokeWidth: 3))
    var table = framed
    for y in 0..<400 {
      for x in 0..<400 {
        let margin = min(x, y, 399 - x, 399 - y)
        for channel in 0..<3 {
          if (5..<8).contains(margin) { framed.bytes[3 * (400 * y + x) + channel] = 0 }
          if margin < 12 { table.bytes[3 * (400 * y + x) + channel] = 70 }
        }
      }
    }
    for picture in [framed, table] {
      let drawn = try Samples.read(picture)
      #expect(LineSamples.isAlike(drawn.lines, try Samples.usual()))
      #expect(drawn.warnings == [DrawingReader.frameWarning])
    }
  }

  @Test("Specks far from the drawing don't change it")
  func specks() throws {
    var picture = Samples.picture(Samples.coverage(side: 400, strokeWidth: 3))
    for (x, y) in [(3, 5), (390, 10), (20, 380), (395, 395)] {
      for channel in 0..<3 { picture.bytes[3 * (400 * y + x) + channel] = 0 }
    }
    #expect(LineSamples.isAlike(try Samples.read(picture).lines, try Samples.usual()))
  }

  @Test("Of filled areas the outline is drawn: a disc is a circle, a silhouette its contour")
  func filled() throws {
    let disc = LineSamples.plane(width: 300, height: 300) { x, y in
      (x - 150) * (x - 150) + (y - 150) * (y - 150) < 6400 ? 1 : 0
    }
    let lines = try Samples.read(Samples.picture(disc)).lines
    #expect(lines.points.count > 500)
    for point in lines.points {
      let (x, y) = (Double(point.x) - 127.5, Double(point.y) - 127.5)
      #expect(abs((x * x + y * y).squareRoot() - 127) < 4)
    }
    // An eye within a face: strokes stay lines, the eye becomes a ring.
    var face = Samples.coverage(of: [SketchSamples.strokes[0]], side: 500, strokeWidth: 4)
    for y in 0..<500 {
      for x in 0..<500 {
        let square: Int = (x - 200) * (x - 200) + (y - 320) * (y - 320)
        if square < 900 { face[x, y] = 1 }
      }
    }
    let eyed = try Samples.read(Samples.picture(face)).lines
    // The eye's middle, 200 − 100 of 225 pixels along the wall, is blank.
    #expect(!eyed.points.contains { abs(Int($0.x) - 113) < 20 && abs(Int($0.y) - 107) < 20 })
    #expect(eyed.points.contains { abs(Int($0.x) - 113) < 42 && abs(Int($0.y) - 107) < 42 })
  }

  @Test("White strokes on a transparent ground are seen")
  func transparency() throws {
    let coverage = Samples.coverage(side: 200, strokeWidth: 3)
    let white = Samples.picture(coverage, ink: .white, ground: .white)
    #expect(throws: DrawingError.self) { try Samples.read(white) }
    // Laid on white nothing is seen; coverage tells.
    let ink = InkPlane(coverage: coverage)
    let lines = StrokeLines.mask(of: ink, side: DrawingReader.side).map(LineDrawing.init(thin:))
    #expect(lines.map { LineSamples.isAlike($0, (try? Samples.usual()) ?? $0) } == true)
  }

  // MARK: No drawings

  private func message(_ picture: ColourPicture) -> String {
    do {
      _ = try Samples.read(picture)
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test("Nothing drawn, all black, a dot: each is told, with what to do")
  func nothing() {
    #expect(message(ColourPicture(width: 80, height: 60)).contains("nothing is drawn on it: draw lines"))
    #expect(message(ColourPicture(width: 80, height: 60, filledWith: .black)).contains("one dark colour"))
    #expect(message(ColourPicture(width: 1, height: 1)).contains("nothing is drawn"))
    let dot = LineSamples.plane(width: 300, height: 300) { x, y in
      (x - 150) * (x - 150) + (y - 150) * (y - 150) < 10 ? 1 : 0
    }
    #expect(message(Samples.picture(dot)).contains("only a dot"))
  }

  @Test("A photograph is told from a drawing")
  func photograph() {
    var generator = SeededGenerator(seed: 4)
    // Natural pictures have a bit of everything: patches of all greys, and noise on them.
    let patches = (0..<400).map { _ in Double.random(in: 0...220, using: &generator) }
    let plane = LineSamples.plane(width: 300, height: 300) { x, y in
      let patch = Int(y / 15) * 20 + Int(x / 15)
      return patches[patch] + Double.random(in: 0...30, using: &generator)
    }.blurred(sigma: 4)
    #expect(message(ColourPicture(red: plane, green: plane, blue: plane)).contains("ask without --drawing"))
  }

  @Test("Verdicts by the shares of ground and of what is between ground and ink")
  func verdicts() {
    #expect(PhotographSigns.verdict(plain: 0.95, between: 0.01) == .drawing)
    // A silhouette that fills most of the picture.
    #expect(PhotographSigns.verdict(plain: 0.4, between: 0.01) == .drawing)
    #expect(PhotographSigns.verdict(plain: 0.75, between: 0.1) == .doubtful)
    #expect(PhotographSigns.verdict(plain: 0.3, between: 0.2) == .photograph)
    #expect(PhotographSigns.verdict(plain: 0.05, between: 0.02) == .photograph)
  }

  @Test("Broken files are errors that name the file, never more")
  func broken() throws {
    let sound = try PictureFile.encodedPNG(Samples.picture(Samples.coverage(side: 120, strokeWidth: 2)))
    var generator = SeededGenerator(seed: 6)
    for round in 0..<60 {
      var bytes = sound
      if round % 2 == 0 {
        bytes.removeLast(Int.random(in: 1..<bytes.count, using: &generator))
      } else {
        for _ in 0..<4 { bytes[Int.random(in: 0..<bytes.count, using: &generator)] ^= 0x41 }
      }
      do {
        _ = try DrawingReader.read(bytes: bytes, named: "broken.png")
      } catch {
        #expect(error.path == "broken.png" && !error.message.isEmpty)
      }
    }
    for bytes in [[], [0x1F, 0x8B, 0x08, 0], Array("GIF89a".utf8), Array("  <html></html>".utf8)] as [[UInt8]]
    {
      #expect(throws: DrawingError.self) { try DrawingReader.read(bytes: bytes, named: "other") }
    }
  }
}
