import Core

/// k-means in one of its three ways, round by round.
///
/// The same descriptors, options and seed give the same words for any number of jobs. What the next round needs is in the state
/// that is handed out after each, so work can go on from a state that was stored.
package struct Clustering: Sendable {
  package let options: ClusteringOptions

  /// - Precondition: at least one word, round, child and level.
  package init(options: ClusteringOptions) {
    precondition(options.wordCount > 0 && options.rounds > 0, "at least one word and one round")
    precondition(options.branching > 1 && options.depth > 0, "a tree branches at least once")
    self.options = options
  }

  /// Rounds (levels, with `.hierarchical`) from the start, or from a stored state, to the end. `afterRound` may throw to stop.
  ///
  /// - Precondition: there are at least as many descriptors as words.
  package func run<Failure: Error>(
    on descriptors: Matrix<UInt8>, resuming stored: consuming ClusteringState? = nil,
    afterRound: (ClusteringState, ClusteringRound) throws(Failure) -> Void
  ) throws(Failure) -> ClusteringResult {
    precondition(descriptors.rowCount >= options.wordCount, "fewer descriptors than words")
    var state: ClusteringState
    if let stored { state = stored } else { state = start(descriptors) }
    while state.round < roundCount {
      let start = ContinuousClock.now
      var round = step(&state, descriptors)
      round.seconds = (ContinuousClock.now - start) / .seconds(1)
      try afterRound(state, round)
      if options.method != .hierarchical, round.movedShare <= options.leastChange { break }
    }
    return result(of: &state, descriptors)
  }

  /// Up to so many words, comparing with each is as fast as going through cells.
  private static let mostWordsForExactSearch = 4096

  /// Looks every descriptor's word up among the final centres. Uses the state up.
  private func result(of state: inout ClusteringState, _ descriptors: Matrix<UInt8>) -> ClusteringResult {
    state.assignment = []
    guard state.centres.count > Self.mostWordsForExactSearch else {
      let assignment = ExactSearch(state.centres).assign(descriptors, jobs: options.jobs).words
      return ClusteringResult(centres: state.centres, structure: nil, assignment: assignment)
    }
    let structure = TwoLevelStructure.build(over: state.centres, seed: options.seed, jobs: options.jobs)
    let assignment = TwoLevelSearch.lending(
      &state.centres, structure: structure, probes: TwoLevelSearch.usualProbes
    ) { $0.assign(descriptors, jobs: options.jobs).words }
    return ClusteringResult(centres: state.centres, structure: structure, assignment: assignment)
  }

  private var roundCount: Int { options.method == .hierarchical ? options.depth : options.rounds }

  private var flat: FlatClustering { FlatClustering(options: options, exact: options.method == .flat) }

  private func start(_ descriptors: Matrix<UInt8>) -> ClusteringState {
    options.method == .hierarchical
      ? HierarchicalClustering(options: options).start(descriptors) : flat.start(descriptors)
  }

  private func step(_ state: inout ClusteringState, _ descriptors: Matrix<UInt8>) -> ClusteringRound {
    options.method == .hierarchical
      ? HierarchicalClustering(options: options).step(&state, descriptors) : flat.step(&state, descriptors)
  }
}
