import Core
import Raster

/// A house seen from the street. The plan (storeys, bays, materials, the form of the windows) is the house's
/// identity; every single window, brick and ornament then comes out a little different, as in real houses.
struct Facade {
  var canvas: Canvas
  var random: SeededGenerator
  let style: FacadeStyle
  /// The borders of the wall, in pixels; above it are roof and sky, below it the pavement.
  let wallTop: Double
  let wallBottom: Double

  static func picture(width: Int, height: Int, random: SeededGenerator) -> ColourPicture {
    var facade = Facade(width: width, height: height, random: random)
    facade.paintWall()
    facade.paintStoreys()
    facade.paintSkyAndRoof()
    facade.paintPavement()
    return facade.weathered()
  }

  private init(width: Int, height: Int, random seed: SeededGenerator) {
    var random = seed
    style = FacadeStyle(width: Double(width), height: Double(height), &random)
    let h = Double(height)
    wallTop = random.chance(0.6) ? h * random.uniform(0.08, 0.2) : -20
    wallBottom = random.chance(0.6) ? h * random.uniform(0.9, 0.97) : h + 10
    canvas = Canvas(width: width, height: height, filledWith: style.wall)
    self.random = random
  }

  var width: Double { Double(canvas.width) }
  var height: Double { Double(canvas.height) }

  /// Fills a box with the light from above left: a lighter upper and left border and a darker lower and right
  /// one.
  mutating func paintRelief(
    left: Double, top: Double, right: Double, bottom: Double, colour: Colour, depth: Double
  ) {
    let rim = max(0.8, min(depth, 3))
    canvas.fillBox(
      left: left + rim, top: top + rim, right: right + depth, bottom: bottom + depth,
      paint: Paint(.black, opacity: 0.35))
    canvas.fillBox(left: left, top: top, right: right, bottom: bottom, paint: Paint(colour.lightened(by: 26)))
    canvas.fillBox(
      left: left + rim, top: top + rim, right: right, bottom: bottom, paint: Paint(colour.lightened(by: -34)))
    canvas.fillBox(
      left: left + rim, top: top + rim, right: right - rim, bottom: bottom - rim, paint: Paint(colour))
  }

  /// Storeys from the top down to the ground floor, with mouldings between them.
  private mutating func paintStoreys() {
    let count = style.storeyCount
    let groundHeight = (wallBottom - wallTop) / (Double(count) + 0.25) * 1.25
    let storeyHeight = (wallBottom - wallTop - groundHeight) / Double(count - 1)
    for storey in 0..<count - 1 {
      let top = wallTop + Double(storey) * storeyHeight
      let plan = style.windows[storey % style.windows.count]
      for (left, right) in bays() {
        paintBay(
          left: left, right: right, top: top + style.mouldingHeight, bottom: top + storeyHeight, plan: plan)
      }
      paintMoulding(top: top, isCornice: storey == 0)
    }
    paintGroundFloor(top: wallBottom - groundHeight)
    if style.hasQuoins { paintQuoins() }
  }

  /// The bays' borders from left to right: equal but for a wider or narrower middle one.
  func bays() -> [(left: Double, right: Double)] {
    let margin = style.hasQuoins ? min(22, width * 0.1) : width * 0.01
    let weights = (0..<style.bayCount).map { $0 == style.bayCount / 2 ? style.middleBayWeight : 1 }
    let unit = (width - 2 * margin) / weights.reduce(0, +)
    var left = margin
    return weights.map { weight in
      defer { left += weight * unit }
      return (left, left + weight * unit)
    }
  }

  private mutating func weathered() -> ColourPicture {
    let (w, h) = (canvas.width, canvas.height)
    var streaks = NoiseField(seed: random.next(), wavelength: 20, octaves: 4, persistence: 0.7)
    streaks.stretchY = random.uniform(3, 7)
    canvas.stain(
      with: streaks.plane(width: w, height: h), above: Float(random.uniform(0.5, 1.2)), softness: 1.6,
      colour: style.wall.lightened(by: -90), opacity: Float(random.uniform(0.3, 0.6)))
    let dirt = NoiseField(
      seed: random.next(), wavelength: 90, octaves: 6, persistence: random.uniform(0.75, 0.9))
    canvas.weather(with: dirt.plane(width: w, height: h), levels: Float(random.uniform(9, 15)))
    return canvas.picture
  }
}
