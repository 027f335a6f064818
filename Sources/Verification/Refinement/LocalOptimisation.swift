/// From the map of one correspondence to the one that fits all that obey it: least squares over the inliers, again and again while the
/// tolerance shrinks, each kind of map from the one before it; a richer kind is adopted only when it gains more than its numbers could
/// by chance.
struct LocalOptimisation: ~Copyable {
  var counter: EvidenceCounter

  struct Outcome {
    var model: Agreement.Model
    /// In units of the pictures.
    var map: PlaneTransform
    var evidence: Evidence
  }

  /// By how much the evidence has to grow for two more numbers of a map: a unit is about a tenth of the probability by chance.
  private static let leastGain = 1.0
  /// As many points are fitted at most, the weightiest: more would not move the map.
  private static let mostPoints = 600
  /// Fewer inliers decide no similarity, affine map or homography against noise.
  private static let leastForSimilarity = 2.0
  private static let leastForAffine = 4.0
  private static let leastForHomography = 7.0

  /// The best similarity or affine map near that of one correspondence.
  mutating func refine(_ start: AffineHypothesis) -> Outcome {
    let map = start.transform
    let (widest, most) = counter.evidence(for: map)
    var best = Outcome(model: .affine, map: map, evidence: most)
    if widest.effectiveCount >= Self.leastForSimilarity,
      let similarity = improve(.similarity, from: map, widest)
    {
      if similarity.evidence.amount >= best.evidence.amount { best = similarity }
    }
    if widest.effectiveCount >= Self.leastForAffine, let affine = improve(.affine, from: map, widest) {
      best = Self.better(best, affine)
    }
    return best
  }

  /// The same with a homography, where there is enough for one.
  mutating func bend(_ flat: Outcome) -> Outcome {
    guard flat.evidence.effectiveCount >= Self.leastForHomography,
      let homography = improve(
        .homography, from: flat.map, counter.count(flat.map, within: Tolerances.evidence[0]))
    else { return flat }
    return Self.better(flat, homography)
  }

  private static func better(_ simple: Outcome, _ rich: Outcome) -> Outcome {
    let gain = simple.model == rich.model ? 0 : leastGain
    return rich.evidence.amount > simple.evidence.amount + gain ? rich : simple
  }

  /// The map of a kind with most evidence on the way from wide to narrow tolerances.
  private mutating func improve(
    _ model: Agreement.Model, from start: PlaneTransform, _ widest: Evidence
  ) -> Outcome? {
    var best: (map: PlaneTransform, amount: Double)?
    var map = start
    var evidence = widest
    for tolerance in Tolerances.shrinking {
      let points = evidence.inliers.prefix(Self.mostPoints).map { counter.columns.point($0) }
      guard let next = Self.fit(model, points, from: map),
        Plausibility.allows(next, around: points, mirrors: start.determinant < 0)
      else { break }
      map = next
      evidence = counter.count(map, within: tolerance)
      if evidence.amount > best?.amount ?? 0 { best = (map, evidence.amount) }
    }
    return best.map { Outcome(model: model, map: $0.map, evidence: counter.most(for: $0.map)) }
  }

  private static func fit(
    _ model: Agreement.Model, _ points: [LeastSquares.Point], from start: PlaneTransform
  ) -> PlaneTransform? {
    switch model {
    case .similarity: LeastSquares.similarity(points, mirrors: start.determinant < 0)
    case .affine: LeastSquares.affine(points)
    case .homography, .epipolar: LeastSquares.homography(points, from: start)
    }
  }
}

extension CorrespondenceColumns {
  func point(_ index: Int) -> LeastSquares.Point {
    let place = place(index)
    return LeastSquares.Point(
      x: place.x, y: place.y, toX: place.toX, toY: place.toY, weight: Double(weight(index)))
  }
}
