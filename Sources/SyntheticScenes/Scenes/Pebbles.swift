import Core
import Raster

/// A beach: rounded stones of many sizes over each other, lit from one side, speckled and banded each its own
/// way.
enum Pebbles {
  static func picture(width: Int, height: Int, random: SeededGenerator) -> ColourPicture {
    var random = random
    let sand = NoiseField(seed: random.next(), wavelength: 30, octaves: 4, persistence: 0.9)
      .plane(width: width, height: height)
    let ground = random.colour(hue: 0.3...1.2, saturation: 0.1...0.4, brightness: 0.15...0.4)
    var canvas = ColourRamp([ground.lightened(by: -40), ground.lightened(by: 50)]).canvas(of: sand, range: 5)
    let palette = (0..<5).map { _ in
      random.colour(
        hue: random.chance(0.7) ? 0.1...1.2 : 2.5...4.5, saturation: 0.03...0.4, brightness: 0.3...0.95)
    }
    let (lightX, lightY) = cosineAndSine(random.uniform(0, 2 * .pi))
    let largest = random.uniform(30, 60)
    let count = width * height / random.integer(260...400)
    for index in 0..<count {
      let cap = max(9, largest * (1 - 0.8 * Double(index) / Double(count)))
      let radius = random.powerLaw(4, cap)
      let centre = Point(x: random.uniform(0, Double(width)), y: random.uniform(0, Double(height)))
      drawStone(
        on: &canvas, centre: centre, radius: radius, colour: random.varied(random.pick(palette), by: 30),
        light: Point(x: lightX, y: lightY), &random)
    }
    let grain = NoiseField(seed: random.next(), wavelength: 12, octaves: 3, persistence: 0.9)
      .plane(width: width, height: height)
    canvas.weather(with: grain, levels: Float(random.uniform(5, 10)))
    return canvas.picture
  }

  private static func drawStone(
    on canvas: inout Canvas, centre: Point, radius: Double, colour: Colour, light: Point,
    _ random: inout SeededGenerator
  ) {
    let polygon = Shapes.irregularPolygon(
      centre: centre, radius: radius * 1.1, corners: random.integer(6...9), roughness: 0.16,
      stretch: random.uniform(0.8, 1.25), &random)
    let outline = Shapes.rounded(polygon)
    func moved(_ distance: Double) -> [Point] {
      outline.map { Point(x: $0.x - light.x * distance, y: $0.y - light.y * distance) }
    }
    canvas.fillPolygon(moved(1 + radius * 0.12), paint: Paint(.black, opacity: 0.5))
    let slope = 38 / radius
    canvas.fillPolygon(
      outline,
      paint: Paint(colour, slopeX: Float(light.x * slope), slopeY: Float(light.y * slope), origin: centre))
    if radius > 7 { drawMarks(on: &canvas, centre: centre, radius: radius, colour: colour, &random) }
  }

  /// A band of another mineral, or specks.
  private static func drawMarks(
    on canvas: inout Canvas, centre: Point, radius: Double, colour: Colour, _ random: inout SeededGenerator
  ) {
    let mark = colour.lightened(by: Float(random.sign() * random.uniform(30, 80)))
    if random.chance(0.3) {
      let (c, s) = cosineAndSine(random.uniform(0, 2 * .pi))
      let offset = random.uniform(-0.4, 0.4)
      let half = random.uniform(0.05, 0.15)
      let reach = (1 - offset * offset).squareRoot() * 0.8
      let band = [
        Point(x: -reach, y: offset - half), Point(x: reach, y: offset - half * random.uniform(0.2, 1.6)),
        Point(x: reach, y: offset + half * random.uniform(0.2, 1.6)), Point(x: -reach, y: offset + half),
      ]
      canvas.fillPolygon(
        Shapes.placed(band, centre: centre, direction: Point(x: c * radius, y: s * radius)),
        paint: Paint(mark, opacity: 0.75))
    }
    for _ in 0..<random.integer(0...Int(min(14, radius / 2))) {
      let (c, s) = cosineAndSine(random.uniform(0, 2 * .pi))
      let distance = radius * random.uniform(0, 0.75)
      let size = random.uniform(0.8, max(1.4, radius * 0.12))
      canvas.fillPolygon(
        Shapes.irregularPolygon(
          centre: Point(x: centre.x + c * distance, y: centre.y + s * distance), radius: size, corners: 5,
          &random),
        paint: Paint(random.varied(mark, by: 20), opacity: Float(random.uniform(0.5, 1))))
    }
  }
}
