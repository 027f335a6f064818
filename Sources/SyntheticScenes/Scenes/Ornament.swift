import Core
import Raster

/// A small symmetrical figure made by chance: a rosette, a crest, a printer's flower. One ornament is a plan; each
/// time it is drawn its parts come out a little different.
struct Ornament {
  private enum Part {
    case petals(count: Int, distance: Double, long: Double, broad: Double, turn: Double)
    case star(points: Int, radius: Double, depth: Double, turn: Double)
    case ring(radius: Double, thickness: Double)
    case beads(count: Int, distance: Double, radius: Double)
  }

  private let parts: [(part: Part, isLight: Bool)]

  init(_ random: inout SeededGenerator) {
    var parts: [(Part, Bool)] = []
    var reach = 1.0
    for index in 0..<random.integer(3...5) {
      let part: Part
      switch random.index(below: 4) {
      case 0:
        part = .petals(
          count: random.integer(3...9), distance: reach * 0.6, long: reach * 0.4,
          broad: reach * random.uniform(0.12, 0.3), turn: random.uniform(0, 2))
      case 1:
        part = .star(
          points: random.integer(3...9), radius: reach, depth: random.uniform(0.4, 0.9),
          turn: random.uniform(0, 2))
      case 2: part = .ring(radius: reach * 0.9, thickness: reach * random.uniform(0.1, 0.25))
      default:
        part = .beads(
          count: random.integer(4...12), distance: reach * 0.8, radius: reach * random.uniform(0.08, 0.18))
      }
      parts.append((part, index.isMultiple(of: 2)))
      reach *= random.uniform(0.5, 0.8)
    }
    self.parts = parts
  }

  func draw(
    on canvas: inout Canvas, centre: Point, radius: Double, light: Colour, dark: Colour,
    _ random: inout SeededGenerator
  ) {
    for (part, isLight) in parts {
      let paint = Paint(random.varied(isLight ? light : dark, by: 16))
      switch part {
      case .petals(let count, let distance, let long, let broad, let turn):
        for index in 0..<count {
          let (c, s) = cosineAndSine(turn + 2 * .pi * Double(index) / Double(count))
          let r = radius * random.uniform(0.92, 1.08)
          canvas.fillEllipse(
            centreX: centre.x + c * r * distance, centreY: centre.y + s * r * distance, xx: c * r * long,
            xy: -s * r * broad, yx: s * r * long, yy: c * r * broad, paint: paint)
        }
      case .star(let points, let reach, let depth, let turn):
        canvas.fillPolygon(
          Shapes.star(centre: centre, radius: radius * reach, points: points, depth: depth, turn: turn),
          paint: paint)
      case .ring(let reach, let thickness):
        canvas.strokeEllipse(
          centreX: centre.x, centreY: centre.y, xx: radius * reach, xy: 0, yx: 0, yy: radius * reach,
          colour: paint.colour, thickness: radius * thickness)
      case .beads(let count, let distance, let bead):
        for index in 0..<count {
          let (c, s) = cosineAndSine(2 * .pi * Double(index) / Double(count))
          canvas.drawDot(
            x: centre.x + c * radius * distance, y: centre.y + s * radius * distance,
            radius: radius * bead * random.uniform(0.8, 1.2), colour: paint.colour)
        }
      }
    }
  }
}
