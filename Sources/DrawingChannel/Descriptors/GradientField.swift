import Core

/// The directions of lines spread over the whole unit square (Hu & Collomosse 2013): at the lines they are the lines' own, between them
/// as smooth as can be.
///
/// Directions are vectors of twice the angle (`DoubledAngle`), so that what is interpolated has no jump where a direction passes π; each of the
/// two components u satisfies
///
///     Δu = 0 between the lines,   u = that of the line on the lines,   ∂u/∂n = 0 at the square's border.
///
/// Solved from coarse to fine grids: the solution of a grid half as wide starts the next one, which a fixed number of rounds
/// of over-relaxation mends where it can be wrong still, near the lines.
struct GradientField {
  /// Cells on a side, a power of two times `coarsest`.
  let side: Int
  /// Row after row.
  private(set) var vectors: [SIMD2<Float>]
  /// Whether a line goes through the cell.
  let isLine: [Bool]

  /// The coarsest grid of all; there, rounds are cheap and settle everything.
  private static let coarsest = 6
  private static let coarseRounds = 60
  private static let rounds = 24
  /// 1 is Gauss and Seidel's method; near 2 waves travel far in a round and die slowly.
  private static let overRelaxation: Float = 1.6

  /// The field of some lines: `nil` for none. The side is 6 · 2ⁿ.
  init?(_ lines: PlacedLines, side: Int) {
    guard !lines.isEmpty else { return nil }
    var sums = [SIMD2<Float>](repeating: .zero, count: side * side)
    for point in lines.points {
      let column = min(side - 1, Int(point.x * Float(side)))
      let row = min(side - 1, Int(point.y * Float(side)))
      sums[row * side + column] += point.length * DoubledAngle.vector(of: point.direction)
    }
    self.init(sums: sums, side: side)
  }

  /// From the sum of vectors in each cell, 0 where there is none.
  init(sums: [SIMD2<Float>], side: Int) {
    precondition(sums.count == side * side, "a sum for each cell")
    self.side = side
    let known = sums.map(Self.unit)
    isLine = known.map { $0 != .zero }
    vectors = Self.start(of: sums, side: side)
    Self.relax(&vectors, known, side: side, rounds: side <= Self.coarsest ? Self.coarseRounds : Self.rounds)
  }

  /// What the grid half as wide came to, or nothing on the coarsest one.
  private static func start(of sums: [SIMD2<Float>], side: Int) -> [SIMD2<Float>] {
    guard side > coarsest, side.isMultiple(of: 2) else {
      return [SIMD2<Float>](repeating: .zero, count: side * side)
    }
    let half = side / 2
    var coarse = [SIMD2<Float>](repeating: .zero, count: half * half)
    for row in 0..<side {
      for column in 0..<side { coarse[row / 2 * half + column / 2] += sums[row * side + column] }
    }
    let solved = GradientField(sums: coarse, side: half).vectors
    return (0..<side * side).map { solved[$0 / side / 2 * half + $0 % side / 2] }
  }

  private static func unit(_ vector: SIMD2<Float>) -> SIMD2<Float> {
    let length = (vector * vector).sum().squareRoot()
    return length > 1e-3 ? vector / length : .zero
  }

  /// Brings each cell without a line towards the mean of its neighbours, in place, round after round.
  private static func relax(
    _ vectors: inout [SIMD2<Float>], _ known: [SIMD2<Float>], side: Int, rounds: Int
  ) {
    for index in known.indices where known[index] != .zero { vectors[index] = known[index] }
    let free = known.indices.filter { known[$0] == .zero }
    vectors.withUnsafeMutableBufferPointer { vectors in
      for _ in 0..<rounds {
        for index in free {
          // Beyond the border stands what stands at it.
          let (row, column) = (index / side, index % side)
          let left = vectors[column > 0 ? index - 1 : index]
          let right = vectors[column < side - 1 ? index + 1 : index]
          let above = vectors[row > 0 ? index - side : index]
          let below = vectors[row < side - 1 ? index + side : index]
          let mean = (left + right + above + below) * 0.25
          vectors[index] += overRelaxation * (mean - vectors[index])
        }
      }
    }
  }
}
