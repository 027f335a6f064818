import Raster

/// A lattice of values over a grid of pixels, blended by cubic B-splines.
///
/// The value at a place t, in units of the spacing, is that of the four nodes around it, ⌊t⌋ − 1 … ⌊t⌋ + 2,
/// with the B-spline's weights; and the same in the other direction.
struct Lattice {
  /// How pixels lie between the nodes of one direction.
  struct Axis {
    /// The place of pixel 0, between 1 and 2, so that there is a node before it.
    var offset: Double
    /// From one pixel to the next.
    var step: Double
    let pixels: Int

    init(seed: UInt64, spacing: Double, pixels: Int) {
      offset = 1 + Double(Hashing.mixed(seed) >> 40) * 0x1p-24
      step = 1 / spacing
      self.pixels = pixels
    }

    /// As many as the last pixel needs, and one more, so that a place that is rounded up to the next node on
    /// a finer lattice finds what it needs.
    var nodes: Int { Int(place(of: pixels - 1)) + 4 }

    func place(of pixel: Int) -> Double { offset + Double(pixel) * step }

    /// Half the spacing. Nodes before those that pixel 0 needs are left out: of the finer nodes, which lie at
    /// twice the coarse ones' places, the first that is kept is number `firstKept`.
    var refined: Axis {
      var axis = self
      axis.step = 2 * step
      axis.offset = 2 * offset - Double(firstKept)
      return axis
    }

    var firstKept: Int { Int(2 * offset) - 1 }
  }

  let across: Axis
  let down: Axis
  private var values: [Float]

  private var columns: Int { across.nodes }
  private var rows: Int { down.nodes }

  /// All values are 0.
  init(across: Axis, down: Axis) {
    self.across = across
    self.down = down
    values = [Float](repeating: 0, count: across.nodes * down.nodes)
  }

  /// Calls `body` with the values of one row of nodes.
  func withRow(_ row: Int, _ body: (UnsafePointer<Float>) -> Void) {
    values.withUnsafeBufferPointer { values in
      if let base = values.baseAddress { body(base + row * columns) }
    }
  }

  /// Adds values that are uniform between −`amplitude` and `amplitude`.
  mutating func addChance(seed: UInt64, amplitude: Float) {
    let scale = amplitude * 0x1p-31
    values.withUnsafeMutableBufferPointer { values in
      // Two from each number of 64 bits.
      for pair in 0..<(values.count + 1) / 2 {
        let bits = Hashing.mixed(seed &+ UInt64(pair))
        let second = min(2 * pair + 1, values.count - 1)
        values[2 * pair] += Float(Int32(truncatingIfNeeded: bits)) * scale
        if second > 2 * pair { values[second] += Float(Int32(truncatingIfNeeded: bits >> 32)) * scale }
      }
    }
  }

  /// The same field on a lattice of half the spacing: a node on a coarse one gets (1, 6, 1)/8 of it and its
  /// neighbours, one between two gets (4, 4)/8 of them.
  func refined() -> Lattice {
    var finer = Lattice(across: across.refined, down: down.refined)
    let (width, height) = (finer.columns, finer.rows)
    values.withUnsafeBufferPointer { coarse in
      finer.values.withUnsafeMutableBufferPointer { fine in
        withUnsafeTemporaryAllocation(of: Float.self, capacity: columns) { row in
          for index in 0..<height {
            refineDown(coarse, node: down.firstKept + index, into: row)
            refineAcross(
              row, into: UnsafeMutableBufferPointer(rebasing: fine[index * width..<(index + 1) * width]))
          }
        }
      }
    }
    return finer
  }

  private func refineDown(
    _ coarse: UnsafeBufferPointer<Float>, node: Int, into row: UnsafeMutableBufferPointer<Float>
  ) {
    let start = node / 2 * columns
    if node.isMultiple(of: 2) {
      for x in 0..<columns {
        let sides = coarse[start - columns + x] + coarse[start + columns + x]
        row[x] = coarse[start + x] * 0.75 + sides * 0.125
      }
    } else {
      for x in 0..<columns { row[x] = (coarse[start + x] + coarse[start + columns + x]) * 0.5 }
    }
  }

  private func refineAcross(
    _ row: UnsafeMutableBufferPointer<Float>, into fine: UnsafeMutableBufferPointer<Float>
  ) {
    let first = across.firstKept
    for index in fine.indices {
      let place = (first + index) / 2
      fine[index] =
        (first + index).isMultiple(of: 2)
        ? row[place] * 0.75 + (row[place - 1] + row[place + 1]) * 0.125
        : (row[place] + row[place + 1]) * 0.5
    }
  }
}
