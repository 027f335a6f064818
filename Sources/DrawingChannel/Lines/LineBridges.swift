/// Closing gaps: where a line ends close to another one, the two are joined, as a hand that lifts the pen for a moment means one line.
extension LineMask {
  /// Thin lines, with straight bridges of at most `gap` pixels from each end to the nearest piece that it doesn't hang together with.
  package func bridged(gap: Int) -> LineMask {
    guard gap > 1 else { return self }
    let pieces = components
    var owners = [Int32](repeating: -1, count: ink.count)
    for (number, piece) in pieces.enumerated() {
      for place in piece.places { owners[place] = Int32(number) }
    }
    var result = self
    for (number, piece) in pieces.enumerated() {
      for place in piece.places.sorted() where isEnd(place) {
        guard let target = nearest(to: place, outside: Int32(number), owners, within: gap) else { continue }
        result.draw(from: place, to: target)
      }
    }
    return result
  }

  /// Whether a line ends there: one neighbour at most, or two that touch each other.
  private func isEnd(_ place: Int) -> Bool {
    let (x, y) = (place % width, place / width)
    // Around the pixel, against the clock from the right; how often ink begins there.
    let ring = [(1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1)].map { step in
      contains(x + step.0, y + step.1) && self[x + step.0, y + step.1]
    }
    return ring.indices.count { ring[$0] && !ring[($0 + 7) % 8] } <= 1
  }

  private func contains(_ x: Int, _ y: Int) -> Bool { x >= 0 && y >= 0 && x < width && y < height }

  /// The nearest ink of another piece; of equally near ones the first, row by row.
  private func nearest(to place: Int, outside owner: Int32, _ owners: [Int32], within gap: Int) -> Int? {
    let (x, y) = (place % width, place / width)
    var best: (place: Int, distance: Int)?
    for row in max(0, y - gap)...min(height - 1, y + gap) {
      for column in max(0, x - gap)...min(width - 1, x + gap) {
        let other = row * width + column
        guard owners[other] >= 0, owners[other] != owner else { continue }
        let distance = (column - x) * (column - x) + (row - y) * (row - y)
        if distance <= gap * gap, distance < best?.distance ?? .max { best = (other, distance) }
      }
    }
    return best?.place
  }

  /// A straight line of ink, ends included.
  package mutating func draw(from start: Int, to end: Int) {
    let (x, y) = (start % width, start / width)
    let (dx, dy) = (end % width - x, end / width - y)
    let steps = max(abs(dx), abs(dy), 1)
    // In parts of 2⁻³² pixels: whole numbers are several times as fast as rounding, and exact enough for any length.
    let half = 1 << 31
    let (stepX, stepY) = ((dx << 32) / steps, (dy << 32) / steps)
    var (column, row) = ((x << 32) + half, (y << 32) + half)
    ink.withUnsafeMutableBufferPointer { ink in
      for _ in 0..<steps {
        ink[(row >> 32) * width + (column >> 32)] = 1
        column += stepX
        row += stepY
      }
      ink[end] = 1
    }
  }
}
