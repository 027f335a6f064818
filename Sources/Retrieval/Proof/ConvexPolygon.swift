/// What proofs measure of flat shapes: hulls, parts within a rectangle, areas. Points go around, either way.
enum ConvexPolygon {
  /// The corners of the convex hull of some points (Andrew's monotone chain); points on its sides are left out.
  static func hull(of points: [PicturePoint]) -> [PicturePoint] {
    let sorted = points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    guard sorted.count > 2 else { return sorted }
    return chain(sorted).dropLast() + chain(sorted.reversed()).dropLast()
  }

  /// The side of the hull from the first point to the last, turning one way only.
  private static func chain(_ points: [PicturePoint]) -> [PicturePoint] {
    var chain: [PicturePoint] = []
    for point in points {
      while chain.count > 1, turn(chain[chain.count - 2], chain[chain.count - 1], point) <= 0 {
        chain.removeLast()
      }
      chain.append(point)
    }
    return chain
  }

  /// Twice the area of a triangle, with the sign of the way around it.
  private static func turn(_ a: PicturePoint, _ b: PicturePoint, _ c: PicturePoint) -> Double {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
  }

  /// The area within a polygon, whichever way it goes around.
  static func area(of corners: [PicturePoint]) -> Double {
    guard corners.count > 2 else { return 0 }
    let twice = corners.indices.reduce(0) { sum, corner in
      let (a, b) = (corners[corner], corners[(corner + 1) % corners.count])
      return sum + a.x * b.y - b.x * a.y
    }
    return abs(twice) / 2
  }

  /// The part of a convex polygon within a rectangle (Sutherland & Hodgman 1974): empty when they have nothing in common.
  static func part(
    of corners: [PicturePoint], x: ClosedRange<Double>, y: ClosedRange<Double>
  ) -> [PicturePoint] {
    var part = cut(corners) { $0.x - x.lowerBound }
    part = cut(part) { x.upperBound - $0.x }
    part = cut(part) { $0.y - y.lowerBound }
    return cut(part) { y.upperBound - $0.y }
  }

  /// The part on that side of a line where `height`, a linear function, is not negative.
  private static func cut(
    _ corners: [PicturePoint], above height: (PicturePoint) -> Double
  ) -> [PicturePoint] {
    var part: [PicturePoint] = []
    for corner in corners.indices {
      let (a, b) = (corners[corner], corners[(corner + 1) % corners.count])
      let (ofA, ofB) = (height(a), height(b))
      if ofA >= 0 { part.append(a) }
      guard (ofA < 0) != (ofB < 0) else { continue }
      let share = ofA / (ofA - ofB)
      part.append(PicturePoint(x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y)))
    }
    return part
  }
}
