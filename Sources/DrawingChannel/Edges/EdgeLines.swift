/// From crests to lines: hysteresis. A line counts where it is strong, and goes on from there while it is not too weak; pieces that are
/// short or nowhere strong are dropped.
struct EdgeLines {
  private(set) var mask: LineMask

  init(_ crests: EdgeCrests, options: EdgeOptions) {
    mask = LineMask(width: crests.width, height: crests.height)
    let strong = max(crests.limit(share: options.strongShare), options.leastContrast)
    let weak = strong * options.weakFraction
    var isOpen = crests.strength.map { $0 >= weak }
    for start in crests.strength.indices where isOpen[start] && crests.strength[start] >= strong {
      let line = Self.line(from: start, width: crests.width, &isOpen)
      guard line.count >= options.shortestLine else { continue }
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
