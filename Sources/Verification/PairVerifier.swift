/// Decides whether two pictures show the same thing, and how one lies in the other.
package struct PairVerifier: Sendable {
  /// Maps are compared with all correspondences; where that would be more comparisons than this, votes or a sample choose which maps are. A map of two
  /// points is less precise than that of two regions, and most are of two that don't belong together, so there have to be more.
  private static func mostComparisons(_ frames: FrameKind) -> Int {
    frames == .regions ? 65_536 : 4_000_000
  }
  /// As many of them are refined.
  private static func refinedCount(_ frames: FrameKind) -> Int { frames == .regions ? 3 : 4 }
  /// As many are compared however many correspondences there are.
  private static let fewHypotheses = 32
  /// So much evidence is beyond chance; no second map is looked for.
  private static let decisive = 20.0
  /// Whether pictures may show a thing as in a mirror when the regions say so.
  package var mayMirror = true

  /// What chance brings about in pairs whose correspondences were found as these are.
  private let chance: ChanceModel

  package init(chance: ChanceModel = .sharedWords) {
    self.chance = chance
  }

  /// The best agreement; `nil` when fewer than three points agree in anything.
  package func agreement(of pair: PicturePair) -> Agreement? {
    guard pair.correspondences.count >= 3 else { return nil }
    var optimisation = LocalOptimisation(counter: EvidenceCounter(pair))
    guard let plane = plane(of: pair, &optimisation) else { return nil }
    let units = optimisation.counter.columns.units
    guard let map = units.pixels(plane.map) else { return nil }
    let scene = optimisation.scene(around: plane)
    let evidence = scene?.evidence ?? plane.evidence
    return Agreement(
      model: scene == nil ? plane.model : .epipolar, secondFromFirst: map,
      fundamental: scene?.geometry.pixels(units), inliers: evidence.inliers.sorted(),
      effectiveInlierCount: evidence.effectiveCount, evidence: evidence.amount,
      logChance: chance.logChance(
        ofEvidence: evidence.amount, disobeying: pair.correspondences.count - evidence.inliers.count))
  }

  /// The map with most evidence.
  private func plane(of pair: PicturePair, _ optimisation: inout LocalOptimisation) -> LocalOptimisation
    .Outcome?
  {
    let columns = optimisation.counter.columns
    let search = HypothesisSearch(
      keptCount: Self.refinedCount(pair.frames),
      mostHypotheses: max(Self.fewHypotheses, Self.mostComparisons(pair.frames) / columns.count))
    var best: LocalOptimisation.Outcome?
    for hypothesis in search.best(of: pair, columns, mayMirror: mayMirror) {
      let outcome = optimisation.refine(hypothesis.map)
      guard outcome.evidence.amount > best?.evidence.amount ?? 0, !isDegenerate(outcome, columns) else {
        continue
      }
      best = outcome
      if outcome.evidence.amount > Self.decisive { break }
    }
    guard let flat = best else { return nil }
    let bent = optimisation.bend(flat)
    return isDegenerate(bent, columns) ? flat : bent
  }

  private func isDegenerate(_ outcome: LocalOptimisation.Outcome, _ columns: CorrespondenceColumns) -> Bool {
    let places = outcome.evidence.inliers.map { columns.place($0) }
    return Plausibility.areDegenerate(places.map { ($0.x, $0.y) })
      || Plausibility.areDegenerate(places.map { ($0.toX, $0.toY) })
  }
}
