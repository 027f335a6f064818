import Core
import Raster

/// Outlines that several families of scenes share.
enum Shapes {
  /// A polygon whose corners lie in all directions at uneven distances.
  static func irregularPolygon(
    centre: Point, radius: Double, corners: Int, roughness: Double = 0.35, stretch: Double = 1,
    _ random: inout SeededGenerator
  ) -> [Point] {
    let turn = random.uniform(0, 2 * .pi)
    let (axisC, axisS) = cosineAndSine(random.uniform(0, 2 * .pi))
    return (0..<corners).map { corner in
      let angle = turn + 2 * .pi * (Double(corner) + random.uniform(-0.3, 0.3)) / Double(corners)
      let (c, s) = cosineAndSine(angle)
      let r = radius * random.uniform(1 - roughness, 1 + roughness)
      let (u, v) = (r * c * stretch, r * s / stretch)
      return Point(x: centre.x + u * axisC - v * axisS, y: centre.y + u * axisS + v * axisC)
    }
  }

  /// A closed curve through the middles of a polygon's sides that touches them there: its rounded form.
  static func rounded(_ polygon: [Point], stepsPerCorner: Int = 3) -> [Point] {
    var curve: [Point] = []
    curve.reserveCapacity(polygon.count * stepsPerCorner)
    for index in polygon.indices {
      let corner = polygon[index]
      let before = polygon[(index + polygon.count - 1) % polygon.count]
      let after = polygon[(index + 1) % polygon.count]
      for step in 0..<stepsPerCorner {
        let t = Double(step) / Double(stepsPerCorner)
        let (a, b, c) = ((1 - t) * (1 - t) / 2, 0.5 + t - t * t, t * t / 2)
        curve.append(
          Point(x: a * before.x + b * corner.x + c * after.x, y: a * before.y + b * corner.y + c * after.y))
      }
    }
    return curve
  }

  /// A star or, with `depth` near 1, a regular polygon.
  static func star(centre: Point, radius: Double, points: Int, depth: Double, turn: Double) -> [Point] {
    (0..<2 * points).map { index in
      let (c, s) = cosineAndSine(turn + .pi * Double(index) / Double(points))
      let r = index.isMultiple(of: 2) ? radius : radius * depth
      return Point(x: centre.x + r * c, y: centre.y + r * s)
    }
  }

  /// `points` given in a frame with its origin at `centre`, its x axis along `direction` (a vector whose length is
  /// the frame's unit) and its y axis a quarter turn further.
  static func placed(_ points: [Point], centre: Point, direction: Point) -> [Point] {
    points.map {
      Point(
        x: centre.x + $0.x * direction.x - $0.y * direction.y,
        y: centre.y + $0.x * direction.y + $0.y * direction.x)
    }
  }
}
