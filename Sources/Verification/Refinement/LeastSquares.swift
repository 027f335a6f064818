/// The map of a kind that fits some correspondences best, by weighted least squares. Places are in units of the pictures, so all
/// numbers are near one.
enum LeastSquares {
  struct Point {
    let x, y, toX, toY: Double
    let weight: Double
  }

  /// Four unknowns: a turn and a scale, and where to. `mirrors`: with left and right exchanged.
  static func similarity(_ points: [Point], mirrors: Bool) -> PlaneTransform? {
    guard points.count >= 2 else { return nil }
    let m: Double = mirrors ? -1 : 1
    var system = LinearSystem(size: 4)
    for p in points {
      system.add([m * p.x, -p.y, 1, 0, 0, 0, 0, 0], equals: p.toX, weight: p.weight)
      system.add([p.y, m * p.x, 0, 1, 0, 0, 0, 0], equals: p.toY, weight: p.weight)
    }
    guard let s = system.solution() else { return nil }
    return PlaneTransform(xx: m * s[0], xy: -s[1], x1: s[2], yx: m * s[1], yy: s[0], y1: s[3])
  }

  static func affine(_ points: [Point]) -> PlaneTransform? {
    guard points.count >= 3 else { return nil }
    var (first, second) = (LinearSystem(size: 3), LinearSystem(size: 3))
    for p in points {
      let row: LinearSystem.Row = [p.x, p.y, 1, 0, 0, 0, 0, 0]
      first.add(row, equals: p.toX, weight: p.weight)
      second.add(row, equals: p.toY, weight: p.weight)
    }
    guard let a = first.solution(), let b = second.solution() else { return nil }
    return PlaneTransform(xx: a[0], xy: a[1], x1: a[2], yx: b[0], yy: b[1], y1: b[2])
  }

  /// Eight unknowns; each equation is divided by its depth under `start`, so that distances in the picture are what is made small.
  static func homography(_ points: [Point], from start: PlaneTransform) -> PlaneTransform? {
    guard points.count >= 4 else { return nil }
    var system = LinearSystem(size: 8)
    for p in points {
      let depth = start.px * p.x + start.py * p.y + start.p1
      guard depth > 1e-6 else { continue }
      let weight = p.weight / (depth * depth)
      system.add([p.x, p.y, 1, 0, 0, 0, -p.x * p.toX, -p.y * p.toX], equals: p.toX, weight: weight)
      system.add([0, 0, 0, p.x, p.y, 1, -p.x * p.toY, -p.y * p.toY], equals: p.toY, weight: weight)
    }
    guard let h = system.solution() else { return nil }
    return PlaneTransform(
      xx: h[0], xy: h[1], x1: h[2], yx: h[3], yy: h[4], y1: h[5], px: h[6], py: h[7], p1: 1)
  }
}
