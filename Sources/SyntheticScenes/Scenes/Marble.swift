import Core
import Raster

/// Polished stone: veins run where a warped field crosses zero; several sets of them, coarse to fine, on
/// clouds.
enum Marble {
  static func picture(width: Int, height: Int, random: SeededGenerator) -> ColourPicture {
    var random = random
    let isDark = random.chance(0.4)
    let hue = random.uniform(0, 6)
    let ground = random.colour(
      hue: hue...hue + 0.4, saturation: 0.05...0.45, brightness: isDark ? 0.2...0.4 : 0.7...0.9)
    let other = random.colour(
      hue: hue...hue + 1.5, saturation: 0.1...0.5, brightness: isDark ? 0.4...0.6 : 0.45...0.65)
    let clouds = NoiseField(
      seed: random.next(), wavelength: random.uniform(60, 130), octaves: 6,
      persistence: random.uniform(0.6, 0.75)
    ).plane(width: width, height: height)
    var canvas = ColourRamp([ground.lightened(by: -30), ground, other, ground.lightened(by: 25)]).canvas(
      of: clouds, range: 5)

    for _ in 0..<random.integer(2...4) {
      addVeins(to: &canvas, isLight: isDark != random.chance(0.25), &random)
    }
    addCrystals(to: &canvas, &random)
    return canvas.picture
  }

  private static func addVeins(
    to canvas: inout Canvas, isLight: Bool, _ random: inout SeededGenerator
  ) {
    var field = NoiseField(
      seed: random.next(), wavelength: random.powerLaw(25, 110), octaves: 5,
      persistence: random.uniform(0.5, 0.65))
    field.stretchX = random.uniform(0.5, 2)
    var ridges = field.plane(width: canvas.width, height: canvas.height)
    ridges.pixels.withUnsafeMutableBufferPointer { pixels in
      for index in pixels.indices { pixels[index] = -abs(pixels[index]) }
    }
    let colour = random.colour(
      hue: 0...6, saturation: 0.05...0.5, brightness: isLight ? 0.8...1 : 0.08...0.35)
    let thickness = Float(random.uniform(0.06, 0.22))
    canvas.stain(
      with: ridges, above: -thickness, softness: thickness, colour: colour,
      opacity: Float(random.uniform(0.6, 0.95)))
  }

  /// Small angular inclusions.
  private static func addCrystals(to canvas: inout Canvas, _ random: inout SeededGenerator) {
    let base = random.colour(hue: 0...6, saturation: 0.05...0.4, brightness: 0.2...0.95)
    for _ in 0..<canvas.width * canvas.height / random.integer(250...600) {
      let centre = Point(
        x: random.uniform(0, Double(canvas.width)), y: random.uniform(0, Double(canvas.height)))
      let radius = random.powerLaw(1.5, 10)
      canvas.fillPolygon(
        Shapes.irregularPolygon(centre: centre, radius: radius, corners: random.integer(3...6), &random),
        paint: Paint(random.varied(base, by: 60), opacity: Float(random.uniform(0.4, 0.9))))
    }
  }
}
