import Core
import Raster

@testable import DrawingChannel

/// A drawing made for tests: a house with a round window, a door and a tree, as polygons and as pictures.
enum SketchSamples {
  /// Points in a square of side 1, with room around them.
  static let strokes: [[(Double, Double)]] = [
    [(0.2, 0.45), (0.2, 0.8), (0.65, 0.8), (0.65, 0.45), (0.2, 0.45)],
    [(0.15, 0.45), (0.42, 0.2), (0.7, 0.45)],
    [(0.3, 0.8), (0.3, 0.6), (0.4, 0.6), (0.4, 0.8)], circle(0.54, 0.6, 0.06), [(0.8, 0.8), (0.8, 0.6)],
    circle(0.8, 0.5, 0.1),
  ]

  private static func circle(_ x: Double, _ y: Double, _ radius: Double) -> [(Double, Double)] {
    (0...32).map { step in
      let turn = 2 * Double.pi * Double(step) / 32
      return (x + radius * cosine(turn), y + radius * sine(turn))
    }
  }

  /// How much of each pixel strokes of a width in pixels cover, 0 to 1.
  static func coverage(
    of strokes: [[(Double, Double)]] = strokes, side: Int, strokeWidth: Double
  ) -> Plane {
    var plane = Plane(width: side, height: side)
    for stroke in strokes {
      for (start, end) in zip(stroke, stroke.dropFirst()) {
        let scale = Double(side)
        cover(
          &plane, (start.0 * scale, start.1 * scale), (end.0 * scale, end.1 * scale),
          halfWidth: strokeWidth / 2)
      }
    }
    return plane
  }

  private static func cover(
    _ plane: inout Plane, _ a: (Double, Double), _ b: (Double, Double), halfWidth: Double
  ) {
    let reach = halfWidth + 1
    let columns = Int(min(a.0, b.0) - reach)...Int(max(a.0, b.0) + reach)
    let rows = Int(min(a.1, b.1) - reach)...Int(max(a.1, b.1) + reach)
    let (dx, dy) = (b.0 - a.0, b.1 - a.1)
    let square = max(dx * dx + dy * dy, 1e-12)
    for y in rows.clamped(to: 0...plane.height - 1) {
      for x in columns.clamped(to: 0...plane.width - 1) {
        let (px, py) = (Double(x) - a.0, Double(y) - a.1)
        let along = max(0, min(1, (px * dx + py * dy) / square))
        let (ox, oy) = (px - along * dx, py - along * dy)
        let distance = (ox * ox + oy * oy).squareRoot()
        plane[x, y] = max(plane[x, y], Float(max(0, min(1, halfWidth + 0.5 - distance))))
      }
    }
  }

  /// Ink of one colour on a ground of another, under light that may change from place to place.
  static func picture(
    _ coverage: Plane, ink: Colour = .black, ground: Colour = .white,
    light: (Double, Double) -> Double = { _, _ in 1 }
  ) -> ColourPicture {
    var picture = ColourPicture(width: coverage.width, height: coverage.height)
    for y in 0..<coverage.height {
      for x in 0..<coverage.width {
        let share = Double(coverage[x, y])
        let shade = light(Double(x) / Double(coverage.width), Double(y) / Double(coverage.height))
        let channels = [(ink.red, ground.red), (ink.green, ground.green), (ink.blue, ground.blue)]
        for (channel, colours) in channels.enumerated() {
          let value = (share * Double(colours.0) + (1 - share) * Double(colours.1)) * shade
          picture.bytes[3 * (y * coverage.width + x) + channel] = UInt8(max(0, min(255, value)))
        }
      }
    }
    return picture
  }

  /// The same strokes as an SVG's polylines.
  static var svg: String {
    let lines = strokes.map { stroke in
      let points = stroke.map { "\(1000 * $0.0),\(1000 * $0.1)" }.joined(separator: " ")
      return "<polyline points=\"\(points)\" fill=\"none\" stroke=\"black\"/>"
    }
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1000 1000\">\(lines.joined())</svg>"
  }

  static func read(_ picture: ColourPicture) throws -> DrawnPicture {
    try DrawingReader.read(bytes: PictureFile.encodedPNG(picture), named: "sketch.png")
  }

  static func read(svg: String) throws -> DrawnPicture {
    try DrawingReader.read(bytes: Array(svg.utf8), named: "sketch.svg")
  }

  /// What all kinds of the drawing are compared with.
  static func usual() throws -> LineDrawing {
    try read(picture(coverage(side: 400, strokeWidth: 3))).lines
  }
}
