/// Cutting segments at the borders of a box (Liang & Barsky 1984). What lies far outside of a picture is cut before it is
/// drawn: it costs nothing then, and its direction is not changed by limits of coordinates.
package struct ClippingBox: Sendable, Equatable {
  package let left, top, right, bottom: Double

  package init(left: Double, top: Double, right: Double, bottom: Double) {
    self.left = left
    self.top = top
    self.right = right
    self.bottom = bottom
  }

  package func contains(_ point: Point) -> Bool {
    left <= point.x && point.x <= right && top <= point.y && point.y <= bottom
  }

  /// The part of a segment that lies in the box; `nil` when there is none, or an end is not finite.
  package func part(from a: Point, to b: Point) -> (Point, Point)? {
    // Halved, so that the difference of the largest numbers is finite too.
    let half = Point(x: b.x / 2 - a.x / 2, y: b.y / 2 - a.y / 2)
    guard a.isFinite, b.isFinite, half.x.magnitude < 1e300, half.y.magnitude < 1e300 else { return nil }
    let step = Point(x: 2 * half.x, y: 2 * half.y)
    var (enter, leave) = (0.0, 1.0)
    for (low, high, start, length) in [(left, right, a.x, step.x), (top, bottom, a.y, step.y)] {
      guard length != 0 else {
        if start < low || start > high { return nil }
        continue
      }
      let (first, second) = ((low - start) / length, (high - start) / length)
      enter = max(enter, min(first, second))
      leave = min(leave, max(first, second))
    }
    guard enter <= leave else { return nil }
    return (limited(a, step, enter), limited(a, step, leave))
  }

  /// The point `share` along the way, moved into the box where rounding put it outside.
  private func limited(_ start: Point, _ step: Point, _ share: Double) -> Point {
    Point(
      x: max(left, min(right, start.x + share * step.x)), y: max(top, min(bottom, start.y + share * step.y)))
  }
}
