/// How descriptors are gathered into words.
package struct ClusteringOptions: Sendable, Equatable {
  /// Words to make; with `.hierarchical`, the number that branching and depth give.
  package var wordCount: Int
  package var method = Method.flat
  /// Rounds at most; with `.hierarchical`, for each node.
  package var rounds = 10
  package var seed: UInt64 = 1
  package var start = Start.random
  /// Children of a node, and levels below the root, of `.hierarchical`.
  package var branching = 16
  package var depth = 4
  /// Rounds end when no larger share of the descriptors changes its word.
  package var leastChange = 0.0
  /// Words with next to no descriptors are moved into the heaviest ones.
  package var refillsStarving = true
  package var jobs = 1

  package init(wordCount: Int = 65536) {
    self.wordCount = wordCount
  }

  package enum Method: String, Sendable, CaseIterable {
    /// Each descriptor is compared with every word.
    case flat
    /// Through a search structure over the words, made anew each round (Philbin et al. 2007).
    case approximate
    /// A tree of small clusterings (Nistér & Stewénius 2006); its leaves are the words.
    case hierarchical
  }

  package enum Start: String, Sendable, CaseIterable {
    /// Descriptors chosen by chance.
    case random
    /// By chance, those far from the ones chosen before being likelier (k-means++, in batches as k-means‖).
    case plusPlus = "plusplus"
  }
}

/// What a round has done.
package struct ClusteringRound: Sendable, Equatable {
  /// From 1.
  package let round: Int
  package let rounds: Int
  /// The mean squared distance of the descriptors to the words that the round began with.
  package let meanSquaredError: Double
  /// The share of descriptors whose word is another than in the round before.
  package let movedShare: Double
  /// How long it took.
  package var seconds = 0.0

  package init(round: Int, rounds: Int, meanSquaredError: Double, movedShare: Double, seconds: Double = 0) {
    self.round = round
    self.rounds = rounds
    self.meanSquaredError = meanSquaredError
    self.movedShare = movedShare
    self.seconds = seconds
  }
}

/// The words, and what of the descriptors is wanted beside them.
package struct ClusteringResult: Sendable, Equatable {
  package let centres: Centres
  /// The structure by which the words are searched; `nil` where comparing with all of them is faster.
  package let structure: TwoLevelStructure?
  /// The word of each descriptor among the final centres.
  package let assignment: [UInt32]
}

/// Everything that the next round begins with.
package struct ClusteringState: Sendable, Equatable {
  /// Rounds that are done (levels, with `.hierarchical`).
  package var round: Int
  package var centres: Centres
  /// The word of each descriptor, found in the last round.
  package var assignment: [UInt32]

  package init(round: Int, centres: Centres, assignment: [UInt32]) {
    self.round = round
    self.centres = centres
    self.assignment = assignment
  }
}
