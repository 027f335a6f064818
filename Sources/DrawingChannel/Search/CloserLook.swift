import Core

/// A picture whose lines may have been held against a drawing's outline: how much the whole of it looks like the drawing, and where the
/// outline fits best.
struct CloserLook {
  let row: FoundRow
  /// `nil` for one that promised too little.
  let places: OutlineFit.Places?

  /// An outline that takes most of a picture counts for something once it fits better than usual, by so many standard deviations
  /// among all that were looked at.
  private static let usualFit: Float = 1
  /// What a standard deviation beyond that adds.
  private static let worthOfLarge: Float = 0.03
  /// One of any size counts once it stands out by so many, which chance hardly does anywhere, and soon for more than all the rest:
  /// the drawing's very shape stands there. How far beyond is of less and less matter.
  private static let outstanding: Float = 5.5

  /// The hits, the best first, each picture once.
  static func ranked(_ looks: [CloserLook], queries: [DrawingQuery], wanted: Int) -> [DrawingHit] {
    let any = Usual(looks.compactMap { $0.places?.any.score })
    let large = Usual(looks.compactMap { $0.places?.large.score })
    let hits = looks.map { $0.hit(of: queries[$0.row.query], any: any, large: large) }
    let ranked = hits.enumerated().sorted {
      ($1.element.score, $0.element.id, $0.offset) < ($0.element.score, $1.element.id, $1.offset)
    }
    var seen: Set<UInt32> = []
    var best: [DrawingHit] = []
    for (_, hit) in ranked where best.count < wanted && seen.insert(hit.id).inserted { best.append(hit) }
    return best
  }

  private func hit(of query: DrawingQuery, any: Usual, large: Usual) -> DrawingHit {
    var (score, box) = (row.whole, query.outline.middle)
    if let places {
      score += Self.worthOfLarge * max(0, large.deviations(of: places.large.score) - Self.usualFit)
      let beyond = any.deviations(of: places.any.score) - Self.outstanding
      if beyond > 0 { score += Float(binaryLogarithm(1 + Double(beyond))) }
      box = beyond > 0 ? places.any.box : places.large.box
    }
    return DrawingHit(id: row.id, score: score, box: box, isMirrored: query.isMirrored)
  }
}

/// What scores are like: mean and standard deviation by the quartiles, which a few that stand out don't move.
private struct Usual {
  private let mean: Float
  private let deviation: Float

  init(_ scores: [Float]) {
    let rising = scores.sorted()
    // Fewer have no quartiles to speak of: none stands out.
    guard rising.count >= 8 else {
      (mean, deviation) = (rising.last ?? 0, 1)
      return
    }
    let (low, high) = (rising[rising.count / 4], rising[3 * rising.count / 4])
    (mean, deviation) = (rising[rising.count / 2], max((high - low) / 1.349, .leastNormalMagnitude))
  }

  func deviations(of score: Float) -> Float { (score - mean) / deviation }
}
