import Core
import Raster

/// The wall's material, mouldings, corner stones, roof, sky and pavement.
extension Facade {
  mutating func paintWall() {
    switch style.material {
    case .brick:
      paintCourses(
        height: style.brickHeight, ratio: 2.6, joint: 1.1, variety: 24, from: wallTop, to: wallBottom)
    case .ashlar:
      paintCourses(
        height: style.brickHeight * 3.2, ratio: 1.9, joint: 1.3, variety: 15, from: wallTop, to: wallBottom)
    case .plaster: paintPlaster()
    }
  }

  /// Rows of bricks or stones with joints, each stone of its own colour; rows are shifted against each other.
  func courseColour(_ random: inout SeededGenerator, variety: Double) -> Colour {
    random.chance(0.05)
      ? random.varied(style.wall.lightened(by: -45), by: 20) : random.varied(style.wall, by: variety)
  }

  mutating func paintCourses(
    height courseHeight: Double, ratio: Double, joint: Double, variety: Double, from top: Double,
    to bottom: Double
  ) {
    let mortar = style.wall.mixed(with: style.trim, share: 0.5).lightened(
      by: style.material == .brick ? 10 : -55)
    canvas.fillBox(left: -1, top: top, right: width, bottom: bottom, paint: Paint(mortar))
    let length = courseHeight * ratio
    var y = top
    var row = 0
    while y < min(bottom, height) {
      var x = -length * (row.isMultiple(of: 2) ? 0.5 : 1) - random.uniform(0, length * 0.12)
      while x < width {
        let stone = length * random.uniform(0.9, 1.1)
        canvas.fillBox(
          left: x, top: y + random.uniform(-0.3, 0.3), right: x + stone - joint,
          bottom: min(bottom, y + courseHeight - joint + random.uniform(-0.3, 0.3)),
          paint: Paint(courseColour(&random, variety: variety)))
        x += stone
      }
      y += courseHeight
      row += 1
    }
  }

  /// Plaster with patches where it has come off and bricks show.
  private mutating func paintPlaster() {
    canvas.fillBox(left: -1, top: wallTop, right: width, bottom: wallBottom, paint: Paint(style.wall))
    for _ in 0..<random.integer(3...9) {
      let centre = Point(x: random.uniform(0, width), y: random.uniform(wallTop, height))
      let radius = random.powerLaw(10, 46)
      let hole = Shapes.rounded(
        Shapes.irregularPolygon(centre: centre, radius: radius, corners: 9, stretch: 1.2, &random))
      canvas.fillPolygon(
        hole.map { Point(x: $0.x - 1.4, y: $0.y - 1.4) }, paint: Paint(style.wall.lightened(by: -60)))
      canvas.fillPolygon(
        hole, paint: Paint(style.wall.mixed(with: Colour(red: 150, green: 110, blue: 90), share: 0.6)))
      paintBricks(centre: centre, radius: radius * 0.75)
    }
  }

  private mutating func paintBricks(centre: Point, radius: Double) {
    let brick = Colour(hue: random.uniform(0, 0.6), saturation: 0.5, brightness: 0.55)
    let h = style.brickHeight
    for row in 0..<max(1, Int(2 * radius / h)) {
      let y = centre.y - radius + Double(row) * h
      let half = (max(0, radius * radius - (y + h / 2 - centre.y) * (y + h / 2 - centre.y))).squareRoot()
      var x = centre.x - half + random.uniform(-h, h)
      while x < centre.x + half - h {
        canvas.fillBox(
          left: x, top: y, right: x + h * 2.3, bottom: y + h - 1.2, paint: Paint(random.varied(brick, by: 30))
        )
        x += h * 2.6
      }
    }
  }

  /// A moulding across the house: bands, and below a cornice a row of brackets; or a frieze of ornaments.
  mutating func paintMoulding(top: Double, isCornice: Bool) {
    let h = style.mouldingHeight * (isCornice ? 1 : 0.6)
    canvas.fillBox(
      left: -1, top: top + h, right: width, bottom: top + h * 1.8, paint: Paint(.black, opacity: 0.3))
    paintRelief(left: -5, top: top, right: width + 5, bottom: top + h * 0.45, colour: style.trim, depth: 2)
    paintRelief(
      left: -5, top: top + h * 0.45, right: width + 5, bottom: top + h, colour: style.trim.lightened(by: -18),
      depth: 2)
    guard isCornice || h > 9 else { return }
    let step = h * random.uniform(0.8, 1.3)
    var x = random.uniform(0, step)
    while x < width {
      let size = step * random.uniform(0.4, 0.52)
      paintRelief(
        left: x, top: top + h * 0.9, right: x + size, bottom: top + h * random.uniform(1.3, 1.5),
        colour: random.varied(style.trim, by: 22), depth: 1.5)
      x += step
    }
  }

