import Core
import Raster

/// The upper ends of windows, with their keystones.
extension Facade {
  /// Arches are the wall's corners painted back over the opening; gables stand above it.
  mutating func paintHead(of o: Opening, plan: FacadeStyle.WindowPlan, breadth: Double) {
    let trim = random.varied(style.trim, by: 10)
    switch plan.head {
    case .flat: break
    case .arch: paintArch(over: o, rise: o.width * 0.5, trim: trim)
    case .segment: paintArch(over: o, rise: o.width * 0.2, trim: trim)
    case .gable: paintGable(over: o, breadth: breadth, trim: trim)
    }
    if plan.hasKeystone, plan.head != .gable { paintKeystone(over: o, breadth: breadth, trim: trim) }
  }

  private mutating func paintArch(over o: Opening, rise: Double, trim: Colour) {
    for side in [-1.0, 1] {
      let edge = o.middle + side * o.width / 2
      let curve = (0...10).map { step -> Point in
        let (c, s) = cosineAndSine(.pi / 2 * Double(step) / 10)
        return Point(x: o.middle + side * o.width / 2 * c, y: o.top + rise * (1 - s))
      }
      let corner = [Point(x: edge, y: o.top - 1), Point(x: edge, y: o.top + rise)]
      canvas.fillPolygon(
        corner + curve + [Point(x: o.middle, y: o.top - 1)], paint: Paint(trim.lightened(by: -14)))
    }
  }

  private mutating func paintGable(over o: Opening, breadth: Double, trim: Colour) {
    let base = o.top - breadth
    let reach = o.width * 0.5 + breadth * 1.6
    let rise = o.width * 0.3
    let outline = [
      Point(x: o.middle - reach, y: base), Point(x: o.middle, y: base - rise),
      Point(x: o.middle + reach, y: base),
    ]
    canvas.fillPolygon(outline.map { Point(x: $0.x + 2, y: $0.y + 3) }, paint: Paint(.black, opacity: 0.3))
    canvas.fillPolygon(outline, paint: Paint(trim))
    let inner = outline.map {
      Point(x: o.middle + ($0.x - o.middle) * 0.72, y: base - 2 + ($0.y - base) * 0.68)
    }
    canvas.fillPolygon(inner, paint: Paint(trim.lightened(by: -42)))
    canvas.drawDot(
      x: o.middle, y: base - rise * 0.3, radius: rise * 0.16,
      colour: random.varied(trim.lightened(by: 20), by: 20))
  }

  private mutating func paintKeystone(over o: Opening, breadth: Double, trim: Colour) {
    let k = max(4, o.width * 0.09)
    let y = o.top - breadth - 2
    let outline = [
      Point(x: o.middle - k, y: y), Point(x: o.middle + k, y: y),
      Point(x: o.middle + k * 0.6, y: o.top + k), Point(x: o.middle - k * 0.6, y: o.top + k),
    ]
    let colour = random.varied(trim.lightened(by: 14), by: 18)
    canvas.fillPolygon(outline, paint: Paint(colour, slopeX: -2, origin: Point(x: o.middle, y: y)))
  }
}
