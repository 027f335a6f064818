import Core
import Raster

extension DrawableShape {
  /// Where a shape stands in its scene, in pixels; ends excluded.
  package struct Box: Sendable, Equatable {
    package let left: Double
    package let top: Double
    package let width: Double
    package let height: Double
  }

  /// How much of the ground's own contrast is left: a thing stands out from what is behind it.
  private static let groundContrast = 0.45

  /// A scene with the shape somewhere in it: painted, before textured ground, among one to four other things whose edges cross
  /// the picture. It takes 45 to 90 of a hundred parts of the shorter side.
  package func scene(width: Int = 320, height: Int = 240) -> (picture: ColourPicture, box: Box) {
    var random = SeededGenerator(seed: Hashing.mixed(seed), stream: 1)
    let kinds: [SceneKind] = [.terrain, .marble, .foliage, .pebbles]
    let ground = Scene(kind: random.pick(kinds), seed: random.next()).picture(width: width, height: height)
    let tone = random.colour(hue: 0...6, saturation: 0.05...0.5, brightness: 0.25...0.85)
    var canvas = Canvas(Self.faded(ground, towards: tone))
    addThings(to: &canvas, tone, &random)

    let size = random.uniform(0.45, 0.9) * Double(min(width, height))
    let xs = silhouette.map(\.x)
    let ys = silhouette.map(\.y)
    let (halfWidth, halfHeight) = ((xs.max() ?? 0) * size, (ys.max() ?? 0) * size)
    let centre = Point(
      x: random.uniform(halfWidth + 4, Double(width) - halfWidth - 4),
      y: random.uniform(halfHeight + 4, Double(height) - halfHeight - 4))
    let isDark = Int(tone.red) + Int(tone.green) + Int(tone.blue) > 360
    let paint = random.colour(
      hue: 0...6, saturation: 0.1...0.7, brightness: isDark ? 0.02...0.3 : 0.8...1)
    let line = random.varied(tone, by: 20)
    func placed(_ points: [Point]) -> [Point] {
      points.map { Point(x: centre.x + size * $0.x, y: centre.y + size * $0.y) }
    }
    canvas.fillPolygon(placed(silhouette), paint: Paint(paint))
    canvas.strokePaths(details.map(placed), paint: Paint(line), thickness: 3)
    return (
      canvas.picture,
      Box(
        left: centre.x - halfWidth, top: centre.y - halfHeight, width: 2 * halfWidth, height: 2 * halfHeight)
    )
  }

  private static func faded(_ picture: ColourPicture, towards tone: Colour) -> ColourPicture {
    let bytes = picture.bytes.enumerated().map { place, byte in
      let target = Double([tone.red, tone.green, tone.blue][place % 3])
      return UInt8((target + groundContrast * (Double(byte) - 128) / 1.5).clamped(to: 0...255))
    }
    return ColourPicture(width: picture.width, height: picture.height, bytes: bytes)
  }

  private func addThings(to canvas: inout Canvas, _ tone: Colour, _ random: inout SeededGenerator) {
    for _ in 0..<random.integer(1...4) {
      let centre = Point(
        x: random.uniform(0, Double(canvas.width)), y: random.uniform(0, Double(canvas.height)))
      let outline = Shapes.irregularPolygon(
        centre: centre, radius: random.uniform(20, 90), corners: random.integer(3...6), stretch: 1.5, &random)
      canvas.fillPolygon(outline, paint: Paint(random.varied(tone, by: 45)))
    }
  }

  /// The shape as somebody draws it: black on white, a little crooked, stretched and turned.
  package func drawing(side: Int = 256) -> ColourPicture {
    var random = SeededGenerator(seed: Hashing.mixed(seed), stream: 2)
    var canvas = Canvas(width: side, height: side)
    let hand = Hand(&random)
    let size = 0.85 * Double(side)
    func placed(_ points: [Point]) -> [Point] {
      hand.drawn(points).map {
        Point(x: Double(side) / 2 + size * $0.x, y: Double(side) / 2 + size * $0.y)
      }
    }
    let ink = Paint(.black)
    let closed = silhouette + [silhouette[0]]
    canvas.strokePaths([placed(closed)] + details.map(placed), paint: ink, thickness: Double(side) / 85)
    return canvas.picture
  }
}

/// How somebody's drawing differs from the thing.
private struct Hand {
  private let turn: Double
  private let stretch: Double
  /// Slow waves over the paper that carry lines away.
  private let waves: [(x: Double, y: Double, phase: Double, dx: Double, dy: Double)]

  init(_ random: inout SeededGenerator) {
    turn = random.uniform(-0.06, 0.06)
    stretch = random.uniform(0.93, 1.07)
    waves = (0..<5).map { _ in
      (
        x: random.uniform(-12, 12), y: random.uniform(-12, 12), phase: random.uniform(0, 2 * .pi),
        dx: random.uniform(-0.008, 0.008), dy: random.uniform(-0.008, 0.008)
      )
    }
  }

  func drawn(_ points: [Point]) -> [Point] {
    let (c, s) = cosineAndSine(turn)
    return points.map { point in
      var (x, y) = (c * point.x - s * point.y, stretch * (s * point.x + c * point.y))
      for wave in waves {
        let swing = cosine(wave.x * point.x + wave.y * point.y + wave.phase)
        x += wave.dx * swing
        y += wave.dy * swing
      }
      return Point(x: x, y: y)
    }
  }
}

extension Double {
  fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
    Swift.min(range.upperBound, Swift.max(range.lowerBound, self))
  }
}
