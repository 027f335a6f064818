import Core
import Raster

/// A printed sheet: a ground of colour or stripes, large shapes, a picture, ornaments, and lines of lettering,
/// on paper that has been folded and touched.
struct Poster {
  private var canvas: Canvas
  private var random: SeededGenerator
  private let inks: [Colour]
  private let scripts: [Lettering]
  private let ornaments: [Ornament]

  static func picture(width: Int, height: Int, random: SeededGenerator) -> ColourPicture {
    var poster = Poster(width: width, height: height, random: random)
    poster.paintGround()
    poster.paintShapes()
    poster.paintBands()
    poster.paintPictures()
    poster.paintLettering()
    poster.paintOrnaments()
    return poster.aged()
  }

  private init(width: Int, height: Int, random seed: SeededGenerator) {
    var random = seed
    let hue = random.uniform(0, 6)
    inks = (0..<6).map { index in
      let turn = hue + random.pick([0, 0.4, 2, 3, 4]) + random.uniform(-0.3, 0.3)
      return Colour(
        hue: turn, saturation: random.uniform(0.2, 0.95),
        brightness: index.isMultiple(of: 2) ? random.uniform(0.7, 1) : random.uniform(0.1, 0.6))
    }
    scripts = (0..<3).map { _ in Lettering(&random) }
    ornaments = (0..<4).map { _ in Ornament(&random) }
    canvas = Canvas(width: width, height: height, filledWith: inks[0])
    self.random = random
  }

  private var width: Double { Double(canvas.width) }
  private var height: Double { Double(canvas.height) }

  private mutating func somewhere() -> Point {
    Point(x: random.uniform(0, width), y: random.uniform(0, height))
  }

  /// A gradient, stripes, rays or a chequer.
  private mutating func paintGround() {
    let ink = random.varied(inks[2], by: 25)
    switch random.index(below: 4) {
    case 0:
      canvas.fillBox(
        left: -1, top: -1, right: width, bottom: height,
        paint: Paint(
          inks[0], slopeX: Float(random.uniform(-0.2, 0.2)), slopeY: Float(random.uniform(-0.3, 0.3)),
          origin: Point(x: width / 2, y: height / 2)))
    case 1: paintStripes(ink)
    case 2: paintRays(ink)
    default: paintChequer(ink)
    }
  }

  private mutating func paintStripes(_ ink: Colour) {
    var x = random.uniform(-40, 0)
    let lean = random.uniform(-0.8, 0.8) * height
    while x < width + height {
      let stripe = random.uniform(8, 40)
      let corners = [
        Point(x: x - lean, y: -1), Point(x: x + stripe - lean, y: -1), Point(x: x + stripe, y: height),
        Point(x: x, y: height),
      ]
      canvas.fillPolygon(corners, paint: Paint(random.varied(ink, by: 14)))
      x += stripe + random.uniform(10, 50)
    }
  }

  private mutating func paintRays(_ ink: Colour) {
    let centre = somewhere()
    let rays = random.integer(9...24)
    for ray in 0..<rays {
      let angle = 2 * .pi * (Double(ray) + random.uniform(-0.15, 0.15)) / Double(rays)
      let (a, b) = (cosineAndSine(angle), cosineAndSine(angle + .pi / Double(rays)))
      let reach = width + height
      canvas.fillPolygon(
        [
          centre, Point(x: centre.x + reach * a.cosine, y: centre.y + reach * a.sine),
          Point(x: centre.x + reach * b.cosine, y: centre.y + reach * b.sine),
        ], paint: Paint(random.varied(ink, by: 12)))
    }
  }

  private mutating func paintChequer(_ ink: Colour) {
    let cell = random.uniform(22, 60)
    for row in 0...Int(height / cell) {
      for column in 0...Int(width / cell) where random.chance(0.55) {
        canvas.fillBox(
          left: Double(column) * cell, top: Double(row) * cell, right: Double(column + 1) * cell,
          bottom: Double(row + 1) * cell, paint: Paint(random.varied(ink, by: 22)))
      }
    }
  }

