/// Lines followed from pixel to pixel: chains between ends and junctions, and closed ones.
///
/// A pixel with three or more neighbours that don't touch each other is a junction: chains end there, and it belongs to the first that
/// gets there.
struct StrokeChains {
  typealias Pixel = SIMD2<Int>

  /// Each pixel beside the one before; in the order of the first pixel of each.
  private(set) var chains: [[Pixel]] = []

  private let width: Int
  private let height: Int
  /// Pixels of lines that no chain has yet.
  private var isFree: [Bool]
  private let isLine: [Bool]

  /// The eight neighbours in a circle; the even ones share a side with the pixel.
  private static let circle: [Pixel] = [
    Pixel(1, 0), Pixel(1, 1), Pixel(0, 1), Pixel(-1, 1), Pixel(-1, 0), Pixel(-1, -1), Pixel(0, -1),
    Pixel(1, -1),
  ]
  /// Neighbours that share a side come first, so that steps of a staircase are not jumped over.
  private static let order = [0, 2, 4, 6, 1, 3, 5, 7]

  init(_ lines: LineDrawing) {
    width = lines.width
    height = lines.height
    var mask = [Bool](repeating: false, count: lines.width * lines.height)
    for point in lines.points { mask[Int(point.y) * lines.width + Int(point.x)] = true }
    isLine = mask
    isFree = mask
    let pixels = lines.points.map { Pixel(Int($0.x), Int($0.y)) }
    let branches = pixels.map(branchCount)
    // From ends and junctions first; what is left then are closed lines.
    for (pixel, count) in zip(pixels, branches) where count == 1 && isFree[index(pixel)] {
      follow(from: pixel)
    }
    for (pixel, count) in zip(pixels, branches) where count > 2 {
      isFree[index(pixel)] = false
      while let next = step(from: pixel) { follow(from: next, after: pixel) }
    }
    for pixel in pixels where isFree[index(pixel)] { follow(from: pixel) }
  }

  private func index(_ pixel: Pixel) -> Int { pixel.y * width + pixel.x }

  private func has(_ pixel: Pixel) -> Bool {
    (0..<width).contains(pixel.x) && (0..<height).contains(pixel.y) && isLine[index(pixel)]
  }

  /// How many separate ways lead from a pixel: how often a walk around it comes from ground onto a line.
  private func branchCount(_ pixel: Pixel) -> Int {
    let around = Self.circle.map { has(pixel &+ $0) }
    return around.indices.count { around[$0] && !around[($0 + 7) % 8] }
  }

  private func step(from pixel: Pixel) -> Pixel? {
    for place in Self.order {
      let next = pixel &+ Self.circle[place]
      if has(next), isFree[index(next)] { return next }
    }
    return nil
  }

  private mutating func follow(from start: Pixel, after before: Pixel? = nil) {
    var chain = before.map { [$0] } ?? []
    var next: Pixel? = start
    while let pixel = next {
      chain.append(pixel)
      isFree[index(pixel)] = false
      // A junction ends the chain; others begin there.
      next = chain.count > 1 && branchCount(pixel) > 2 ? nil : step(from: pixel)
    }
    chains.append(chain)
  }
}
