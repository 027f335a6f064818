/// The maps that are looked at closely: of those that single correspondences mean, the ones with most support.
///
/// Every correspondence of affine regions is a whole hypothesis, so none has to be drawn by chance and the same pair always gives the
/// same answer (Philbin et al. 2007); points give one for two of them. Comparing each of n with all of n is quadratic; where there are more
/// than `mostHypotheses`, votes choose which are compared, or a sample of the correspondences.
struct HypothesisSearch {
  /// As many are looked at closely.
  let keptCount: Int
  /// As many are compared with all correspondences.
  let mostHypotheses: Int

  struct Hypothesis {
    let correspondence: Int
    let map: AffineHypothesis
    let support: Float
  }

  /// Those with most support first, each clearly another than those before it.
  func best(of pair: PicturePair, _ columns: CorrespondenceColumns, mayMirror: Bool) -> [Hypothesis] {
    var maps = single(of: pair, columns)
    if pair.frames != .regions { maps += PointPairHypotheses(pair, columns).all() }
    maps.removeAll { !Plausibility.allows($0.map, mayMirror: mayMirror) }
    if maps.count > mostHypotheses {
      maps =
        pair.frames == .regions ? mostVoted(maps, columns) : mostSupported(maps, columns)
    }
    var found = maps.map {
      Hypothesis(
        correspondence: $0.index, map: $0.map,
        support: $0.map.support(in: columns, tolerance: Tolerances.search))
    }
    found.sort {
      $0.support != $1.support ? $0.support > $1.support : $0.correspondence < $1.correspondence
    }
    return distinct(found)
  }

  /// Those that single correspondences mean. Points alone have frames of one size, so theirs only move the picture.
  private func single(
    of pair: PicturePair, _ columns: CorrespondenceColumns
  ) -> [(index: Int, map: AffineHypothesis)] {
    pair.correspondences.indices.compactMap { index in
      AffineHypothesis(pair.correspondences[index], at: columns.place(index), columns.units)
        .map { (index, $0) }
    }
  }

  private typealias Single = (index: Int, map: AffineHypothesis)

  private func mostVoted(_ maps: [Single], _ columns: CorrespondenceColumns) -> [Single] {
    HoughVoting(maps.map(\.map), weights: maps.map { columns.weight($0.index) })
      .winners(mostHypotheses).map { maps[$0] }
  }

  /// Those that a sample of the correspondences supports most, which takes as many comparisons as the choice among them. Most maps of two
  /// points are of two that don't belong together, and such maps crowd in a few cells, where they outvote the right one: among 2,000
  /// points of which one in twenty obeys, it was not found by votes.
  private func mostSupported(_ maps: [Single], _ columns: CorrespondenceColumns) -> [Single] {
    let step = (maps.count + mostHypotheses - 1) / mostHypotheses
    let support = maps.map { $0.map.support(in: columns, tolerance: Tolerances.search, everyBlock: step) }
    let order = maps.indices.sorted { support[$0] != support[$1] ? support[$0] > support[$1] : $0 < $1 }
    return order.prefix(mostHypotheses).sorted().map { maps[$0] }
  }

  private func distinct(_ hypotheses: [Hypothesis]) -> [Hypothesis] {
    var kept: [Hypothesis] = []
    for hypothesis in hypotheses where kept.count < keptCount {
      guard !kept.contains(where: { $0.map.isNear(hypothesis.map) }) else { continue }
      kept.append(hypothesis)
    }
    return kept
  }
}

extension AffineHypothesis {
  /// Whether two maps take the corners of the first picture to about the same places.
  fileprivate func isNear(_ other: AffineHypothesis) -> Bool {
    let reach = 0.5 * Tolerances.search
    for (x, y) in [(-0.5, -0.5), (0.5, -0.5), (-0.5, 0.5), (0.5, 0.5)] as [(Float, Float)] {
      let dx = (xx - other.xx) * x + (xy - other.xy) * y + x1 - other.x1
      let dy = (yx - other.yx) * x + (yy - other.yy) * y + y1 - other.y1
      guard abs(dx) < reach, abs(dy) < reach else { return false }
    }
    return true
  }
}
