import Core
import LocalFeatures

/// Do the pictures of a sample stand upright?
///
/// A vocabulary of upright pictures fits upright pictures best: light comes from above, walls are vertical. So each picture is described as it is and under the three
/// quarter turns, and votes for the turn whose descriptors lie nearest to their words. One vote says little (59 to 66 in 100 upright pictures vote right), sixty
/// say much: of n pictures without a common vertical, votes for one given turn follow the binomial distribution of n and 1/4.
package struct OrientationVote: Sendable, Equatable {
  /// Less probable than this without a common vertical: there is one.
  static let significance = 0.01
  /// Fewer votes that favour no turn prove nothing: of samples of 40 upright pictures 5 in 100 fail to show it, of 20 46.
  static let leastVotes = 40

  package enum Verdict: String, Sendable {
    /// The pictures have their verticals in common.
    case upright
    /// There are enough pictures to see a common vertical, and none is seen.
    case turned
    /// Too few pictures, a vocabulary that doesn't fit them, or one whose features have orientations of their own.
    case unknown
  }

  /// How many pictures voted for no turn, a quarter, a half and three quarters; zeros where nobody can vote.
  package let votes: [Int]

  /// Whether the vocabulary fits the pictures at all: of drawings, which it knows nothing of, missing evidence is none.
  private let isTrusted: Bool

  init(_ pictures: [SurveyedPicture], isTrusted: Bool) {
    var votes = [Int](repeating: 0, count: 4)
    for turn in pictures.compactMap(\.likeliestTurn) { votes[turn] += 1 }
    self.init(votes: votes, isTrusted: isTrusted)
  }

  init(votes: [Int], isTrusted: Bool = true) {
    self.votes = votes
    self.isTrusted = isTrusted
  }

  package var count: Int { votes.reduce(0, +) }

  /// How probable so many votes for some turn are, at most, if the pictures have no common vertical.
  package var chance: Double {
    guard let most = votes.max(), count > 0 else { return 1 }
    return min(1, 4 * Self.tail(from: most, of: count, probability: 0.25))
  }

  package var verdict: Verdict {
    if chance < Self.significance { return .upright }
    return isTrusted && count >= Self.leastVotes ? .turned : .unknown
  }

  /// What to describe the pictures with.
  package var orientation: FeatureOptions.Orientation { verdict == .turned ? .dominant : .upright }

  /// The probability of at least `first` successes in `count` trials, summed from logarithms: many trials have tiny shares.
  static func tail(from first: Int, of count: Int, probability: Double) -> Double {
    var logChoices = 0.0
    var sum = 0.0
    for successes in 0...count {
      if successes >= first {
        let log =
          logChoices + Double(successes) * binaryLogarithm(probability)
          + Double(count - successes) * binaryLogarithm(1 - probability)
        sum += powerOfTwo(log)
      }
      logChoices += binaryLogarithm(Double(count - successes)) - binaryLogarithm(Double(successes + 1))
    }
    return min(1, sum)
  }
}
