import Core

/// Which way lines go in small blocks of the unit square, one direction a block: what HELO and SHELO count.
///
/// Directions are added as vectors of twice their angle, so that 1° and 179° make 0° and not 90° (Saavedra & Bustos 2010 do so with
/// gradients). Two lines that cross cancel each other as far as they differ.
struct BlockOrientations {
  struct Block {
    /// The block's centre in the square.
    var x, y: Float
    /// In radians, 0 ≤ direction ≤ π.
    var direction: Float
    /// How much line there is, as far as it goes this way.
    var strength: Float
  }

  /// Those with lines in them, row after row.
  let blocks: [Block]

  /// With so many blocks on a side.
  init(_ lines: PlacedLines, side: Int) {
    var sums = [SIMD2<Float>](repeating: .zero, count: side * side)
    for point in lines.points {
      let column = min(side - 1, Int(point.x * Float(side)))
      let row = min(side - 1, Int(point.y * Float(side)))
      sums[row * side + column] += point.length * DoubledAngle.vector(of: point.direction)
    }
    blocks = sums.indices.compactMap { index in
      let strength = (sums[index] * sums[index]).sum().squareRoot()
      guard strength > 1e-3 else { return nil }
      return Block(
        x: (Float(index % side) + 0.5) / Float(side), y: (Float(index / side) + 0.5) / Float(side),
        direction: DoubledAngle.direction(of: sums[index]), strength: strength)
    }
  }
}

/// Directions without sense as vectors: those of twice the angle, in which 0 and π are the same.
enum DoubledAngle {
  static func vector(of direction: Float) -> SIMD2<Float> {
    SIMD2(Float(cosine(2 * Double(direction))), Float(sine(2 * Double(direction))))
  }

  /// 0 ≤ direction ≤ π.
  static func direction(of vector: SIMD2<Float>) -> Float {
    let half = angle(x: Double(vector.x), y: Double(vector.y)) / 2
    return Float(half < 0 ? half + Double.pi : half)
  }
}
