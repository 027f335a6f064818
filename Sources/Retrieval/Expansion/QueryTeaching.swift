import InvertedFile
import Storage

/// What a classifier is taught for discriminative expansion: the query and what was proven, as far as it lies within the query, are
/// positive examples, the end of the shortlist is the negative ones.
struct QueryTeaching: Sendable {
  let query: PreparedQuery
  let kind: FeatureGeometry.Kind
  /// As the query itself found them.
  let candidates: [VerifiedCandidate]

  static let negativeCount = 200
  /// The shortlist is at least so long, that its end be of other things.
  static let leastShortlist = 1000

  /// The query with what each word counts, under each turn; under a turn that has proven nothing nothing is looked for.
  func query(taughtBy sources: [ExpansionSource], in snapshot: borrowing IndexSnapshot) throws(StorageError)
    -> [ShortlistQuery]
  {
    let negatives = try negatives(in: snapshot)
    var queries: [ShortlistQuery] = []
    for (rotation, turn) in query.rotations.enumerated() {
      let own = sources.filter { $0.rotation == rotation }
      guard !own.isEmpty, let evidence = turn.evidence else {
        queries.append(.weights([]))
        continue
      }
      var positives = [evidence.words.entries.map(\.word)]
      positives += own.map { $0.features(within: query.area, kind, source: 0).map(\.word) }
      queries.append(.weights(try weights(positives, negatives, in: snapshot)))
    }
    return queries
  }

  /// The words of pictures from the second half of the shortlist that agree with the query in nothing.
  private func negatives(in snapshot: borrowing IndexSnapshot) throws(StorageError) -> [[UInt32]] {
    var words: [[UInt32]] = []
    let last = candidates.dropFirst(candidates.count / 2).filter { $0.proof == nil }
    for candidate in last.suffix(Self.negativeCount) {
      guard let features = try snapshot.features(of: candidate.hit.picture.picture) else { continue }
      words.append(features.words)
    }
    return words
  }

  /// Of the words that positive examples have; the others tell of nothing that is looked for, and walking them takes long.
  private func weights(
    _ positives: [[UInt32]], _ negatives: [[UInt32]], in snapshot: borrowing IndexSnapshot
  ) throws(StorageError) -> [(word: UInt32, weight: Float)] {
    let vectors = try snapshot.vectors(of: positives + negatives)
    let examples = vectors.enumerated().map {
      LinearClassifier.Example(vector: $1, isPositive: $0 < positives.count)
    }
    let classifier = LinearClassifier(examples, wordCount: snapshot.index.settings.wordCount)
    return Set(vectors.prefix(positives.count).flatMap(\.words)).sorted().map {
      (word: $0, weight: classifier.weights[Int($0)])
    }
  }
}
