import Core

/// From a sample to words, with a checkpoint after each round.
package struct VocabularyTraining: Sendable {
  package let options: ClusteringOptions
  package let checkpoint: Checkpoint

  package init(options: ClusteringOptions, checkpoint: Checkpoint) {
    self.options = options
    self.checkpoint = checkpoint
  }

  /// Refuses a sample that cannot give the words.
  package func check(_ sample: TrainingSample) throws(VocabularyError) {
    guard sample.rows.rowCount < options.wordCount else { return }
    let kept = sample.isReduced ? " after some were left out to stay within --memory" : ""
    throw VocabularyError(
      "\(options.wordCount) words need at least as many descriptors, and there are \(sample.rows.rowCount)\(kept); "
        + "give more pictures or fewer --words")
  }

  /// Clusters the sample. Rounds that a checkpoint holds are not done again; their measures are in the result
  /// like those of the others. `afterRound` may throw to end the work, whose checkpoint stays.
  package func cluster(
    _ sample: TrainingSample, resuming progress: consuming Checkpoint.Progress?,
    afterRound: (ClusteringRound) throws -> Void
  ) throws -> (clustering: ClusteringResult, rounds: [ClusteringRound]) {
    var rounds = progress?.rounds ?? []
    var state = progress.take()?.state
    let result = try Clustering(options: options).run(on: sample.rows, resuming: state.take()) {
      state, round in
      rounds.append(round)
      try checkpoint.save(Checkpoint.Progress(state: state, rounds: rounds))
      try afterRound(round)
    }
    return (result, rounds)
  }
}

/// Settings of training as they are compared when it goes on.
extension [Property] {
  /// How these settings, with which training began, differ from those at hand: "words 16, not 32".
  package func difference(fromSettings other: [Property]) -> String? {
    for entry in self {
      let now = other.first { $0.key == entry.key }?.value ?? "nothing"
      if now != entry.value { return "\(entry.key) \(entry.value), not \(now)" }
    }
    let added = other.first { entry in !contains { $0.key == entry.key } }
    return added.map { "no \($0.key), not \($0.value)" }
  }
}
