import Core
import Raster

/// Windows: an opening with ornament, surround, bars and sill. What is seen in the glass, the upper end and
/// what people add are in files of their own.
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
    paintGlass(of: opening)
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
}
