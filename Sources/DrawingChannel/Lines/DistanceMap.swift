/// How far each pixel is from the nearest one of some kind, in thirds of a pixel: Borgefors's chamfer distance with steps of 3 and 4.
struct DistanceMap {
  let width: Int
  /// Thirds of pixels.
  let thirds: [Int32]

  /// `isFar`: whether a pixel is none of those from which distances count. Nothing beyond the border is one.
  init(width: Int, height: Int, isFar: (Int) -> Bool) {
    self.width = width
    var distance = (0..<width * height).map { isFar($0) ? Int32.max / 2 : 0 }
    distance.withUnsafeMutableBufferPointer { distance in
      for y in 0..<height {
        for x in 0..<width { Self.lower(distance, x, y, width, row: y - 1, before: -1, height) }
      }
      for y in (0..<height).reversed() {
        for x in (0..<width).reversed() { Self.lower(distance, x, y, width, row: y + 1, before: 1, height) }
      }
    }
    thirds = distance
  }

  /// Takes the way through the neighbours that were visited already: the row above or below, and the one before in this row.
  @inline(__always)
  private static func lower(
    _ distance: UnsafeMutableBufferPointer<Int32>, _ x: Int, _ y: Int, _ width: Int, row: Int, before: Int,
    _ height: Int
  ) {
    let place = y * width + x
    guard distance[place] > 0 else { return }
    var best = distance[place]
    if x + before >= 0, x + before < width { best = min(best, distance[place + before] + 3) }
    if row >= 0, row < height {
      let other = row * width + x
      best = min(best, distance[other] + 3)
      if x > 0 { best = min(best, distance[other - 1] + 4) }
      if x + 1 < width { best = min(best, distance[other + 1] + 4) }
    }
    distance[place] = best
  }
}
