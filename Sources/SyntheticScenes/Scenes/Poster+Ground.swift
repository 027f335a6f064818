import Core
import Raster

/// What a poster is printed on.
extension Poster {
  /// A gradient, stripes, rays or a chequer.
  mutating func paintGround() {
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
}
