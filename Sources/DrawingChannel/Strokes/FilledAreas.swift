/// Areas that were filled and not drawn as strokes: of these the outline is kept, not the middle.
///
/// A filled area is where a disc fits in that is much wider than the strokes. Ink is opened with such a disc; what stays of it is
/// the area, and its border takes its place.
struct FilledAreas {
  /// The ink, filled areas as outlines.
  let mask: LineMask

  /// Half the width beyond which an area counts as filled, in half widths of a usual stroke …
  private static let strokes = 2.5
  /// … and at least and at most these shares of the longest side of what is drawn.
  private static let shares = 0.02...0.045
  /// If areas hold this share of all ink, the drawing is a silhouette: its thin parts get outlines too.
  private static let silhouette = 0.6
  private static let silhouetteShare = 0.01

  init(_ ink: LineMask, thinned: LineMask) {
    let depth = DistanceMap(width: ink.width, height: ink.height) { ink.ink[$0] != 0 }
    let usual = Self.usualDepth(depth, along: thinned)
    let longest = Double(max(ink.width, ink.height))
    let least = min(
      max(Self.strokes * usual, Self.shares.lowerBound * longest), Self.shares.upperBound * longest)
    var area = Self.area(in: ink, depth, atLeast: least)
    if Double(area.count) >= Self.silhouette * Double(ink.count) {
      area = Self.area(in: ink, depth, atLeast: Self.silhouetteShare * longest)
    }
    var mask = ink
    for place in area.ink.indices where area.ink[place] != 0 && !Self.isBorder(place, of: area) {
      mask.ink[place] = 0
    }
    self.mask = mask
  }

  /// Half the width of half the strokes' points or more, in pixels.
  private static func usualDepth(_ depth: DistanceMap, along lines: LineMask) -> Double {
    let depths = lines.ink.indices.filter { lines.ink[$0] != 0 }.map { depth.thirds[$0] }.sorted()
    return depths.isEmpty ? 0 : Double(depths[depths.count / 2]) / 3
  }

  /// The ink that discs of `radius` pixels cover, as far as they fit into it.
  private static func area(in ink: LineMask, _ depth: DistanceMap, atLeast radius: Double) -> LineMask {
    let thirds = Int32(3 * radius)
    var area = LineMask(width: ink.width, height: ink.height)
    guard depth.thirds.contains(where: { $0 > thirds }) else { return area }
    let toCore = DistanceMap(width: ink.width, height: ink.height) { depth.thirds[$0] <= thirds }
    for place in ink.ink.indices where ink.ink[place] != 0 && toCore.thirds[place] <= thirds {
      area.ink[place] = 1
    }
    return area
  }

  private static func isBorder(_ place: Int, of area: LineMask) -> Bool {
    let (x, y) = (place % area.width, place / area.width)
    guard x > 0, y > 0, x < area.width - 1, y < area.height - 1 else { return true }
    return !(area[x - 1, y] && area[x + 1, y] && area[x, y - 1] && area[x, y + 1])
  }
}