  mutating func paintQuoins() {
    let h = random.uniform(13, 20)
    for isLeft in [true, false] {
      var y = wallTop + style.mouldingHeight
      var isLong = true
      while y < wallBottom {
        let w = (isLong ? 29 : 19) * random.uniform(0.92, 1.08)
        paintRelief(
          left: isLeft ? -3 : width - w, top: y, right: isLeft ? w : width + 3, bottom: y + h - 1.5,
          colour: random.varied(style.trim, by: 16), depth: 1.5)
        y += h
        isLong.toggle()
      }
    }
  }

  mutating func paintSkyAndRoof() {
    guard wallTop > 0 else { return }
    let sky = random.colour(hue: 3.2...3.8, saturation: 0.1...0.5, brightness: 0.7...0.95)
    canvas.fillBox(
      left: -1, top: -1, right: width, bottom: wallTop,
      paint: Paint(sky, slopeY: 0.3, origin: Point(x: 0, y: wallTop / 2)))
    for _ in 0..<random.integer(6...16) {
      let r = random.uniform(8, 40)
      canvas.fillEllipse(
        centreX: random.uniform(0, width), centreY: random.uniform(0, wallTop * 0.6), xx: r * 2, xy: 0, yx: 0,
        yy: r * 0.4,
        paint: Paint(.white, opacity: 0.35))
    }
    paintChimneys()
    let eaves = wallTop * random.uniform(0.35, 0.6)
    let tile = random.uniform(7, 12)
    var y = eaves
    var row = 0
    while y < wallTop {
      var x = row.isMultiple(of: 2) ? -tile / 2 : -tile
      while x < width {
        let colour = random.varied(style.roof, by: 26)
        canvas.fillBox(
          left: x, top: y, right: x + tile, bottom: y + tile * 0.75, paint: Paint(colour.lightened(by: -45)))
        canvas.fillBox(
          left: x + 0.7, top: y, right: x + tile - 0.7, bottom: y + tile * 0.55, paint: Paint(colour))
        x += tile
      }
      y += tile * 0.7
      row += 1
    }
    paintMoulding(top: wallTop - 2, isCornice: true)
  }

  private mutating func paintChimneys() {
    for _ in 0..<random.integer(1...4) {
      let x = random.uniform(0, width)
      let w = random.uniform(18, 44)
      let top = random.uniform(0, wallTop * 0.3)
      let brick = random.varied(style.roof, by: 30)
      canvas.fillBox(
        left: x, top: top, right: x + w, bottom: wallTop,
        paint: Paint(brick, slopeX: -0.8, origin: Point(x: x, y: 0)))
      paintRelief(
        left: x - 3, top: top - 3, right: x + w + 3, bottom: top + 4, colour: brick.lightened(by: -20),
        depth: 2)
      for pot in 0..<random.integer(1...3) {
        let px = x + 4 + Double(pot) * 11
        canvas.fillBox(
          left: px, top: top - random.uniform(8, 16), right: px + 7, bottom: top - 3,
          paint: Paint(random.varied(style.accent, by: 30)))
      }
    }
  }

  /// Paving stones, with whatever lies or grows there.
  mutating func paintPavement() {
    guard wallBottom < height else { return }
    let stone = random.colour(hue: 0...4, saturation: 0.02...0.15, brightness: 0.35...0.6)
    canvas.fillBox(
      left: -1, top: wallBottom, right: width, bottom: height, paint: Paint(stone.lightened(by: -40)))
    var y = wallBottom + 2
    while y < height {
      let h = 6 + (y - wallBottom) * 0.5
      var x = random.uniform(-30, 0)
      while x < width {
        let w = h * random.uniform(1.6, 3.2)
        canvas.fillBox(
          left: x, top: y, right: x + w - 1.4, bottom: y + h - 1.2, paint: Paint(random.varied(stone, by: 26))
        )
        x += w
      }
      y += h
    }
    for _ in 0..<random.integer(0...4) {
      paintBush(
        centre: Point(x: random.uniform(0, width), y: wallBottom + random.uniform(-12, 4)),
        radius: random.uniform(14, 36))
    }
  }

  /// A bush or climbing plant: many small leaves of one green.
  mutating func paintBush(centre: Point, radius: Double) {
    let leaf = random.colour(hue: 1.4...2.2, saturation: 0.3...0.7, brightness: 0.2...0.55)
    for _ in 0..<Int(radius * radius * 0.12) {
      let (c, s) = cosineAndSine(random.uniform(0, 2 * .pi))
      let distance = radius * random.unit().squareRoot()
      let size = random.uniform(2, 5)
      canvas.fillPolygon(
        Shapes.irregularPolygon(
          centre: Point(x: centre.x + c * distance, y: centre.y + s * distance), radius: size, corners: 5,
          stretch: 1.4,
          &random), paint: Paint(random.varied(leaf, by: 45)))
    }
  }
}
