import Core

/// From matches to scores. A match of Hamming distance d in a word of weight i counts w = i² · exp(−d²/σ²). Then bursts are damped:
///
///     within    w ← w · √(w / Σ w of this feature and this picture)
///     across    w ← w / √(Σ w of this feature over all pictures)
///
/// and a picture's score is the sum of its matches over √(features of the query · features of the picture), so that a
/// picture full of features has no advantage.
struct HammingScoring {
  private let matches: MatchRuns
  private let runs: [MatchRuns.Run]
  /// w of each distance, but for the word's weight.
  private let closeness: [Float]
  private let squaredWeights: [Float]
  private let burstiness: ShortlistOptions.Burstiness
  private let excluded: [Bool]

  /// `excluded` pictures have no part in anything, as if they were not there.
  init(_ matches: MatchRuns, featureCount: Int, plan: WordPlan, options: ShortlistOptions, excluded: [Bool]) {
    self.matches = matches
    runs = matches.runs(ofFeatures: featureCount)
    closeness = (0...64).map { Float(exponential(-Double($0 * $0) / (options.sigma * options.sigma))) }
    squaredWeights = plan.words.map { $0.weight * $0.weight }
    burstiness = options.burstiness
    self.excluded = excluded
  }

  /// Calls `body` with each match's picture, word (its place in the plan) and share of the score, but for the lengths.
  func forEachContribution(_ body: (_ picture: Int, _ word: Int, _ share: Float) -> Void) {
    var sums = [Float](repeating: 0, count: excluded.count)
    var first = 0
    while first < runs.count {
      var end = first
      while end < runs.count, runs[end].feature == runs[first].feature { end += 1 }
      let total = addUp(first..<end, into: &sums)
      if total > 0 { share(first..<end, total: total, sums: &sums, body) }
      first = end
    }
  }

  /// The sums of one feature's weights by picture, and over all.
  private func addUp(_ feature: Range<Int>, into sums: inout [Float]) -> Float {
    var total: Float = 0
    for run in feature {
      let weight = squaredWeights[Int(runs[run].word)]
      for match in runs[run].start..<runs[run].end {
        let picture = Int(matches.pictures[match])
        guard !excluded[picture] else { continue }
        let w = weight * closeness[Int(matches.distances[match])]
        sums[picture] += w
        total += w
      }
    }
    return total
  }

  /// Hands out the damped weights, and clears the sums.
  private func share(
    _ feature: Range<Int>, total: Float, sums: inout [Float], _ body: (Int, Int, Float) -> Void
  ) {
    let factor = burstiness == .across || burstiness == .both ? 1 / total.squareRoot() : 1
    let isDampedWithin = burstiness == .within || burstiness == .both
    for run in feature {
      let weight = squaredWeights[Int(runs[run].word)]
      for match in runs[run].start..<runs[run].end {
        let picture = Int(matches.pictures[match])
        guard !excluded[picture], sums[picture] > 0 else { continue }
        let w = weight * closeness[Int(matches.distances[match])]
        body(
          picture, Int(runs[run].word), factor * (isDampedWithin ? w * (w / sums[picture]).squareRoot() : w))
      }
    }
    for run in feature {
      for match in runs[run].start..<runs[run].end { sums[Int(matches.pictures[match])] = 0 }
    }
  }
}
