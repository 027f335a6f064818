import Core
import Raster

/// A thing that can be drawn: a silhouette with a few details in it, by chance.
///
/// The same number and seed give the same shape everywhere; other numbers give other shapes. Coordinates are in shares of the longer
/// side, around the middle.
package struct DrawableShape: Sendable {
  /// Closed.
  package let silhouette: [Point]
  /// Lines within the silhouette, of which some are closed.
  package let details: [[Point]]
  let seed: UInt64

  private static let corners = 96

  package init(number: Int, ofCollection seed: UInt64) {
    self.seed = Hashing.combined(Hashing.combined(seed, 0xD4A3), UInt64(number))
    var random = SeededGenerator(seed: self.seed)
    let raw =
      random.chance(0.5) ? Self.rounded(&random) : Self.angular(&random)
    silhouette = Self.centred(raw)
    details = (0..<random.integer(1...3)).map { _ in Self.detail(in: raw, &random) }
      .map { Self.centred($0, as: raw) }
  }

  /// A curve around the middle whose distance swings with the angle.
  private static func rounded(_ random: inout SeededGenerator) -> [Point] {
    let swings = (1...7).map { order in
      (order: order, height: random.uniform(0.1, 0.75) / Double(order + 1), phase: random.uniform(0, 2 * .pi))
    }
    let stretch = random.uniform(0.6, 1.7)
    return (0..<corners).map { corner in
      let turn = 2 * Double.pi * Double(corner) / Double(corners)
      let distance = swings.reduce(1.0) { $0 + $1.height * cosine(Double($1.order) * turn + $1.phase) }
      let (c, s) = cosineAndSine(turn)
      return Point(x: stretch * max(0.2, distance) * c, y: max(0.2, distance) * s)
    }
  }

  /// A polygon of five to twelve corners at uneven distances from the middle.
  private static func angular(_ random: inout SeededGenerator) -> [Point] {
    let count = random.integer(5...12)
    let stretch = random.uniform(0.6, 1.7)
    return (0..<count).map { corner in
      let turn = 2 * Double.pi * (Double(corner) + random.uniform(-0.35, 0.35)) / Double(count)
      let (c, s) = cosineAndSine(turn)
      let distance = random.uniform(0.35, 1.1)
      return Point(x: stretch * distance * c, y: distance * s)
    }
  }

  /// A ring, a bar or a bow, small enough to lie within the silhouette's inner part.
  private static func detail(in silhouette: [Point], _ random: inout SeededGenerator) -> [Point] {
    let centre = Point(x: random.uniform(-0.15, 0.15), y: random.uniform(-0.15, 0.15))
    let radius = random.uniform(0.06, 0.16)
    let start = random.uniform(0, 2 * .pi)
    switch random.index(below: 3) {
    case 0: return bow(centre, radius, from: start, turns: 1)
    case 1:
      let (c, s) = cosineAndSine(start)
      return [
        Point(x: centre.x - radius * c, y: centre.y - radius * s),
        Point(x: centre.x + radius * c, y: centre.y + radius * s),
      ]
    default: return bow(centre, radius, from: start, turns: random.uniform(0.3, 0.6))
    }
  }

  private static func bow(_ centre: Point, _ radius: Double, from start: Double, turns: Double) -> [Point] {
    (0...24).map { step in
      let (c, s) = cosineAndSine(start + 2 * .pi * turns * Double(step) / 24)
      return Point(x: centre.x + radius * c, y: centre.y + radius * s)
    }
  }

  /// Moved and scaled as the box of `reference` (or its own) is brought to the middle and to a longer side of 1.
  private static func centred(_ points: [Point], as reference: [Point]? = nil) -> [Point] {
    let all = reference ?? points
    let (left, right) = (all.map(\.x).min() ?? 0, all.map(\.x).max() ?? 1)
    let (top, bottom) = (all.map(\.y).min() ?? 0, all.map(\.y).max() ?? 1)
    let scale = 1 / max(right - left, bottom - top)
    return points.map {
      Point(x: ($0.x - (left + right) / 2) * scale, y: ($0.y - (top + bottom) / 2) * scale)
    }
  }
}
