import Raster

/// How much of ink each pixel has: 0 is the ground, 1 a full stroke, and one half the border between the two.
struct InkPlane {
  let plane: Plane

  static let border: Float = 0.5

  /// - Parameter difference: how far each pixel's colour is from the ground's, in grey levels.
  /// - Returns: `nil` where nothing differs enough to be drawn.
  init?(difference: Plane) {
    guard let limit = Self.limit(of: difference) else { return nil }
    var plane = difference
    for index in plane.pixels.indices {
      plane.pixels[index] = min(1, plane.pixels[index] * Self.border / limit)
    }
    self.plane = plane
  }

  /// Ink by coverage, as the transparency of a picture tells it.
  init(coverage plane: Plane) {
    self.plane = plane
  }

  /// What differs less is ground in any picture: what JPEG leaves around strokes is below it.
  private static let leastDifference = 24
  /// Ink has at least this share of the full strokes' difference.
  private static let share: Float = 0.35
  /// The full strokes are this share of what differs at all.
  private static let fullShare = 0.25

  private static func limit(of difference: Plane) -> Float? {
    var histogram = [Int](repeating: 0, count: 256)
    for value in difference.pixels { histogram[min(255, Int(value))] += 1 }
    let inked = histogram[leastDifference...].reduce(0, +)
    guard inked > 0 else { return nil }
    var remaining = Int(Double(inked) * fullShare)
    var full = 255
    while full > leastDifference, remaining >= histogram[full] {
      remaining -= histogram[full]
      full -= 1
    }
    return max(Float(leastDifference), share * Float(full))
  }

  /// Where there is more ink than ground.
  var mask: LineMask {
    LineMask(
      width: plane.width, height: plane.height, ink: plane.pixels.map { $0 >= Self.border ? 1 : 0 })
  }
}
