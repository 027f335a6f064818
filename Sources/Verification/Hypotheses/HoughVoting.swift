import Core

/// Votes of single correspondences for where the middle of the first picture goes, at which scale and turn. Where many agree, their maps
/// are worth comparing with all correspondences (Schönberger, Price, Sattler, Frahm & Pollefeys 2016).
///
/// A cell is an octave of scale, a sixth of a turn and half of the first picture's size as it appears in the second; each map votes for
/// the two nearest cells along each of the two axes of position, so that no border splits a crowd. Linear in the number of maps.
struct HoughVoting {
  private let cells: [[UInt64]]
  private let weights: [Float]

  init(_ maps: [AffineHypothesis], weights: [Float]) {
    cells = maps.map(Self.cells(of:))
    self.weights = weights
  }

  /// The indices of `count` maps in the cells with most votes, rising.
  func winners(_ count: Int) -> [Int] {
    var votes: [UInt64: Float] = [:]
    for (index, cells) in cells.enumerated() {
      for cell in cells { votes[cell, default: 0] += weights[index] }
    }
    let strength = cells.indices.map { index in
      cells[index].reduce(Float(0)) { max($0, votes[$1] ?? 0) }
    }
    let order = cells.indices.sorted { strength[$0] != strength[$1] ? strength[$0] > strength[$1] : $0 < $1 }
    return order.prefix(count).sorted()
  }

  private static func cells(of map: AffineHypothesis) -> [UInt64] {
    let scale = Double(abs(map.determinant)).squareRoot()
    // Rounded, so that equal sizes and no turn, which are usual, lie in the middle of a cell.
    let octave = binaryLogarithm(max(1e-6, scale)).rounded()
    let sixths = (angle(x: Double(map.xx + map.yy), y: Double(map.yx - map.xy)) / (.pi / 3)).rounded()
    let turn = sixths < -2 ? 3 : sixths
    let size = 0.5 * powerOfTwo(octave)
    let (column, row) = (
      (Double(map.x1) / size - 0.5).rounded(.down), (Double(map.y1) / size - 0.5).rounded(.down)
    )
    let side: UInt64 = map.determinant < 0 ? 1 : 0
    return [(0.0, 0.0), (1, 0), (0, 1), (1, 1)].map { dx, dy in
      field(column + dx) << 40 | field(row + dy) << 16 | field(octave) << 4 & 0xFFF0 | UInt64(turn + 3) << 1
        | side
    }
  }

  private static func field(_ number: Double) -> UInt64 {
    UInt64(Int(max(-1e6, min(1e6, number))) + 2_000_000) & 0xFF_FFFF
  }
}
