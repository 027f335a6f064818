import Core
import Raster

/// What people add to their windows: shutters, railings, flowers, machines that cool the room.
extension Facade {
  mutating func paintAdditions(to o: Opening, plan: FacadeStyle.WindowPlan, bayWidth: Double) {
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
