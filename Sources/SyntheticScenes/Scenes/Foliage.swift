import Core
import Raster

/// Leaves and blossoms of many sizes over each other, the way they fall: each covers what came before.
enum Foliage {
  private struct Species {
    /// The outline of half a leaf: width at evenly spaced places from stalk to tip, in units of its length.
    let halfWidths: [Double]
    let colours: [Colour]
    let veinCount: Int
    let veinIsLight: Bool
  }

  static func picture(width: Int, height: Int, random: SeededGenerator) -> ColourPicture {
    var random = random
    let soil = NoiseField(seed: random.next(), wavelength: 60, octaves: 5, persistence: 0.7)
      .plane(width: width, height: height)
    let dark = random.colour(hue: 0.3...2.5, saturation: 0.3...0.6, brightness: 0.05...0.15)
    var canvas = ColourRamp([dark, dark.lightened(by: 70)]).canvas(of: soil, range: 5)
    let speciesCount = random.integer(2...3)
    let species = (0..<speciesCount).map { _ in makeSpecies(&random) }
    let largest = random.uniform(45, 80)
    let count = width * height / random.integer(120...170)
    for index in 0..<count {
      // Large ones mostly come early, so that some are seen whole between the small ones.
      let cap = max(14, largest * (1 - 0.75 * Double(index) / Double(count)))
      let length = random.powerLaw(9, cap)
      let centre = Point(
        x: random.uniform(-10, Double(width) + 10), y: random.uniform(-10, Double(height) + 10))
      if random.chance(0.06) {
        drawBlossom(on: &canvas, centre: centre, radius: length * 0.45, &random)
      } else {
        drawLeaf(of: random.pick(species), on: &canvas, centre: centre, length: length, &random)
      }
    }
    return canvas.picture
  }

  private static func makeSpecies(_ random: inout SeededGenerator) -> Species {
    let hue = random.pick([random.uniform(1.3, 2.2), random.uniform(1.3, 2.2), random.uniform(0, 1.2)])
    let breadth = random.uniform(0.12, 0.36)
    let skew = random.uniform(0.25, 0.6)
    let teeth = random.chance(0.4) ? random.uniform(0.15, 0.4) : 0
    let halfWidths = (1..<8).map { step -> Double in
      let t = Double(step) / 8
      let bulge = t < skew ? t / skew : (1 - t) / (1 - skew)
      return breadth * bulge * (2 - bulge) * (step.isMultiple(of: 2) ? 1 - teeth : 1)
    }
    let colours = (0..<4).map { _ in
      random.colour(hue: hue...hue + 0.35, saturation: 0.35...0.85, brightness: 0.3...0.85)
    }
    return Species(
      halfWidths: halfWidths, colours: colours, veinCount: random.integer(0...4),
      veinIsLight: random.chance(0.7))
  }

  private static func drawLeaf(
    of species: Species, on canvas: inout Canvas, centre: Point, length: Double,
    _ random: inout SeededGenerator
  ) {
    let (c, s) = cosineAndSine(random.uniform(0, 2 * .pi))
    let direction = Point(x: c * length, y: s * length)
    let bend = random.uniform(-0.15, 0.15)
    func onAxis(_ t: Double) -> Double { bend * 4 * t * (1 - t) }
    var upper: [Point] = []
    var lower: [Point] = []
    // Of a short leaf the teeth are left out, which could not be seen.
    for step in stride(from: length < 16 ? 2 : 1, to: 8, by: length < 16 ? 2 : 1) {
      let t = Double(step) / 8
      let uneven = species.halfWidths[step - 1] * random.uniform(0.85, 1.15)
      upper.append(Point(x: t - 0.5, y: onAxis(t) - uneven))
      lower.append(Point(x: t - 0.5, y: onAxis(t) + uneven))
    }
    let outline = [Point(x: -0.5, y: 0)] + upper + [Point(x: 0.5, y: 0)] + lower.reversed()
    let colour = random.varied(random.pick(species.colours), by: 28)
    // The shadow does with every second corner.
    let shadow = stride(from: 0, to: outline.count, by: 2).map {
      Point(x: outline[$0].x + 0.03, y: outline[$0].y + 0.03)
    }
    canvas.fillPolygon(
      Shapes.placed(shadow, centre: Point(x: centre.x + 1, y: centre.y + 1.5), direction: direction),
      paint: Paint(.black, opacity: 0.45))
    let slope = random.uniform(-50, 50) / length
    canvas.fillPolygon(
      Shapes.placed(outline, centre: centre, direction: direction),
      paint: Paint(colour, slopeX: Float(-s * slope), slopeY: Float(c * slope), origin: centre))
    guard length > 12 else { return }
    drawVeins(of: species, colour: colour, on: &canvas, centre: centre, direction: direction, bend: bend)
  }

  private static func drawVeins(
    of species: Species, colour: Colour, on canvas: inout Canvas, centre: Point, direction: Point,
    bend: Double
  ) {
    let vein = colour.lightened(by: species.veinIsLight ? 45 : -45)
    let half = 0.006
    func strip(_ a: Point, _ b: Point, _ width: Double) -> [Point] {
      [Point(x: a.x, y: a.y - width), Point(x: b.x, y: b.y), Point(x: a.x, y: a.y + width)]
    }
    var strips = [
      strip(Point(x: -0.55, y: 0), Point(x: 0, y: bend), half * 4),
      strip(Point(x: -0.02, y: bend), Point(x: 0.45, y: 0), half * 3),
    ]
    for index in 0..<species.veinCount {
      let t = -0.3 + 0.55 * Double(index) / Double(max(1, species.veinCount))
      let reach = species.halfWidths[min(6, Int((t + 0.5) * 8))] * 0.8
      for side in [-1.0, 1] {
        strips.append(
          strip(Point(x: t, y: bend * 0.8), Point(x: t + 0.16, y: bend * 0.8 + side * reach), half * 2))
      }
    }
    canvas.fill(
      outlines: strips.map { Shapes.placed($0, centre: centre, direction: direction) },
      paint: Paint(vein, opacity: 0.8))
  }

  private static func drawBlossom(
    on canvas: inout Canvas, centre: Point, radius: Double, _ random: inout SeededGenerator
  ) {
    let colour = random.colour(hue: 4.5...7.2, saturation: 0.1...0.8, brightness: 0.75...1)
    let petals = random.integer(4...8)
    let turn = random.uniform(0, 2 * .pi)
    for petal in 0..<petals {
      let (c, s) = cosineAndSine(turn + 2 * .pi * Double(petal) / Double(petals))
      let long = radius * random.uniform(0.4, 0.55)
      let broad = radius * random.uniform(0.25, 0.4)
      canvas.fillEllipse(
        centreX: centre.x + c * radius * 0.55, centreY: centre.y + s * radius * 0.55, xx: long * c,
        xy: -broad * s,
        yx: long * s, yy: broad * c, paint: Paint(random.varied(colour, by: 22)))
    }
    canvas.drawDot(
      x: centre.x, y: centre.y, radius: radius * random.uniform(0.2, 0.35),
      colour: random.colour(hue: 0.4...1.1, saturation: 0.6...1, brightness: 0.4...1))
  }
}