  private mutating func paintShapes() {
    for _ in 0..<random.integer(14...30) {
      let centre = somewhere()
      let radius = random.powerLaw(14, height * 0.35)
      let paint = Paint(
        random.varied(random.pick(inks), by: 25), opacity: random.chance(0.7) ? 1 : 0.6,
        slopeX: Float(random.uniform(-20, 20) / radius), slopeY: Float(random.uniform(-20, 20) / radius),
        origin: centre)
      switch random.index(below: 5) {
      case 0:
        let (c, s) = cosineAndSine(random.uniform(0, .pi))
        let other = radius * random.uniform(0.4, 1)
        canvas.fillEllipse(
          centreX: centre.x, centreY: centre.y, xx: radius * c, xy: -other * s, yx: radius * s, yy: other * c,
          paint: paint)
      case 1:
        let star = Shapes.star(
          centre: centre, radius: radius, points: random.integer(3...12), depth: random.uniform(0.35, 0.9),
          turn: random.uniform(0, 3))
        canvas.fillPolygon(star, paint: paint)
      case 2:
        let outline = Shapes.irregularPolygon(
          centre: centre, radius: radius, corners: random.integer(3...8), stretch: random.uniform(0.7, 1.4),
          &random)
        canvas.fillPolygon(
          random.chance(0.5) ? outline : Shapes.rounded(outline, stepsPerCorner: 6), paint: paint)
      case 3:
        for ring in 0..<random.integer(2...5) {
          let r = radius * (1 - 0.22 * Double(ring))
          canvas.drawDot(
            x: centre.x, y: centre.y, radius: r, colour: random.varied(inks[(ring + 1) % inks.count], by: 20))
        }
      default: paintDots(around: centre, radius: radius, paint: paint)
      }
    }
  }

  /// A field of dots that grow to one side, as in coarse halftone.
  private mutating func paintDots(around centre: Point, radius: Double, paint: Paint) {
    let count = random.integer(4...9)
    let step = 2 * radius / Double(count)
    let (gx, gy) = cosineAndSine(random.uniform(0, 2 * .pi))
    for row in 0..<count {
      for column in 0..<count {
        let (u, v) = (Double(column) / Double(count - 1) * 2 - 1, Double(row) / Double(count - 1) * 2 - 1)
        let size = step * (0.3 + 0.16 * (u * gx + v * gy)) * random.uniform(0.8, 1.15)
        canvas.drawDot(x: centre.x + u * radius, y: centre.y + v * radius, radius: size, colour: paint.colour)
      }
    }
  }

  /// Friezes across or down the sheet: a band with a row of figures.
  private mutating func paintBands() {
    for _ in 0..<random.integer(1...3) {
      let isAcross = random.chance(0.6)
      let length = isAcross ? width : height
      let breadth = random.uniform(18, 42)
      let place = random.uniform(0, (isAcross ? height : width) - breadth)
      let ground = random.varied(random.pick(inks), by: 20)
      canvas.fillBox(
        left: isAcross ? -1 : place, top: isAcross ? place : -1, right: isAcross ? width : place + breadth,
        bottom: isAcross ? place + breadth : height, paint: Paint(ground))
      let ornament = random.pick(ornaments)
      let (light, dark) = (random.pick(inks), random.pick(inks).lightened(by: -60))
      var along = breadth * 0.6
      while along < length {
        let centre = Point(
          x: isAcross ? along : place + breadth / 2, y: isAcross ? place + breadth / 2 : along)
        ornament.draw(
          on: &canvas, centre: centre, radius: breadth * random.uniform(0.34, 0.46),
          light: random.varied(light, by: 30), dark: random.varied(dark, by: 30), &random)
        along += breadth * random.uniform(1, 1.4)
      }
    }
  }

