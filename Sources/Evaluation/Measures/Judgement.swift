/// Where the right answers stand in one query's ranking: all that the measures need to know of it.
///
/// Junk is taken out first, as if it had never been ranked, so that it neither helps nor harms. What is left has
/// positions counted from 0; the hits are the positions of positives. A name counts where it stands first. A name that
/// is both positive and junk is taken out, and so is a positive that cannot be found: that is how the
/// program of the Oxford buildings has it.
///
/// A ranking need not hold the whole collection: positives that it lacks count as standing behind all others, infinitely
/// far down.
public struct Judgement: Sendable, Equatable {
  /// Positions of the positives that were found, from 0, ascending.
  public let hits: [Int]
  /// All positives of the query, found or not.
  public let positiveCount: Int
  /// Pictures in the ranking, without junk.
  public let rankedCount: Int

  /// Of names, best first.
  public init(ranking: some Sequence<String>, relevance: Relevance) {
    var hits: [Int] = []
    var seen: Set<String> = []
    var position = 0
    for name in ranking where !relevance.junk.contains(name) && seen.insert(name).inserted {
      if relevance.positives.contains(name) { hits.append(position) }
      position += 1
    }
    self.hits = hits
    positiveCount = relevance.positives.count
    rankedCount = position
  }

  /// Hits among the first `count` pictures.
  public func found(within count: Int) -> Int {
    var low = 0
    var high = hits.count
    while low < high {
      let middle = (low + high) / 2
      if hits[middle] < count { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
