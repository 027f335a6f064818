/// Cosine and sine from additions and multiplications alone.
///
/// The C library's differ in the last place from one release and processor to the next, and pictures that are
/// drawn or made must be the same everywhere. Good to 1 unit in 10¹⁵ for angles up to a few thousand turns.
///
/// - Parameter angle: in radians.
/// - Returns: both at once, since nearly every caller needs both.
package func cosineAndSine(_ angle: Double) -> (cosine: Double, sine: Double) {
  let quarters = (angle * (2 / Double.pi)).rounded()
  guard quarters.isFinite, abs(quarters) < 1e9 else { return (1, 0) }
  // π/2 in two parts, the first with trailing zeros, so that the product with `quarters` loses nothing.
  let rest = (angle - quarters * 1.57079632673412561417) - quarters * 6.07710050650619224932e-11
  let square = rest * rest
  // Taylor's series by Horner's scheme; |rest| ≤ π/4.
  var sine = 1 - square * (1 / 272)
  var cosine = 1 - square * (1 / 240)
  sine = 1 - square * (1 / 210) * sine
  cosine = 1 - square * (1 / 182) * cosine
  sine = 1 - square * (1 / 156) * sine
  cosine = 1 - square * (1 / 132) * cosine
  sine = 1 - square * (1 / 110) * sine
  cosine = 1 - square * (1 / 90) * cosine
  sine = 1 - square * (1 / 72) * sine
  cosine = 1 - square * (1 / 56) * cosine
  sine = 1 - square * (1 / 42) * sine
  cosine = 1 - square * (1 / 30) * cosine
  sine = 1 - square * (1 / 20) * sine
  cosine = 1 - square * (1 / 12) * cosine
  sine = rest * (1 - square * (1 / 6) * sine)
  cosine = 1 - square * (1 / 2) * cosine
  switch Int(quarters) & 3 {
  case 0: return (cosine, sine)
  case 1: return (-sine, cosine)
  case 2: return (-cosine, -sine)
  default: return (sine, -cosine)
  }
}
