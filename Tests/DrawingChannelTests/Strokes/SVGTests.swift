import Core
import Raster
import Testing

@testable import DrawingChannel

@Suite("SVG drawings")
struct SVGTests {
  private func lines(_ body: String, attributes: String = "") throws -> LineDrawing {
    try SketchSamples.read(svg: "<svg \(attributes)>\(body)</svg>").lines
  }

  private func points(_ path: String) throws -> [Point] {
    try SVGDocument(Array("<svg><path d=\"\(path)\"/></svg>".utf8)).lines.points
  }

  private func isNear(_ a: [Point], _ b: [(Double, Double)]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0.x - $1.0) < 1e-6 && abs($0.y - $1.1) < 1e-6 }
  }

  @Test("An SVG gives the lines that its picture gives")
  func likePixels() throws {
    let drawn = try SketchSamples.read(svg: SketchSamples.svg)
    #expect(drawn.warnings.isEmpty)
    #expect(LineSamples.isAlike(drawn.lines, try SketchSamples.usual()))
  }

  @Test("All straight commands, absolute and relative, with and without separators")
  func straight() throws {
    let square = [(10.0, 10.0), (30, 10), (30, 30), (10, 30), (10, 10)]
    for path in [
      "M10 10L30 10L30 30L10 30Z", "M10,10 30,10 30,30 10,30z", "m10 10h20v20h-20z", "M10 10H30V30H10V10",
      "m 10,10 l 20,0 0,20 -20,0 0-20", "M1e1+10L30 10 30 30.0 10 .3e2Z",
    ] {
      #expect(isNear(try points(path), square), "\(path)")
    }
  }

  @Test("Curves go through where they must, and smooth ones mirror the control point")
  func curves() throws {
    let cubic = try points("M0 0C0 10 10 10 10 0S20 -10 20 0")
    #expect(isNear([cubic[8], cubic[16], cubic[24]], [(5, 7.5), (10, 0), (15, -7.5)]))
    let quadratic = try points("M0 0q5 10 10 0t10 0")
    #expect(isNear([quadratic[8], quadratic[16], quadratic[24]], [(5, 5), (10, 0), (15, -5)]))
  }

  @Test("Arcs: radius, the two flags, radii that are too short, flags without separators")
  func arcs() throws {
    for (flags, middle) in [("0 0", (5, -5)), ("0 1", (5, 5)), ("1 0", (5, -5)), ("1 1", (5, 5))]
      as [(String, (Double, Double))]
    {
      // A half circle from (0, 0) to (10, 0): sweep goes clockwise on the screen, through negative y.
      let arc = try points("M0 0A5 5 0 \(flags) 10 0")
      let passes = arc.contains { abs($0.x - middle.0) < 0.01 && abs($0.y + middle.1) < 0.01 }
      #expect(passes, "\(flags)")
    }
    let large = try points("M0 0A10 10 0 1 1 10 0")
    #expect(abs((large.map(\.y).min() ?? 0) + 10 + 75.0.squareRoot()) < 0.05)
    #expect(isNear([try points("M0 0A1 1 0 0 1 10 0")[16]], [(5, -5)]))
    #expect(try points("M0 0a5 5 0 0110 0") == points("M0 0a5 5 0 0 1 10 0"))
    #expect(isNear(try points("M0 0A0 5 0 0 1 10 0"), [(0, 0), (10, 0)]))
  }

  @Test("A path with an error is drawn up to there")
  func pathError() throws {
    #expect(isNear(try points("M0 0L5 5L9 0L x 4"), [(0, 0), (5, 5), (9, 0)]))
    #expect(isNear(try points("M0 0L5 5L1e999 0L7 7"), [(0, 0), (5, 5)]))
    #expect(try points("L5 5").count <= 2)
  }

  @Test("Shapes are the polygons that paths would draw")
  func shapes() throws {
    let rectangle = try lines("<rect x='5' y='5' width='40' height='30' fill='none' stroke='red'/>")
    #expect(rectangle == (try lines("<path d='M5 5h40v30h-40z'/>")))
    #expect(try lines("<polygon points='0,0 10,0 5,8'/>") == lines("<polyline points='0 0 10 0 5 8 0 0'/>"))
    let circle = try lines("<circle cx='50' cy='50' r='20'/>")
    #expect(circle == (try lines("<ellipse cx='50' cy='50' rx='20' ry='20'/>")))
    for point in circle.points {
      let (x, y) = (Double(point.x) - 127.5, Double(point.y) - 127.5)
      #expect(abs((x * x + y * y).squareRoot() - 127.5) < 2)
    }
    #expect(try lines("<line x1='0' y1='0' x2='10' y2='10'/>").points.count == 256)
    #expect(LineSamples.isAlike(try lines("<rect width='60' height='60' rx='30'/>"), circle))
  }

  @Test("Transforms of groups are applied from the outside in")
  func transforms() throws {
    let map = SVGTransform("translate(10, 20) rotate(90) scale(2)")
    #expect(isNear([map(Point(x: 1, y: 0)), map(Point(x: 0, y: 1))], [(10, 22), (8, 20)]))
    #expect(isNear([SVGTransform("rotate(90 5 5)")(Point(x: 5, y: 0))], [(10, 5)]))
    #expect(isNear([SVGTransform("matrix(1 2 3 4 5 6)")(Point(x: 1, y: 1))], [(9, 12)]))
    #expect(isNear([SVGTransform("skewX(45)")(Point(x: 0, y: 3))], [(3, 3)]))
    let nested = "<g transform='translate(7,3)'><g transform='scale(3)'><path d='M0 0L4 0L4 2'/></g></g>"
    let document = try SVGDocument(Array("<svg>\(nested)</svg>".utf8))
    #expect(isNear(document.lines.points, [(7, 3), (19, 3), (19, 9)]))
  }

  @Test("What is not displayed, outside the view, without any paint, or only defined is not drawn")
  func unseen() throws {
    let seen = "<path d='M10 10L90 10L50 80z'/>"
    let usual = try lines(seen, attributes: "viewBox='0 0 100 100'")
    for other in [
      "<g style='display: none'><path d='M0 0L99 99'/></g>", "<path display='none' d='M0 0L99 99'/>",
      "<g visibility='hidden'><path d='M0 0L99 99'/></g>", "<path fill='none' d='M0 0L99 99'/>",
      "<path style='fill:none;stroke:none' d='M0 0L99 99'/>", "<defs><path d='M0 0L99 99'/></defs>",
      "<clipPath><path d='M0 0L99 99'/></clipPath>", "<path d='M200 200L300 400'/>",
      "<rect width='100%' height='100%' fill='#fff'/>", "<!-- <path d='M0 0L99 99'/> -->",
      "<title><![CDATA[<path d='M0 0L99 99'/>]]></title>",
    ] {
      #expect(try lines(other + seen, attributes: "viewBox='0 0 100 100'") == usual, "\(other)")
    }
  }

  @Test("Scripts, pictures, references and style sheets are left out, and told")
  func outside() throws {
    let hostile = """
      <?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
      <svg xmlns:xlink="http://www.w3.org/1999/xlink"><script>x = "<path d='M0 0L999 0'/>"</script>
      <style>@import url("http://example.com/a.css");</style><image xlink:href="http://example.com/a.png"/>
      <use href="http://example.com/b.svg#x"/><text>&b;&x;</text>
      <foreignObject><svg><path d="M0 0L900 900"/></svg></foreignObject><path d="M10 10L90 10L50 80z"/></svg>
      """
    let drawn = try SketchSamples.read(svg: hostile)
    #expect(drawn.lines == (try lines("<path d='M10 10L90 10L50 80z'/>")))
    #expect(
      drawn.warnings == [
        "these parts of the SVG were left out, and nothing was fetched: script, @import, image, use, text, foreignObject"
      ])
  }

  private func problem(_ svg: String) -> SVGProblem? {
    do {
      _ = try SVGDocument(Array(svg.utf8))
      return nil
    } catch {
      return error
    }
  }

  @Test("More points or levels than are read are refused, and what is no SVG too")
  func limits() {
    #expect(problem("<svg>" + String(repeating: "<g>", count: 1000)) == .tooDeep)
    #expect(
      problem("<svg><path d='M0 0" + String(repeating: "h1", count: SVGLines.mostPoints) + "'/></svg>")
        == .tooManyPoints)
    #expect(problem("<html><svg></svg></html>") == .noSVG)
    #expect(problem("<!-- nothing -->") == .noSVG)
    #expect(problem("<svg>" + String(repeating: "<g></g>", count: 1000) + "</svg>") == nil)
  }

  @Test("Nothing to be seen, a dot: told with what to do")
  func empty() {
    for svg in ["<svg/>", "<svg><g/></svg>", "<svg><path d='M5 5h0'/></svg>", "<svg><circle r='-3'/></svg>"] {
      let error = #expect(throws: DrawingError.self) { try SketchSamples.read(svg: svg) }
      #expect(error?.message.contains("draw paths") == true)
    }
  }

  @Test("A file that ends too early gives what there is of it; any bytes give lines or an error")
  func broken() throws {
    let whole = SketchSamples.svg
    let cut = try SketchSamples.read(svg: String(whole.dropLast(40)))
    #expect(cut.warnings == ["the SVG ends too early; what there is of it was taken"])
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<300 {
      var bytes = Array(whole.utf8)
      for _ in 0..<Int.random(in: 1..<30, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[place] = Array("<>/\"'!?-[]&#.e09 zMA\u{0}".utf8).randomElement(using: &generator) ?? 0
      }
      do {
        let drawn = try DrawingReader.read(bytes: bytes, named: "broken.svg")
        #expect(max(drawn.lines.width, drawn.lines.height) == DrawingReader.side)
      } catch {
        #expect(error.path == "broken.svg")
      }
    }
  }
}
