import Core
import Raster

/// Windows: an opening with surround, glass, panes, sill, and what people add to them.
extension Facade {
  /// One bay of an upper storey: a window in its middle, ornament, perhaps a pilaster at its side.
  mutating func paintBay(
    left: Double, right: Double, top: Double, bottom: Double, plan: FacadeStyle.WindowPlan
  ) {
    let (w, h) = (right - left, bottom - top)
    if style.hasPilasters { paintPilaster(x: left, top: top, bottom: bottom, breadth: w * 0.07) }
    let half = w * plan.widthShare / 2 * random.uniform(0.97, 1.03)
    let middle = (left + right) / 2 + random.uniform(-1, 1)
    let windowTop = top + h * (1 - plan.heightShare) * 0.55 + random.uniform(-1, 1)
    let windowBottom = windowTop + h * plan.heightShare
    let opening = Opening(left: middle - half, top: windowTop, right: middle + half, bottom: windowBottom)
    paintPanel(opening: opening, top: top, bottom: bottom, plan: plan)
    paintSurround(of: opening, plan: plan, breadth: w * plan.surround)
    paintGlass(of: opening, plan: plan)
    paintMullions(of: opening, plan: plan)
    paintHead(of: opening, plan: plan, breadth: w * plan.surround)
    paintSill(of: opening, breadth: w * plan.surround)
    paintAdditions(to: opening, plan: plan, bayWidth: w)
  }

  struct Opening {
    let left, top, right, bottom: Double
    var width: Double { right - left }
    var height: Double { bottom - top }
    var middle: Double { (left + right) / 2 }
  }

  private mutating func paintPilaster(x: Double, top: Double, bottom: Double, breadth: Double) {
    paintRelief(
      left: x - breadth / 2, top: top, right: x + breadth / 2, bottom: bottom,
      colour: random.varied(style.trim, by: 10), depth: 2.5)
    paintRelief(
      left: x - breadth * 0.8, top: top, right: x + breadth * 0.8, bottom: top + breadth,
      colour: random.varied(style.trim, by: 14), depth: 2)
    random.pick(style.ornaments).draw(
      on: &canvas, centre: Point(x: x, y: top + breadth * 1.9), radius: breadth * 0.45,
      light: style.trim.lightened(by: 25),
      dark: style.trim.lightened(by: -60), &random)
  }

  /// The ornament above or below the window.
  private mutating func paintPanel(
    opening: Opening, top: Double, bottom: Double, plan: FacadeStyle.WindowPlan
  ) {
    let room = plan.ornamentIsBelow ? bottom - opening.bottom : opening.top - top
    guard room > 14 else { return }
    let y = plan.ornamentIsBelow ? opening.bottom + room * 0.58 : top + room * 0.4
    let radius = min(room * 0.3, opening.width * 0.4)
    let ornament = random.chance(0.7) ? plan.ornament : random.pick(style.ornaments)
    for side in random.chance(0.3) ? [-1.0, 0, 1] : [0] {
      ornament.draw(
        on: &canvas, centre: Point(x: opening.middle + side * radius * 2.4, y: y),
        radius: radius * random.uniform(0.9, 1.08),
        light: random.varied(style.trim.lightened(by: 20), by: 14),
        dark: random.varied(style.trim.lightened(by: -70), by: 20), &random)
    }
  }

  private mutating func paintSurround(of opening: Opening, plan: FacadeStyle.WindowPlan, breadth: Double) {
    let colour = random.varied(style.trim, by: 12)
    paintRelief(
      left: opening.left - breadth, top: opening.top - breadth, right: opening.right + breadth,
      bottom: opening.bottom,
      colour: colour, depth: 2.5)
    guard breadth > 5 else { return }
    var y = opening.top
    while y < opening.bottom - 6 {
      for x in [opening.left - breadth, opening.right] where random.chance(0.8) {
        let stone = random.uniform(5, 8)
        canvas.fillBox(
          left: x + 0.8, top: y, right: x + breadth - 0.8, bottom: y + stone,
          paint: Paint(random.varied(colour.lightened(by: -22), by: 24)))
      }
      y += random.uniform(9, 14)
    }
  }

