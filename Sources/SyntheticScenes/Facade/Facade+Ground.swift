import Core
import Raster

/// The ground floor: doors, shop windows with signs, bills on the wall.
extension Facade {
  mutating func paintGroundFloor(top: Double) {
    if style.material != .brick || random.chance(0.5) {
      paintCourses(
        height: style.brickHeight * 3.6, ratio: 2.2, joint: 2, variety: 18, from: top, to: wallBottom)
    }
    paintMoulding(top: top, isCornice: false)
    let inner = top + style.mouldingHeight
    for (left, right) in bays() {
      switch random.index(below: 5) {
      case 0, 1: paintShop(left: left, right: right, top: inner)
      case 2: paintDoor(left: left, right: right, top: inner)
      default:
        paintBay(left: left, right: right, top: inner, bottom: wallBottom, plan: random.pick(style.windows))
      }
    }
    for _ in 0..<random.integer(1...5) { paintBill(near: top) }
    if random.chance(0.4) {
      paintBush(
        centre: Point(x: random.uniform(0, width), y: random.uniform(top, wallBottom)),
        radius: random.uniform(20, 55))
    }
  }

  private mutating func paintDoor(left: Double, right: Double, top: Double) {
    let w = right - left
    let half = w * random.uniform(0.2, 0.28)
    let middle = (left + right) / 2
    let doorTop = top + (wallBottom - top) * random.uniform(0.12, 0.25)
    let colour = random.varied(style.accent, by: 22)
    paintRelief(
      left: middle - half - 8, top: doorTop - 10, right: middle + half + 8, bottom: wallBottom,
      colour: random.varied(style.trim, by: 14), depth: 3)
    paintRelief(
      left: middle - half, top: doorTop, right: middle + half, bottom: wallBottom, colour: colour, depth: 0.8)
    let rows = random.integer(2...4)
    let panel = (wallBottom - doorTop) / Double(rows)
    for row in 0..<rows {
      for side in [-1.0, 1] {
        let x = middle + (side < 0 ? -half * 0.88 : half * 0.12)
        let y = doorTop + Double(row) * panel + panel * 0.12
        paintRelief(
          left: x, top: y, right: x + half * 0.76, bottom: y + panel * 0.76,
          colour: row == 0
            ? random.varied(style.glass, by: 25) : random.varied(colour.lightened(by: -12), by: 14),
          depth: 1.5)
        if random.chance(0.7) {
          random.pick(style.ornaments).draw(
            on: &canvas, centre: Point(x: x + half * 0.38, y: y + panel * 0.38),
            radius: min(half, panel) * random.uniform(0.2, 0.3),
            light: colour.lightened(by: 50), dark: colour.lightened(by: -40), &random)
        }
      }
    }
    canvas.drawDot(
      x: middle + half * 0.08, y: (doorTop + wallBottom) / 2, radius: 2.6,
      colour: Colour(red: 220, green: 190, blue: 90), outline: .black)
  }

  private mutating func paintShop(left: Double, right: Double, top: Double) {
    let (l, r) = (left + (right - left) * 0.06, right - (right - left) * 0.06)
    let signHeight = (wallBottom - top) * random.uniform(0.16, 0.24)
    let sign = random.colour(hue: 0...6, saturation: 0.3...0.9, brightness: 0.2...0.9)
    paintRelief(left: l, top: top + 4, right: r, bottom: top + 4 + signHeight, colour: sign, depth: 3)
    let brightness = Int(sign.red) + Int(sign.green) + Int(sign.blue)
    let ink = random.varied(
      brightness > 330 ? Colour(red: 30, green: 30, blue: 30) : Colour(red: 245, green: 235, blue: 210),
      by: 15)
    style.lettering.setLine(
      on: &canvas, x: l + 8, y: top + 4 + signHeight * 0.27, height: signHeight * 0.46, width: r - l - 14,
      paint: Paint(ink), &random)
    let glassTop = top + signHeight + 8
    let glassBottom = wallBottom - (wallBottom - top) * 0.14
    paintRelief(
      left: l, top: glassTop, right: r, bottom: glassBottom, colour: random.varied(style.frame, by: 20),
      depth: 2)
    canvas.fillBox(
      left: l + 4, top: glassTop + 4, right: r - 4, bottom: glassBottom - 4,
      paint: Paint(random.varied(style.glass, by: 30), slopeY: -0.4, origin: Point(x: l, y: glassTop)))
    paintGoods(left: l + 6, top: glassTop + 6, right: r - 6, bottom: glassBottom - 5)
    if random.chance(0.5) {
      paintAwning(left: l - 4, right: r + 4, top: glassTop - 4, drop: (glassBottom - glassTop) * 0.25)
    }
  }

