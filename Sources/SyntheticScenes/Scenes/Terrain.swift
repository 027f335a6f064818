import Core
import Raster

/// Ground: earth, moss, rust or lichen as noise through a scale of colours, with patches of another
/// material and scattered specks of many sizes.
enum Terrain {
  static func picture(width: Int, height: Int, random: SeededGenerator) -> ColourPicture {
    var random = random
    var field = NoiseField(
      seed: random.next(), wavelength: random.uniform(50, 140), octaves: 6,
      persistence: random.uniform(0.7, 0.85))
    field.stretchX = random.uniform(0.6, 1.7)
    let relief = field.plane(width: width, height: height)
    var canvas = ColourRamp(colours(&random)).canvas(of: relief, range: Float(random.uniform(4, 6)))

    let patches = NoiseField(
      seed: random.next(), wavelength: random.uniform(60, 160), octaves: 6, persistence: 0.6
    )
    .plane(width: width, height: height)
    canvas.stain(
      with: patches, above: Float(random.uniform(0.2, 0.9)), softness: Float(random.uniform(0.1, 0.6)),
      colour: random.colour(hue: 0...6, saturation: 0.1...0.6, brightness: 0.3...0.9), opacity: 0.75)

    scatterSpecks(on: &canvas, &random)
    return canvas.picture
  }

  /// Three to five colours from dark to light around one hue, with one that steps out of line.
  private static func colours(_ random: inout SeededGenerator) -> [Colour] {
    let hue = random.pick([random.uniform(0.2, 1), random.uniform(1, 2.4), random.uniform(3, 4.5)])
    let count = random.integer(3...5)
    let odd = random.index(below: count)
    return (0..<count).map { step in
      let turn = step == odd ? random.uniform(0.8, 2) : random.uniform(-0.3, 0.3)
      let brightness = 0.1 + 0.85 * Double(step) / Double(count - 1)
      return random.colour(
        hue: hue + turn...hue + turn + 0.1, saturation: 0.15...0.65,
        brightness: brightness - 0.05...brightness + 0.05)
    }
  }

  private static func scatterSpecks(on canvas: inout Canvas, _ random: inout SeededGenerator) {
    let count = canvas.width * canvas.height / random.integer(140...240)
    let light = random.colour(hue: 0...6, saturation: 0...0.4, brightness: 0.7...1)
    let dark = random.colour(hue: 0...6, saturation: 0.2...0.6, brightness: 0.05...0.3)
    let stretch = random.uniform(1, 2.5)
    let isAngular = random.chance(0.5)
    for _ in 0..<count {
      let radius = random.powerLaw(1.4, 14)
      let (c, s) = cosineAndSine(random.uniform(0, 2 * .pi))
      let long = radius * random.uniform(1, stretch)
      let paint = Paint(
        random.varied(random.chance(0.5) ? light : dark, by: 30), opacity: Float(random.uniform(0.4, 1)))
      let centre = Point(
        x: random.uniform(0, Double(canvas.width)), y: random.uniform(0, Double(canvas.height)))
      if isAngular {
        let outline = Shapes.irregularPolygon(
          centre: centre, radius: radius, corners: random.integer(4...7), stretch: random.uniform(1, stretch),
          &random)
        canvas.fillPolygon(outline, paint: paint)
      } else {
        canvas.fillEllipse(
          centreX: centre.x, centreY: centre.y, xx: long * c, xy: -radius * s, yx: long * s, yy: radius * c,
          paint: paint)
      }
    }
  }
}
