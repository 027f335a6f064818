import Core
import Raster

/// A printed sheet: a ground of colour or stripes, large shapes, a picture, ornaments, and lines of
/// lettering, on paper that has been folded and touched.
struct Poster {
  var canvas: Canvas
  var random: SeededGenerator
  let inks: [Colour]
  let scripts: [Lettering]
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

  var width: Double { Double(canvas.width) }
  var height: Double { Double(canvas.height) }

  mutating func somewhere() -> Point {
    Point(x: random.uniform(0, width), y: random.uniform(0, height))
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
    let grain = NoiseField(seed: random.next(), wavelength: 48, octaves: 5, persistence: 0.85)
      .plane(width: canvas.width, height: canvas.height)
    canvas.weather(with: grain, levels: Float(random.uniform(5, 10)))
    return canvas.picture
  }
}
