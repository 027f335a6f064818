import Raster

/// From a lattice to every pixel. Rows of nodes are spread out to rows of pixels first, of which there are
/// fewer than rows of pixels in the end; the second step, down the columns, is then a sum of four whole rows.
extension Lattice {
  func blended() -> Plane {
    let (width, height) = (across.pixels, down.pixels)
    var plane = Plane(width: width, height: height)
    let spread = Spread(across)
    plane.pixels.withUnsafeMutableBufferPointer { pixels in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: 4 * width) { ring in
        guard let target = pixels.baseAddress, let ring = ring.baseAddress else { return }
        var nextRow = 0
        for y in 0..<height {
          let (node, weights) = BSpline.weights(at: down.place(of: y))
          while nextRow <= node + 3 {
            spreadRow(nextRow, by: spread, into: ring + nextRow % 4 * width)
            nextRow += 1
          }
          let rows = (ring + node % 4 * width, ring + (node + 1) % 4 * width)
          let rowsBelow = (ring + (node + 2) % 4 * width, ring + (node + 3) % 4 * width)
          Self.sum(rows, rowsBelow, weights, count: width, into: target + y * width)
        }
      }
    }
    return plane
  }

  private typealias TwoRows = (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>)

  /// The sum of four rows with one weight each.
  private static func sum(
    _ upper: TwoRows, _ lower: TwoRows, _ w: SIMD4<Float>, count: Int, into out: UnsafeMutablePointer<Float>
  ) {
    for x in 0..<count {
      out[x] = (upper.0[x] * w.x + upper.1[x] * w.y) + (lower.0[x] * w.z + lower.1[x] * w.w)
    }
  }

  /// For each pixel of a row the first of its four nodes and their weights.
  private struct Spread {
    let nodes: [Int32]
    let weights: [SIMD4<Float>]

    init(_ axis: Axis) {
      let places = (0..<axis.pixels).map { BSpline.weights(at: axis.place(of: $0)) }
      nodes = places.map { Int32($0.node) }
      weights = places.map(\.weights)
    }
  }

  private func spreadRow(_ row: Int, by spread: Spread, into out: UnsafeMutablePointer<Float>) {
    withRow(row) { values in
      spread.nodes.withUnsafeBufferPointer { nodes in
        spread.weights.withUnsafeBufferPointer { weights in
          for x in nodes.indices {
            let four =
              UnsafeRawPointer(values + Int(nodes[x])).loadUnaligned(as: SIMD4<Float>.self) * weights[x]
            out[x] = (four.x + four.y) + (four.z + four.w)
          }
        }
      }
    }
  }
}

private enum BSpline {
  /// The first of the four nodes around a place ≥ 1, and the weights of all four.
  @inline(__always)
  static func weights(at place: Double) -> (node: Int, weights: SIMD4<Float>) {
    let cell = Int(place)
    let t = Float(place - Double(cell))
    let s = 1 - t
    let weights = SIMD4(s * s * s, 4 - 3 * t * t * (2 - t), 4 - 3 * s * s * (2 - s), t * t * t)
    return (cell - 1, weights * (1 / 6))
  }
}