  /// Dark glass with what can be seen in and behind it: reflections of clouds and houses, curtains, lamps.
  private mutating func paintGlass(of o: Opening, plan: FacadeStyle.WindowPlan) {
    let glass = random.varied(style.glass, by: 26)
    canvas.fillBox(
      left: o.left, top: o.top, right: o.right, bottom: o.bottom,
      paint: Paint(
        glass, slopeX: Float(random.uniform(-0.5, 0.5)), slopeY: Float(random.uniform(-0.7, 0.4)),
        origin: Point(x: o.middle, y: o.top)))
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
    switch random.index(below: 5) {
    case 0, 1: paintCurtains(in: o)
    case 2:
      let blind = o.top + o.height * random.uniform(0.15, 0.75)
      var y = o.top
      let cloth = random.colour(hue: 0...6, saturation: 0.05...0.4, brightness: 0.5...0.9)
      while y < blind {
        canvas.fillBox(
          left: o.left, top: y, right: o.right, bottom: min(blind, y + 2.6),
          paint: Paint(random.varied(cloth, by: 14)))
        y += 4
      }
    default: break
    }
    canvas.fillBox(
      left: o.left, top: o.top, right: o.right, bottom: o.top + 4, paint: Paint(.black, opacity: 0.5))
    canvas.fillBox(
      left: o.left, top: o.top, right: o.left + 2.5, bottom: o.bottom, paint: Paint(.black, opacity: 0.4))
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

  private mutating func paintMullions(of o: Opening, plan: FacadeStyle.WindowPlan) {
    let bar = max(1.5, o.width * 0.045)
    let frame = random.varied(style.frame, by: 12)
    for column in 0...plan.paneColumns {
      let x = o.left + (o.width - bar) * Double(column) / Double(plan.paneColumns)
      canvas.fillBox(left: x, top: o.top, right: x + bar, bottom: o.bottom, paint: Paint(frame))
      canvas.fillBox(
        left: x + bar, top: o.top, right: x + bar + 1.2, bottom: o.bottom, paint: Paint(.black, opacity: 0.35)
      )
    }
    let shift = random.chance(0.15) ? random.uniform(0.05, 0.2) : 0
    for row in 0...plan.paneRows {
      let inner = row > 0 && row < plan.paneRows
      let y = o.top + (o.height - bar) * (Double(row) / Double(plan.paneRows) + (inner ? shift : 0))
      guard y + bar <= o.bottom + 0.01 else { continue }
      canvas.fillBox(left: o.left, top: y, right: o.right, bottom: y + bar, paint: Paint(frame))
      canvas.fillBox(
        left: o.left, top: y + bar, right: o.right, bottom: y + bar + 1.2, paint: Paint(.black, opacity: 0.35)
      )
    }
  }

  /// The upper end: arches are the wall's corners painted back over the opening; gables stand above it.
  private mutating func paintHead(of o: Opening, plan: FacadeStyle.WindowPlan, breadth: Double) {
    let trim = random.varied(style.trim, by: 10)
    switch plan.head {
    case .flat: break
    case .arch, .segment:
      let rise = plan.head == .arch ? o.width * 0.5 : o.width * 0.2
      for side in [-1.0, 1] {
        let edge = o.middle + side * o.width / 2
        let curve = (0...10).map { step -> Point in
          let (c, s) = cosineAndSine(.pi / 2 * Double(step) / 10)
          return Point(x: o.middle + side * o.width / 2 * c, y: o.top + rise * (1 - s))
        }
        canvas.fillPolygon(
          [Point(x: edge, y: o.top - 1), Point(x: edge, y: o.top + rise)] + curve + [
            Point(x: o.middle, y: o.top - 1)
          ], paint: Paint(trim.lightened(by: -14)))
      }
    case .gable:
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
    guard plan.hasKeystone, plan.head != .gable else { return }
    let k = max(4, o.width * 0.09)
    let y = o.top - breadth - 2
    canvas.fillPolygon(
      [
        Point(x: o.middle - k, y: y), Point(x: o.middle + k, y: y),
        Point(x: o.middle + k * 0.6, y: o.top + k),
        Point(x: o.middle - k * 0.6, y: o.top + k),
      ],
      paint: Paint(
        random.varied(trim.lightened(by: 14), by: 18), slopeX: -2, origin: Point(x: o.middle, y: y)))
  }

  private mutating func paintSill(of o: Opening, breadth: Double) {
    let reach = breadth * random.uniform(1.2, 1.5)
    paintRelief(
      left: o.left - reach, top: o.bottom, right: o.right + reach, bottom: o.bottom + max(4, breadth * 0.8),
      colour: random.varied(style.trim, by: 16), depth: 3)
    for side in [o.left, o.right - 5] {
      canvas.fillBox(
        left: side, top: o.bottom + 6, right: side + 5, bottom: o.bottom + random.uniform(10, 13),
        paint: Paint(style.trim.lightened(by: -40)))
    }
  }

  private mutating func paintAdditions(to o: Opening, plan: FacadeStyle.WindowPlan, bayWidth: Double) {
    if plan.hasShutters { paintShutters(of: o, bayWidth: bayWidth) }
    if plan.hasBalcony { paintRailing(of: o) }
    if random.chance(0.25) {
      paintFlowers(of: o)
    } else if random.chance(0.06) {
      let x = o.left + random.uniform(0, o.width * 0.4)
      paintRelief(
        left: x, top: o.bottom - 16, right: x + 24, bottom: o.bottom,
        colour: Colour(red: 200, green: 200, blue: 195), depth: 3)
      canvas.drawDot(x: x + 9, y: o.bottom - 8, radius: 5, colour: Colour(red: 60, green: 60, blue: 64))
    }
  }

  private mutating func paintShutters(of o: Opening, bayWidth: Double) {
    let w = min(o.width * 0.45, (bayWidth - o.width) * 0.38)
    for x in [o.left - w - 2, o.right + 2] where random.chance(0.92) {
      let colour = random.varied(style.accent, by: 20)
      let lean = random.chance(0.2) ? w * random.uniform(0.2, 0.5) : 0
      paintRelief(left: x, top: o.top, right: x + w - lean, bottom: o.bottom, colour: colour, depth: 2)
      var y = o.top + 5
      while y < o.bottom - 5 {
        canvas.fillBox(
          left: x + 3, top: y, right: x + w - lean - 3, bottom: y + 1.6,
          paint: Paint(random.varied(colour.lightened(by: -45), by: 12)))
        y += 4.2
      }
    }
  }

  private mutating func paintRailing(of o: Opening) {
    let iron = Colour(red: 34, green: 34, blue: 40)
    let (left, right) = (o.left - o.width * 0.2, o.right + o.width * 0.2)
    let top = o.bottom - o.height * 0.26
    canvas.fillBox(left: left, top: top, right: right, bottom: top + 2.4, paint: Paint(iron))
    canvas.fillBox(left: left, top: o.bottom - 2, right: right, bottom: o.bottom + 1.5, paint: Paint(iron))
    var x = left
    while x < right {
      canvas.fillBox(left: x, top: top, right: x + 1.6, bottom: o.bottom, paint: Paint(iron))
      if random.chance(0.8) {
        canvas.strokeEllipse(
          centreX: x + 4, centreY: top + (o.bottom - top) * random.uniform(0.4, 0.6), xx: 2.6, xy: 0, yx: 0,
          yy: 4, colour: iron, thickness: 1.3)
      }
      x += 8
    }
  }

  private mutating func paintFlowers(of o: Opening) {
    let blossom = random.colour(hue: 4.4...7, saturation: 0.4...0.9, brightness: 0.7...1)
    paintRelief(
      left: o.left, top: o.bottom - 5, right: o.right, bottom: o.bottom + 3,
      colour: random.varied(style.accent, by: 25), depth: 2)
    for _ in 0..<Int(o.width * 0.9) {
      let isBlossom = random.chance(0.35)
      let colour =
        isBlossom
        ? random.varied(blossom, by: 30)
        : random.colour(hue: 1.5...2.2, saturation: 0.4...0.8, brightness: 0.25...0.6)
      canvas.drawDot(
        x: random.uniform(o.left, o.right), y: o.bottom - random.uniform(3, 14),
        radius: random.uniform(1.2, 3), colour: colour)
    }
  }
}
