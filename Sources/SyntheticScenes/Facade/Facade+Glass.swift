import Core
import Raster

/// What is seen in a window: dark glass with reflections, curtains or a blind, and the shadow of the opening.
extension Facade {
  /// Dark glass with what can be seen in and behind it: reflections of clouds and houses, curtains, lamps.
  mutating func paintGlass(of o: Opening) {
    let glass = random.varied(style.glass, by: 26)
    canvas.fillBox(
      left: o.left, top: o.top, right: o.right, bottom: o.bottom,
      paint: Paint(
        glass, slopeX: Float(random.uniform(-0.5, 0.5)), slopeY: Float(random.uniform(-0.7, 0.4)),
        origin: Point(x: o.middle, y: o.top)))
    paintReflections(in: o, glass: glass)
    switch random.index(below: 5) {
    case 0, 1: paintCurtains(in: o)
    case 2: paintBlind(in: o)
    default: break
    }
    canvas.fillBox(
      left: o.left, top: o.top, right: o.right, bottom: o.top + 4, paint: Paint(.black, opacity: 0.5))
    canvas.fillBox(
      left: o.left, top: o.top, right: o.left + 2.5, bottom: o.bottom, paint: Paint(.black, opacity: 0.4))
  }

  /// Patches of clouds and houses, each inside of the glass.
  private mutating func paintReflections(in o: Opening, glass: Colour) {
    for _ in 0..<random.integer(2...5) {
      let centre = Point(x: random.uniform(o.left, o.right), y: random.uniform(o.top, o.bottom))
      let radius = min(o.width, o.height) * random.uniform(0.08, 0.3)
      let r = min(
        radius, min(centre.x - o.left, o.right - centre.x), min(centre.y - o.top, o.bottom - centre.y))
      guard r > 1.5 else { continue }
      canvas.fillPolygon(
        Shapes.irregularPolygon(centre: centre, radius: r * 0.72, corners: random.integer(4...7), &random),
        paint: Paint(
          random.varied(glass.lightened(by: Float(random.uniform(-30, 90))), by: 25), opacity: 0.85))
    }
  }

  private mutating func paintBlind(in o: Opening) {
    let blind = o.top + o.height * random.uniform(0.15, 0.75)
    var y = o.top
    let cloth = random.colour(hue: 0...6, saturation: 0.05...0.4, brightness: 0.5...0.9)
    while y < blind {
      canvas.fillBox(
        left: o.left, top: y, right: o.right, bottom: min(blind, y + 2.6),
        paint: Paint(random.varied(cloth, by: 14)))
      y += 4
    }
  }

  private mutating func paintCurtains(in o: Opening) {
    let cloth = random.colour(hue: 0...6, saturation: 0.03...0.5, brightness: 0.55...0.98)
    for isLeft in [true, false] {
      let top = o.width * random.uniform(0.15, 0.5)
      let bottom = top * random.uniform(0.3, 1)
      let side = isLeft ? o.left : o.right
      let inwards: Double = isLeft ? 1 : -1
      canvas.fillPolygon(
        [
          Point(x: side, y: o.top), Point(x: side + inwards * top, y: o.top),
          Point(x: side + inwards * bottom, y: o.bottom),
          Point(x: side, y: o.bottom),
        ], paint: Paint(random.varied(cloth, by: 15), opacity: 0.9))
      for fold in 1..<4 {
        let x = side + inwards * bottom * Double(fold) / 4
        canvas.fillBox(
          left: x, top: o.top, right: x + 1.2, bottom: o.bottom, paint: Paint(.black, opacity: 0.25))
      }
    }
  }
}
