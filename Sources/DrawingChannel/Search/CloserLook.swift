/// A picture that may have been looked at closely: what the whole of it scored, and the best place of the drawing in it.
struct CloserLook {
  let row: FoundRow
  /// `nil` for one that promised too little.
  let place: DrawingFit.Place?

  /// A place counts that stands out by so many standard deviations among all that were looked at; with less, some picture has
  /// one by chance.
  private static let outstanding: Float = 3
  /// What a standard deviation beyond that adds to a score.
  private static let worth: Float = 1

  /// The hits, the best first, each picture once.
  static func ranked(_ looks: [CloserLook], queries: [DrawingQuery], wanted: Int) -> [DrawingHit] {
    let (mean, deviation) = spread(looks.compactMap { $0.place?.score })
    let hits = looks.map { look in
      let query = queries[look.row.query]
      let beyond = look.place.map { ($0.score - mean) / deviation - outstanding } ?? 0
      return DrawingHit(
        id: look.row.id, score: look.row.whole + worth * max(0, beyond),
        box: look.place?.box ?? query.fit.middle, isMirrored: query.isMirrored)
    }
    let ranked = hits.enumerated().sorted {
      ($1.element.score, $0.element.id, $0.offset) < ($0.element.score, $1.element.id, $1.offset)
    }
    var seen: Set<UInt32> = []
    var best: [DrawingHit] = []
    for (_, hit) in ranked where best.count < wanted && seen.insert(hit.id).inserted { best.append(hit) }
    return best
  }

  /// Mean and standard deviation, by the quartiles, which a few that stand out don't move.
  private static func spread(_ scores: [Float]) -> (mean: Float, deviation: Float) {
    let rising = scores.sorted()
    guard rising.count >= 8 else { return (rising.last ?? 0, 1) }
    let (low, middle, high) = (
      rising[rising.count / 4], rising[rising.count / 2], rising[3 * rising.count / 4]
    )
    return (middle, max((high - low) / 1.349, .leastNormalMagnitude))
  }
}
