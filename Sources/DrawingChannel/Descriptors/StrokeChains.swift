/// Lines followed from pixel to pixel: chains between ends and junctions, and closed ones.
///
/// A pixel from which three or more ways lead is a junction. Every chain that comes to one ends with it.
struct StrokeChains {
  typealias Pixel = SIMD2<Int>

  /// Each pixel beside the one before.
  private(set) var chains: [[Pixel]] = []

  private let width: Int
  private let height: Int
  private let isLine: [Bool]
  private var isJunction: [Bool]
  /// Pixels that are no junctions and that no chain has yet.
  private var isFree: [Bool]

  /// The eight neighbours in a circle; the even ones share a side with the pixel.
  private static let circle: [Pixel] = [
    Pixel(1, 0), Pixel(1, 1), Pixel(0, 1), Pixel(-1, 1), Pixel(-1, 0), Pixel(-1, -1), Pixel(0, -1),
    Pixel(1, -1),
  ]
  /// Neighbours that share a side come first, so that steps of a staircase are not jumped over.
  private static let order = [0, 2, 4, 6, 1, 3, 5, 7]

  init(_ lines: LineDrawing) {
    (width, height) = (lines.width, lines.height)
    let pixels = lines.points.map { Pixel(Int($0.x), Int($0.y)) }
    var mask = [Bool](repeating: false, count: width * height)
    for pixel in pixels { mask[pixel.y * lines.width + pixel.x] = true }
    isLine = mask
    isFree = mask
    isJunction = [Bool](repeating: false, count: mask.count)
    let branches = pixels.map(branchCount)
    let junctions = zip(pixels, branches).filter { $0.1 > 2 }.map(\.0)
    for pixel in junctions {
      isJunction[index(pixel)] = true
      isFree[index(pixel)] = false
    }
    // From ends and junctions first: what is left then is closed.
    for (pixel, count) in zip(pixels, branches) where count == 1 && isFree[index(pixel)] {
      follow(from: pixel)
    }
    for pixel in junctions {
      while let next = step(from: pixel) { follow(from: next, after: pixel) }
    }
    for pixel in pixels where isFree[index(pixel)] { follow(from: pixel) }
  }

  private func index(_ pixel: Pixel) -> Int { pixel.y * width + pixel.x }

  private func isInside(_ pixel: Pixel) -> Bool {
    (0..<width).contains(pixel.x) && (0..<height).contains(pixel.y)
  }

  /// How many separate ways lead from a pixel: how often a walk around it comes from ground onto a line.
  private func branchCount(_ pixel: Pixel) -> Int {
    let around = Self.circle.map { isInside(pixel &+ $0) && isLine[index(pixel &+ $0)] }
    return around.indices.count { around[$0] && !around[($0 + 7) % 8] }
  }

  private func neighbour(of pixel: Pixel, where isWanted: (Pixel) -> Bool) -> Pixel? {
    for place in Self.order {
      let next = pixel &+ Self.circle[place]
      if isInside(next), isWanted(next) { return next }
    }
    return nil
  }

  private func step(from pixel: Pixel) -> Pixel? {
    neighbour(of: pixel) { isFree[index($0)] }
  }

  private mutating func follow(from start: Pixel, after junction: Pixel? = nil) {
    var chain = junction.map { [$0] } ?? []
    var next: Pixel? = start
    while let pixel = next {
      chain.append(pixel)
      isFree[index(pixel)] = false
      if let end = neighbour(of: pixel, where: { isEnd($0, of: chain, from: junction) }) {
        chain.append(end)
        next = nil
      } else {
        next = step(from: pixel)
      }
    }
    chains.append(chain)
  }

  /// Junctions often lie side by side: a chain that has just begun at one doesn't end at the one beside it.
  private func isEnd(_ pixel: Pixel, of chain: [Pixel], from junction: Pixel?) -> Bool {
    guard isJunction[index(pixel)] else { return false }
    guard let junction, chain.count <= 3 else { return true }
    let away = pixel &- junction
    return max(abs(away.x), abs(away.y)) > 1
  }
}
