import Core
import Raster

/// A poster's large shapes: ellipses, stars, polygons, targets and fields of dots.
extension Poster {
  mutating func paintShapes() {
    for _ in 0..<random.integer(14...30) {
      let centre = somewhere()
      let radius = random.powerLaw(14, height * 0.35)
      let paint = Paint(
        random.varied(random.pick(inks), by: 25), opacity: random.chance(0.7) ? 1 : 0.6,
        slopeX: Float(random.uniform(-20, 20) / radius), slopeY: Float(random.uniform(-20, 20) / radius),
        origin: centre)
      switch random.index(below: 5) {
      case 0: paintEllipse(centre: centre, radius: radius, paint: paint)
      case 1: paintStar(centre: centre, radius: radius, paint: paint)
      case 2: paintBlob(centre: centre, radius: radius, paint: paint)
      case 3: paintTarget(centre: centre, radius: radius)
      default: paintDots(around: centre, radius: radius, paint: paint)
      }
    }
  }

  private mutating func paintEllipse(centre: Point, radius: Double, paint: Paint) {
    let (c, s) = cosineAndSine(random.uniform(0, .pi))
    let other = radius * random.uniform(0.4, 1)
    canvas.fillEllipse(
      centreX: centre.x, centreY: centre.y, xx: radius * c, xy: -other * s, yx: radius * s, yy: other * c,
      paint: paint)
  }

  private mutating func paintStar(centre: Point, radius: Double, paint: Paint) {
    let star = Shapes.star(
      centre: centre, radius: radius, points: random.integer(3...12), depth: random.uniform(0.35, 0.9),
      turn: random.uniform(0, 3))
    canvas.fillPolygon(star, paint: paint)
  }

  private mutating func paintBlob(centre: Point, radius: Double, paint: Paint) {
    let outline = Shapes.irregularPolygon(
      centre: centre, radius: radius, corners: random.integer(3...8), stretch: random.uniform(0.7, 1.4),
      &random)
    canvas.fillPolygon(
      random.chance(0.5) ? outline : Shapes.rounded(outline, stepsPerCorner: 6), paint: paint)
  }

  private mutating func paintTarget(centre: Point, radius: Double) {
    for ring in 0..<random.integer(2...5) {
      canvas.drawDot(
        x: centre.x, y: centre.y, radius: radius * (1 - 0.22 * Double(ring)),
        colour: random.varied(inks[(ring + 1) % inks.count], by: 20))
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
}
