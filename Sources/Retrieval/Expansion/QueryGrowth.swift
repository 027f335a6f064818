import InvertedFile
import Verification

/// Makes a larger query of a query and of what it proved. Each turn of the query grows by the pictures that were proven under it.
struct QueryGrowth: Sendable {
  let query: PreparedQuery
  let expansion: Expansion
  let kind: FeatureGeometry.Kind

  /// From so many pictures a point comes that the collection is asked for in `hamming`, unless there are fewer.
  static let leastSourceCount = 2

  func query(grownBy sources: [ExpansionSource]) -> PreparedQuery {
    var larger = query
    for rotation in query.rotations.indices {
      guard let evidence = query.rotations[rotation].evidence else { continue }
      let own = sources.filter { $0.rotation == rotation }
      let features = own.enumerated().flatMap { number, source in
        source.features(within: query.area, kind, source: number)
      }
      if case .words(let words) = query.rotations[rotation].words {
        larger.rotations[rotation].words = .words(
          words.adding(scored(features, from: own.count, evidence)))
      }
      larger.rotations[rotation].evidence = PreparedQuery.Evidence(
        words: evidence.words.adding(features), frames: evidence.frames + features.map(\.frame),
        lenders: features.map { own[$0.source].id })
    }
    return larger
  }

  /// What the collection is asked for besides the query.
  private func scored(
    _ features: [BackProjectedFeature], from sourceCount: Int, _ evidence: PreparedQuery.Evidence
  ) -> [BackProjectedFeature] {
    guard expansion == .hamming else { return features }
    let least = min(Self.leastSourceCount, sourceCount)
    return FeatureGroups(query: evidence, area: query.area).groups(of: features)
      .filter { $0.sourceCount >= least }.map(\.feature)
  }
}

extension PreparedQuery {
  /// How many times as many features there are to be verified with as in another query, at most under any turn.
  func growth(over query: PreparedQuery) -> Double {
    zip(rotations, query.rotations).map { larger, smaller in
      Double(larger.evidence?.frames.count ?? 0) / Double(max(1, smaller.evidence?.frames.count ?? 0))
    }.reduce(1, max)
  }
}

extension QueryWords {
  fileprivate func adding(_ features: [BackProjectedFeature]) -> QueryWords {
    adding(words: features.map(\.word), signatures: features.map(\.signature))
  }
}
