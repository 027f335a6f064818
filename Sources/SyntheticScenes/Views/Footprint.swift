import Raster

/// What a pixel of a view sees of the object, and how it is sampled.
///
/// It sees a parallelogram, given by the map's derivatives. Its shorter extent chooses the levels of the
/// pyramid (two neighbouring ones, blended), its longer one the number of samples that are laid along it: a
/// strongly tilted object stays sharp in the direction that is not foreshortened.
struct Footprint {
  var level = 0
  /// The share of the next coarser level, in 256ths.
  var blend: UInt32 = 0
  var taps = 1
  /// The longer axis in pixels of the object.
  var axisX = 0.0
  var axisY = 0.0

  private static let maxTaps = 16.0

  /// The view as it is drawn without scaling: one sample.
  init() {}

  /// That of the view's pixel (x, y) under a map from the view to the object.
  init(objectFromView m: [Double], x: Double, y: Double) {
    let w = m[6] * x + m[7] * y + m[8]
    guard abs(w) > 1e-9 else { return }
    let inverse = 1 / w
    let u = (m[0] * x + m[1] * y + m[2]) * inverse
    let v = (m[3] * x + m[4] * y + m[5]) * inverse
    let (ux, uy) = ((m[0] - u * m[6]) * inverse, (m[1] - u * m[7]) * inverse)
    let (vx, vy) = ((m[3] - v * m[6]) * inverse, (m[4] - v * m[7]) * inverse)
    // The axes of the ellipse that the unit circle becomes: eigenvectors of J·Jᵀ.
    let (a, b, d) = (ux * ux + uy * uy, ux * vx + uy * vy, vx * vx + vy * vy)
    let mean = (a + d) / 2
    let spread = (((a - d) / 2) * ((a - d) / 2) + b * b).squareRoot()
    let long = (mean + spread).squareRoot()
    let short = max(1e-6, mean - spread).squareRoot()
    let elongation = long / max(1, short) - 0.01
    taps = Int(max(1, min(Self.maxTaps, elongation + 1)))
    if taps > 1 {
      // The eigenvector's longer form of the two, which is never zero.
      let (ex, ey) = a >= d ? (mean + spread - d, b) : (b, mean + spread - a)
      let scale = long / (ex * ex + ey * ey).squareRoot()
      (axisX, axisY) = (ex * scale, ey * scale)
    }
    chooseLevel(extent: max(1, short, long / Double(taps)))
  }

  /// Linear in the size between two levels, which is near enough to the logarithm and needs no library.
  private mutating func chooseLevel(extent: Double) {
    var rest = min(extent, 0x1p30)
    while rest >= 2 {
      rest /= 2
      level += 1
    }
    blend = UInt32((rest - 1) * 256)
  }
}
