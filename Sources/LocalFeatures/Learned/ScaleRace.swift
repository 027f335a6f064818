/// A feature by the scale that it was found at, and its place among those of that scale, the strongest first.
struct ScaledFeature: Equatable {
  let scale, rank: Int
  let strength: Float
}

/// Which features are taken when a picture was looked at in several sizes.
///
/// Strengths of different sizes don't compare: a small picture is all corners. So each scale gives its strongest in proportion to
/// its side, as if they came in a race of as many speeds; where one has no more to give, the others go on.
enum ScaleRace {
  /// The first `limit` to arrive. `strengths` fall, scale by scale.
  static func first(_ limit: Int, of strengths: [[Float]], scales: [Double]) -> [ScaledFeature] {
    let all = strengths.enumerated().flatMap { scale, strengths in
      strengths.enumerated().map { ScaledFeature(scale: scale, rank: $0, strength: $1) }
    }
    func arrival(_ feature: ScaledFeature) -> Double { Double(feature.rank + 1) / scales[feature.scale] }
    let order = all.sorted { a, b in
      let (left, right) = (arrival(a), arrival(b))
      return left != right ? left < right : a.scale < b.scale
    }
    return Array(order.prefix(limit))
  }

  /// At most `limit`, the strongest first; of equal ones the earlier.
  static func strongest(_ features: [ScaledFeature], limit: Int) -> [ScaledFeature] {
    let order = features.indices.sorted { a, b in
      features[a].strength != features[b].strength ? features[a].strength > features[b].strength : a < b
    }
    return order.prefix(limit).map { features[$0] }
  }
}