  /// Other scenes, reduced, in frames.
  private mutating func paintPictures() {
    let kinds: [SceneKind] = [.facade, .foliage, .pebbles, .terrain, .marble]
    for _ in 0..<random.integer(1...2) {
      let w = random.uniform(0.25, 0.45) * width
      let h = w * random.uniform(0.6, 1.2)
      let inner = Scene(kind: random.pick(kinds), seed: random.next())
        .picture(width: max(16, Int(w * 1.3)), height: max(16, Int(h * 1.3)))
        .scaled(toWidth: max(8, Int(w)), height: max(8, Int(h)))
      let x = Int(random.uniform(0.02 * width, max(0.03 * width, 0.97 * width - w)))
      let y = Int(random.uniform(0.02 * height, max(0.03 * height, 0.97 * height - h)))
      let frame = random.uniform(2, 9)
      canvas.fillBox(
        left: Double(x) - frame, top: Double(y) - frame, right: Double(x + inner.width) + frame,
        bottom: Double(y + inner.height) + frame, paint: Paint(random.pick(inks).lightened(by: 40)))
      canvas.place(inner, atX: x, y: y)
    }
  }

  private mutating func paintLettering() {
    for block in 0..<random.integer(3...6) {
      let letterHeight = block == 0 ? random.uniform(34, 70) : random.powerLaw(7, 34)
      let lines = block == 0 ? random.integer(1...2) : random.integer(2...Int(max(3, 90 / letterHeight)))
      let left = random.uniform(0.02, 0.5) * width
      let top = random.uniform(0.02, 0.85) * height
      let length = random.uniform(0.3, 0.6) * width
      let script = random.pick(scripts)
      let isDark = random.chance(0.5)
      let ink = random.varied(
        isDark ? Colour(red: 30, green: 26, blue: 30) : Colour(red: 245, green: 240, blue: 225), by: 22)
      let leading = letterHeight * random.uniform(1.4, 1.7)
      if random.chance(0.7) {
        canvas.fillBox(
          left: left - letterHeight * 0.5, top: top - letterHeight * 0.5,
          right: left + length + letterHeight * 0.3,
          bottom: top + leading * Double(lines),
          paint: Paint(
            isDark ? random.pick(inks).lightened(by: 60) : random.pick(inks).lightened(by: -70), opacity: 0.9)
        )
      }
      for line in 0..<lines {
        let indent = line == lines - 1 ? random.uniform(0.3, 1) : random.uniform(0.9, 1)
        script.setLine(
          on: &canvas, x: left, y: top + leading * Double(line), height: letterHeight, width: length * indent,
          paint: Paint(ink), &random)
      }
    }
  }

  private mutating func paintOrnaments() {
    for _ in 0..<random.integer(8...18) {
      let centre = somewhere()
      let ornament = random.chance(0.4) ? random.pick(ornaments) : Ornament(&random)
      ornament.draw(
        on: &canvas, centre: centre, radius: random.powerLaw(9, 48),
        light: random.pick(inks).lightened(by: 40),
        dark: random.pick(inks).lightened(by: -50), &random)
    }
  }

  /// The grain of the paper, stains, and folds that are light on one side and dark on the other.
  private mutating func aged() -> ColourPicture {
    for _ in 0..<random.integer(1...4) {
      let isAcross = random.chance(0.5)
      let place = random.uniform(0.1, 0.9) * (isAcross ? height : width)
      let skew = random.uniform(-8, 8)
      for (offset, colour) in [(0.0, Colour.white), (1.3, Colour.black)] {
        let from = isAcross ? Point(x: 0, y: place + offset) : Point(x: place + offset, y: 0)
        let to =
          isAcross ? Point(x: width, y: place + skew + offset) : Point(x: place + skew + offset, y: height)
        let outline = [from, to, Point(x: to.x + 1, y: to.y + 1), Point(x: from.x + 1, y: from.y + 1)]
        canvas.fillPolygon(outline, paint: Paint(colour, opacity: 0.3))
      }
    }
    var picture = canvas.picture
    let grain = NoiseField(seed: random.next(), wavelength: 48, octaves: 5, persistence: 0.85)
      .plane(width: canvas.width, height: canvas.height)
    picture.weather(with: grain, levels: Float(random.uniform(5, 10)))
    return picture
  }
}
