import InvertedFile

/// Matches as their definition says, pair by pair and slowly.
struct CorrespondenceReference {
  struct Match: Hashable, Comparable {
    let queryFeature: UInt32
    let feature: UInt32
    let distance: Int

    static func < (a: Match, b: Match) -> Bool {
      (a.queryFeature, a.distance, a.feature) < (b.queryFeature, b.distance, b.feature)
    }
  }

  /// All matches of a query's features, of which each has several words, with a picture's.
  static func matches(
    _ words: [UInt32], _ signatures: [UInt64], wordsPerFeature: Int, with features: IndexedFeatures,
    threshold: Int
  ) -> [Match] {
    var matches: [Match] = []
    for (place, word) in words.enumerated() {
      for feature in features.words.indices where features.words[feature] == word {
        let distance = (signatures[place] ^ features.signatures[feature]).nonzeroBitCount
        guard distance <= threshold else { continue }
        matches.append(
          Match(queryFeature: UInt32(place / wordsPerFeature), feature: UInt32(feature), distance: distance))
      }
    }
    return matches
  }
}

extension CandidateMatches {
  /// Those of one candidate in a form to compare.
  func plain(_ candidate: Candidate) -> [CorrespondenceReference.Match] {
    self[candidate].map {
      .init(queryFeature: $0.queryFeature, feature: $0.feature, distance: Int($0.distance))
    }
  }
}
