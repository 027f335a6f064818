import Raster

/// From crests to lines: hysteresis. A line counts where it is strong, and goes on from there while it is not too weak; pieces that are
/// short or nowhere strong are dropped.
struct EdgeLines {
  private(set) var mask: LineMask

  init(_ crests: EdgeCrests, options: EdgeOptions) {
    let strong = max(crests.limit(share: options.strongShare), options.leastContrast)
    self.init(
      crests.strength, width: crests.width, height: crests.height, strong: strong,
      weak: strong * options.weakFraction, shortest: options.shortestLine)
  }

  /// The same for a plane that says how likely an edge is; `frame` pixels along its border are none.
  init(_ likely: Plane, certain: Float, possible: Float, options: EdgeOptions) {
    var strength = likely.pixels
    let (width, height) = (likely.width, likely.height)
    let frame = max(1, options.frame)
    for place in strength.indices {
      let (x, y) = (place % width, place / width)
      if min(x, y, width - 1 - x, height - 1 - y) < frame { strength[place] = 0 }
    }
    self.init(
      strength, width: width, height: height, strong: certain, weak: possible,
      shortest: options.shortestLine)
  }

  private init(
    _ strength: [Float], width: Int, height: Int, strong: Float, weak: Float, shortest: Int
  ) {
    mask = LineMask(width: width, height: height)
    var isOpen = strength.map { $0 >= weak }
    for start in strength.indices where isOpen[start] && strength[start] >= strong {
      let line = Self.line(from: start, width: width, &isOpen)
      guard line.count >= shortest else { continue }
      for place in line { mask.ink[place] = 1 }
    }
  }

  /// All places that hang together with `start`, which are closed on the way. The border of a mask is never open.
  private static func line(from start: Int, width: Int, _ isOpen: inout [Bool]) -> [Int] {
    var line = [start]
    isOpen[start] = false
    var next = 0
    while next < line.count {
      let place = line[next]
      next += 1
      for step in [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1]
      where isOpen[place + step] {
        isOpen[place + step] = false
        line.append(place + step)
      }
    }
    return line
  }
}
