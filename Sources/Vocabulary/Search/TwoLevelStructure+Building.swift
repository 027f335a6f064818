import Core

extension TwoLevelStructure {
  /// Sorts centres into about `cellCount` cells by a few rounds of k-means over the centres themselves. Each word goes into its
  /// nearest cell and, when the second nearest is nearly as near, into that one too: descriptors beyond the border find it there.
  package static func build(
    over centres: Centres, cellCount: Int? = nil, seed: UInt64, jobs: Int
  ) -> TwoLevelStructure {
    let count = min(cellCount ?? usualCellCount(forWords: centres.count), centres.count)
    var options = ClusteringOptions(wordCount: count)
    options.rounds = 6
    options.seed = seed
    options.jobs = jobs
    options.refillsStarving = false
    let cells = FlatClustering(options: options, exact: true).centres(of: centres.rows)
    let nearest = ExactSearch(cells).nearest(centres.rows, wordsPerRow: min(2, count), jobs: jobs)
    return TwoLevelStructure(cells: cells, nearest: nearest, wordCount: centres.count)
  }

  /// Twice the square root: comparing with the middles then costs about a third of the whole.
  package static func usualCellCount(forWords count: Int) -> Int {
    max(1, Int((2 * Double(count).squareRoot()).rounded()))
  }

  /// A word stands in a second cell whose middle is at most this much farther (squared).
  private static let borderRatio: Float = 1.1

  private init(cells: Centres, nearest: (words: [UInt32], squaredDistances: [Int32]), wordCount: Int) {
    let choices = nearest.words.count / max(1, wordCount)
    var lists = [[UInt32]](repeating: [], count: cells.count)
    for word in 0..<wordCount {
      let first = word * choices
      lists[Int(nearest.words[first])].append(UInt32(word))
      guard choices > 1 else { continue }
      let (near, next) = (nearest.squaredDistances[first], nearest.squaredDistances[first + 1])
      if Float(next) <= Self.borderRatio * Float(near) {
        lists[Int(nearest.words[first + 1])].append(UInt32(word))
      }
    }
    var starts: [UInt32] = [0]
    for list in lists { starts.append((starts.last ?? 0) + UInt32(list.count)) }
    self.init(cellCentres: cells.rows, cellStarts: starts, members: lists.flatMap { $0 })
  }
}