  /// Shelves of bottles, boxes and fruit.
  private mutating func paintGoods(left: Double, top: Double, right: Double, bottom: Double) {
    let shelves = random.integer(2...4)
    let step = (bottom - top) / Double(shelves)
    for shelf in 1...shelves {
      let y = top + Double(shelf) * step
      canvas.fillBox(
        left: left, top: y - 2, right: right, bottom: y, paint: Paint(random.varied(style.trim, by: 30)))
      var x = left + random.uniform(0, 6)
      while x < right - 10 {
        let w = random.uniform(4, 11)
        let h = min(step * 0.8, random.uniform(6, 24))
        let colour = random.colour(hue: 0...6, saturation: 0.2...0.9, brightness: 0.3...1)
        if random.chance(0.6) {
          canvas.fillBox(
            left: x, top: y - 2 - h, right: x + w, bottom: y - 2,
            paint: Paint(colour, slopeX: -4, origin: Point(x: x + w / 2, y: y)))
          canvas.fillBox(
            left: x + 1, top: y - 2 - h * 0.7, right: x + w - 1, bottom: y - 2 - h * 0.35,
            paint: Paint(random.varied(colour.lightened(by: 60), by: 30)))
        } else {
          canvas.drawDot(x: x + w / 2, y: y - 2 - w / 2, radius: w / 2, colour: colour)
        }
        x += w + random.uniform(0.5, 5)
      }
    }
  }

  private mutating func paintAwning(left: Double, right: Double, top: Double, drop: Double) {
    let count = random.integer(6...12)
    let cloth = random.colour(hue: 0...6, saturation: 0.4...0.9, brightness: 0.4...0.9)
    for stripe in 0..<count {
      let colour = stripe.isMultiple(of: 2) ? cloth : Colour(red: 238, green: 232, blue: 220)
      let a = left + (right - left) * Double(stripe) / Double(count)
      let b = left + (right - left) * Double(stripe + 1) / Double(count)
      canvas.fillBox(
        left: a, top: top, right: b, bottom: top + drop,
        paint: Paint(random.varied(colour, by: 10), slopeY: -1.2, origin: Point(x: a, y: top)))
      canvas.fillEllipse(
        centreX: (a + b) / 2, centreY: top + drop, xx: (b - a) / 2, xy: 0, yx: 0, yy: (b - a) * 0.35,
        paint: Paint(random.varied(colour.lightened(by: -20), by: 10)))
    }
  }

  /// A printed bill on the wall.
  private mutating func paintBill(near top: Double) {
    let w = random.uniform(22, 44)
    let h = w * random.uniform(1.1, 1.5)
    let x = random.uniform(0, width - w)
    let y = random.uniform(top + 10, max(top + 11, wallBottom - h - 6))
    let paper = random.colour(hue: 0...6, saturation: 0.05...0.6, brightness: 0.75...1)
    canvas.fillBox(left: x, top: y, right: x + w, bottom: y + h, paint: Paint(paper))
    var line = y + 4
    while line < y + h - 6 {
      let letter = random.uniform(4, 8)
      style.lettering.setLine(
        on: &canvas, x: x + 3, y: line, height: letter, width: w - 4,
        paint: Paint(random.colour(hue: 0...6, saturation: 0...0.8, brightness: 0.1...0.4)), &random)
      line += letter * 1.8
    }
  }
}
