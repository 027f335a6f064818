/// The square regions of R-MAC (Tolias, Sicre & Jégou 2016).
///
/// On level l there are l regions along the shorter side of the map, of side 2 · shorter / (l + 1), and l + m along the longer one, evenly from
/// edge to edge. m is chosen so that two neighbours of the first level share as nearly 40 % as possible, and is 0 on square maps.
enum MapRegions {
  private static let wantedOverlap = 0.4
  /// How many regions of the first level there may be along the longer side.
  private static let counts = 2...7

  static func squares(width: Int, height: Int, levels: Int) -> [MapRegion] {
    let shorter = min(width, height)
    let more = extraCount(shorter: shorter, longer: max(width, height))
    var regions: [MapRegion] = []
    for level in 1...max(1, levels) {
      let side = 2 * shorter / (level + 1)
      guard side > 0 else { break }
      let columns = starts(length: width, side: side, count: level + (width > height ? more : 0))
      let rows = starts(length: height, side: side, count: level + (height > width ? more : 0))
      for y in rows {
        for x in columns { regions.append(MapRegion(x: x, y: y, width: side, height: side)) }
      }
    }
    return regions
  }

  /// Where `count` regions begin that spread over a length.
  private static func starts(length: Int, side: Int, count: Int) -> [Int] {
    guard count > 1 else { return [0] }
    return (0..<count).map { $0 * (length - side) / (count - 1) }
  }

  /// How many more regions than the level's number the longer side has.
  private static func extraCount(shorter: Int, longer: Int) -> Int {
    guard longer > shorter else { return 0 }
    func miss(_ count: Int) -> Double {
      let step = Double(longer - shorter) / Double(count - 1)
      return abs((1 - step / Double(shorter)) - wantedOverlap)
    }
    // The first of equally good ones: `min` keeps it.
    let best = counts.min { miss($0) < miss($1) } ?? counts.lowerBound
    return best - 1
  }
}
