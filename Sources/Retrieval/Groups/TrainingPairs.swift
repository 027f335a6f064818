/// A pair of pictures for people who train: the same thing, or things that only look alike.
public struct TrainingPair: Sendable, Equatable {
  /// The names of the pictures, `a` before `b` in the order of their characters' numbers.
  public let a, b: String
  /// The groups that they are in, counted from 1 in the order of `PictureGroups`; `nil` for a picture that is in none.
  public let groupOfA, groupOfB: Int?
  public let label: Label

  public enum Label: Sendable, Equatable {
    /// Proven to show the same thing.
    case positive(PictureLink)
    /// High on a shortlist, not proven, and in no group together.
    case negative(shortlistScore: Float)
  }

  public var isPositive: Bool { if case .positive = label { true } else { false } }
}

/// How many pairs are taken.
public struct TrainingPairOptions: Sendable, Codable, Equatable {
  /// A picture is in at most so many pairs of each kind, so that one in the middle of much doesn't outweigh others.
  public var positivesPerPicture = 10
  public var negativesPerPicture = 5

  public init() {}
}

extension LinkReport {
  /// Positives and hard negatives among the pairs that were compared, positives first, each kind sorted by names.
  ///
  /// Of positives the strongest are taken, of negatives those with the highest scores, as long as both pictures have room; equal
  /// ones in the order of their names. What could be wrong either way is neither: links too weak to join two groups, and pairs
  /// of pictures whose groups such a link is between.
  ///
  /// Without `keepsUnproven` of `LinkOptions` there are no negatives.
  public func trainingPairs(options: TrainingPairOptions = TrainingPairOptions()) -> [TrainingPair] {
    let groups = groups()
    var numbers: [String: Int] = [:]
    for (place, group) in groups.groups.enumerated() {
      for name in group.pictures { numbers[name] = place + 1 }
    }
    let doubtful = Set(
      groups.weakLinks.map { link in Set([numbers[link.a] ?? 0, numbers[link.b] ?? 0]) })

    let positives = groups.groups.flatMap(\.links).sorted {
      ($0.logNFA, $0.a, $0.b) < ($1.logNFA, $1.a, $1.b)
    }
    let negatives = unproven.filter { pair in
      guard let a = numbers[pair.a], let b = numbers[pair.b] else { return true }
      return a != b && !doubtful.contains([a, b])
    }.sorted { (-$0.shortlistScore, $0.a, $0.b) < (-$1.shortlistScore, $1.a, $1.b) }

    func pair(_ a: String, _ b: String, _ label: TrainingPair.Label) -> TrainingPair {
      TrainingPair(a: a, b: b, groupOfA: numbers[a], groupOfB: numbers[b], label: label)
    }
    let taken =
      Self.limited(positives.map { pair($0.a, $0.b, .positive($0)) }, options.positivesPerPicture)
      + Self.limited(
        negatives.map { pair($0.a, $0.b, .negative(shortlistScore: $0.shortlistScore)) },
        options.negativesPerPicture)
    return taken
  }

  /// As many of the first as leave no picture with more than `limit`, sorted by names.
  private static func limited(_ pairs: [TrainingPair], _ limit: Int) -> [TrainingPair] {
    var counts: [String: Int] = [:]
    let taken = pairs.filter { pair in
      guard counts[pair.a, default: 0] < limit, counts[pair.b, default: 0] < limit else { return false }
      counts[pair.a, default: 0] += 1
      counts[pair.b, default: 0] += 1
      return true
    }
    return taken.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
  }
}
