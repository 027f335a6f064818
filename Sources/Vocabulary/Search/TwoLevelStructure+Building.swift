import Core

extension TwoLevelStructure {
  /// Sorts centres into about `cellCount` cells by a few rounds of k-means over the centres themselves.
  ///
  /// Each word goes into one cell. Words near a border in a second one as well would be found with fewer cells, but these are
  /// larger by as much: measured on 65,536 words, both ways compare some 3,000 words for an agreement of 97.7 %.
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
    let nearest = ExactSearch(cells).assign(centres.rows, jobs: jobs).words
    return Members(of: nearest, wordCount: count).structure(ofCells: cells)
  }

  /// Twice the square root: comparing with the middles then costs about a fifth of the whole.
  package static func usualCellCount(forWords count: Int) -> Int {
    max(1, Int((2 * Double(count).squareRoot()).rounded()))
  }
}

extension TwoLevelSearch {
  /// Cells to look into for an agreement with the exact nearest word of about 98 % among 65,536 words.
  package static let usualProbes = 16
}
