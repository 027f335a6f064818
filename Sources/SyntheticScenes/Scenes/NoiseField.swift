import Raster

/// Smooth noise of several octaves, the raw material of all textures.
///
/// An octave is a lattice of hashed values blended by cubic B-splines (no visible lattice, in contrast to linear
/// blending, and separable, in contrast to gradient noise). Rows are blended first: along a row each cell is then
/// a cubic polynomial of x, which costs three multiplications a pixel.
struct NoiseField {
  var seed: UInt64
  /// The lattice's spacing in the coarsest octave, in pixels.
  var wavelength: Double
  /// Each octave has half the spacing of the one before; none below 2 pixels is added.
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
    var plane = Plane(width: width, height: height)
    var spacing = wavelength
    var amplitude = 1.0
    var power = 0.0
    var layers: [(spacing: Double, amplitude: Double)] = []
    for octave in 0..<octaves where octave == 0 || spacing >= 2 {
      layers.append((max(2, spacing), amplitude))
      power += amplitude * amplitude
      spacing /= 2
      amplitude *= persistence
    }
    let norm = 1 / (Self.octaveDeviation * power.squareRoot())
    for (index, layer) in layers.enumerated() {
      let lattice = Lattice(
        seed: Hashing.combined(seed, UInt64(index)), spacingX: layer.spacing * stretchX,
        spacingY: layer.spacing * stretchY, width: width, height: height)
      plane.pixels.withUnsafeMutableBufferPointer {
        lattice.add(to: $0, amplitude: Float(layer.amplitude * norm))
      }
    }
    return plane
  }
}

/// One octave.
private struct Lattice {
  let stepX, stepY: Double
  let offsetX, offsetY: Double
  let width, height: Int
  let columns: Int
  let values: [Float]

  init(seed: UInt64, spacingX: Double, spacingY: Double, width: Int, height: Int) {
    stepX = 1 / spacingX
    stepY = 1 / spacingY
    offsetX = Double(Hashing.mixed(seed) >> 40) * 0x1p-24
    offsetY = Double(Hashing.mixed(seed ^ 1) >> 40) * 0x1p-24
    self.width = width
    self.height = height
    columns = Int(Double(width) * stepX + 1) + 4
    let rows = Int(Double(height) * stepY + 1) + 4
    let count = columns * rows
    values = [Float](unsafeUninitializedCapacity: count) { buffer, filled in
      for index in 0..<count {
        let bits = Hashing.mixed(seed &+ UInt64(index) &* 0x9E37_79B9)
        buffer[index] = Float(bits >> 40) * 0x1p-23 - 1
      }
      filled = count
    }
  }

  func add(to pixels: UnsafeMutableBufferPointer<Float>, amplitude: Float) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: columns) { blended in
      for y in 0..<height {
        blendRows(around: offsetY + Double(y) * stepY, amplitude: amplitude, into: blended)
        addRow(blended, to: pixels, start: y * width)
      }
    }
  }

  /// The lattice's values on one line across it.
  private func blendRows(
    around position: Double, amplitude: Float, into row: UnsafeMutableBufferPointer<Float>
  ) {
    let cell = Int(position)
    let t = Float(position - Double(cell))
    let s = 1 - t
    let scale = amplitude / 6
    let w0 = s * s * s * scale
    let w1 = (4 - 3 * t * t * (2 - t)) * scale
    let w2 = (4 - 3 * s * s * (2 - s)) * scale
    let w3 = t * t * t * scale
    values.withUnsafeBufferPointer { values in
      let start = cell * columns
      for column in 0..<columns {
        let index = start + column
        row[column] =
          w0 * values[index] + w1 * values[index + columns] + w2 * values[index + 2 * columns]
          + w3 * values[index + 3 * columns]
      }
    }
  }

  private func addRow(
    _ row: UnsafeMutableBufferPointer<Float>, to pixels: UnsafeMutableBufferPointer<Float>, start: Int
  ) {
    var x = 0
    var cell = 0
    let step = Float(stepX)
    let spacing = 1 / stepX
    while x < width {
      let border = (Double(cell + 1) - offsetX) * spacing
      let floor = Int(border)
      let end = min(width, max(x, Double(floor) < border ? floor + 1 : floor))
      let (a, b, c, d) = (row[cell], row[cell + 1], row[cell + 2], row[cell + 3])
      let k0 = (a + 4 * b + c) * (1 / 6)
      let k1 = (c - a) * 0.5
      let k2 = (a - 2 * b + c) * 0.5
      let k3 = (d - a + 3 * (b - c)) * (1 / 6)
      let first = Float(offsetX + Double(x) * stepX - Double(cell))
      Self.addCubic(
        k0, k1, k2, k3, from: first, step: step,
        to: UnsafeMutableBufferPointer(rebasing: pixels[start + x..<start + end]))
      x = end
      cell += 1
    }
  }

  /// Adds k0 + k1 t + k2 t² + k3 t³ for t = from, from + step, …; a loop without branches, for the vectoriser.
  @inline(__always)
  private static func addCubic(
    _ k0: Float, _ k1: Float, _ k2: Float, _ k3: Float, from first: Float, step: Float,
    to pixels: UnsafeMutableBufferPointer<Float>
  ) {
    for offset in pixels.indices {
      let t = first + Float(Int32(truncatingIfNeeded: offset)) * step
      pixels[offset] += k0 + t * (k1 + t * (k2 + t * k3))
    }
  }
}
