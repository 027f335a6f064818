import Raster

/// Smooth noise of several octaves, the raw material of all textures.
///
/// An octave is a lattice of chance values blended by cubic B-splines (no visible lattice, in contrast to
/// linear blending, and separable, in contrast to gradient noise). Each octave has half the spacing of the
/// one before. A cubic B-spline on a lattice *is* one on the lattice of half the spacing, with other values:
/// the old ones smoothed by (1, 4, 6, 4, 1)/8. So the octaves are added up as lattices, coarse to fine, and
/// only the finest sum is blended at every pixel: any number of octaves costs little more than one.
struct NoiseField {
  var seed: UInt64
  /// The lattice's spacing in the coarsest octave, in pixels.
  var wavelength: Double
  /// None whose spacing is below 2 pixels is added.
  var octaves = 5
  /// The amplitude of an octave by that of the one before.
  var persistence = 0.6
  /// Spacing across and down is multiplied by these: 1 and 6 give vertical streaks.
  var stretchX = 1.0
  var stretchY = 1.0

  init(seed: UInt64, wavelength: Double, octaves: Int = 5, persistence: Double = 0.6) {
    self.seed = seed
    self.wavelength = wavelength
    self.octaves = octaves
    self.persistence = persistence
  }

  /// The standard deviation of one octave of B-spline blended values that are uniform in −1…1: 151⁄315 · √⅓.
  private static let octaveDeviation = 0.27676

  /// The field on a grid of pixels, with mean 0 and standard deviation about 1.
  func plane(width: Int, height: Int) -> Plane {
    let amplitudes = self.amplitudes
    let spacing = max(2, wavelength)
    var lattice = Lattice(
      across: Lattice.Axis(seed: seed ^ 1, spacing: spacing * stretchX, pixels: width),
      down: Lattice.Axis(seed: seed ^ 2, spacing: spacing * stretchY, pixels: height))
    for (octave, amplitude) in amplitudes.enumerated() {
      if octave > 0 { lattice = lattice.refined() }
      lattice.addChance(seed: Hashing.combined(seed, UInt64(octave)), amplitude: Float(amplitude))
    }
    return lattice.blended()
  }

  /// Those of the octaves, coarse to fine, for a sum of deviation 1.
  private var amplitudes: [Double] {
    var spacing = wavelength
    var amplitude = 1.0
    var amplitudes: [Double] = []
    for octave in 0..<octaves where octave == 0 || spacing >= 2 {
      amplitudes.append(amplitude)
      spacing /= 2
      amplitude *= persistence
    }
    let power = amplitudes.reduce(0) { $0 + $1 * $1 }
    return amplitudes.map { $0 / (Self.octaveDeviation * power.squareRoot()) }
  }
}
