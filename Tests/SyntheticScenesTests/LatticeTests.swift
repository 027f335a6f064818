import Raster
import Testing

@testable import SyntheticScenes

@Suite("lattices of noise")
struct LatticeTests {
  private func lattice(seed: UInt64, spacing: Double, width: Int = 61, height: Int = 47) -> Lattice {
    var lattice = Lattice(
      across: Lattice.Axis(seed: seed, spacing: spacing, pixels: width),
      down: Lattice.Axis(seed: seed + 1, spacing: spacing * 1.3, pixels: height))
    lattice.addChance(seed: seed, amplitude: 1)
    return lattice
  }

  @Test(
    "a B-spline on a lattice is one on the lattice of half the spacing", arguments: 0..<20 as Range<UInt64>)
  func refinement(seed: UInt64) {
    let coarse = lattice(seed: seed, spacing: 3 + Double(seed))
    let field = coarse.blended()
    let finer = coarse.refined()
    for refined in [finer, finer.refined()] {
      for (value, expected) in zip(refined.blended().pixels, field.pixels) {
        #expect(abs(value - expected) < 2e-6)
      }
    }
  }

  @Test("blending agrees with the B-spline's definition")
  func definition() {
    var lattice = Lattice(
      across: Lattice.Axis(seed: 1, spacing: 5, pixels: 30),
      down: Lattice.Axis(seed: 2, spacing: 7, pixels: 20))
    lattice.addChance(seed: 3, amplitude: 2)
    let plane = lattice.blended()
    for (x, y) in [(0, 0), (29, 19), (13, 8), (4, 17)] {
      var sum = 0.0
      for row in 0..<lattice.down.nodes {
        let weight = bump(lattice.down.place(of: y) - Double(row))
        lattice.withRow(row) { values in
          for column in 0..<lattice.across.nodes {
            sum += Double(values[column]) * weight * bump(lattice.across.place(of: x) - Double(column))
          }
        }
      }
      #expect(abs(Double(plane[x, y]) - sum) < 1e-5, "at \(x), \(y)")
    }
  }

  /// The cubic B-spline around 0.
  private func bump(_ x: Double) -> Double {
    let d = abs(x)
    if d < 1 { return 2 / 3.0 - d * d + d * d * d / 2 }
    return d < 2 ? (2 - d) * (2 - d) * (2 - d) / 6 : 0
  }

  @Test("noise of several octaves has deviation 1 too")
  func deviation() {
    let plane = NoiseField(seed: 8, wavelength: 16, octaves: 4, persistence: 0.8).plane(
      width: 500, height: 500)
    let values = plane.pixels.map(Double.init)
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    #expect(abs(mean) < 0.1 && abs(variance - 1) < 0.1)
  }
}
