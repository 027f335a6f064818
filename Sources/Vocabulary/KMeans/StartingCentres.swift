import Core

/// The centres that the first round begins with: descriptors, chosen by chance.
enum StartingCentres {
  /// Centres that are drawn together before distances are looked at again: one by one for few words, as k-means++ has it.
  private static func batchSize(forWords count: Int) -> Int { count <= 256 ? 1 : (count + 15) / 16 }

  static func choose(_ options: ClusteringOptions, from descriptors: Matrix<UInt8>) -> Centres {
    var random = SeededGenerator(seed: options.seed)
    switch options.start {
    case .random: return centres(rows(options.wordCount, of: descriptors.rowCount, &random), of: descriptors)
    case .plusPlus: return spread(options, descriptors, &random)
    }
  }

  /// Different rows, each as likely as another: the first steps of a shuffle.
  static func rows(_ count: Int, of rowCount: Int, _ random: inout SeededGenerator) -> [Int] {
    var swapped: [Int: Int] = [:]
    return (0..<count).map { step in
      let chosen = step + random.index(below: rowCount - step)
      defer { swapped[chosen] = swapped[step] ?? step }
      return swapped[chosen] ?? chosen
    }
  }

  /// The first batch evenly, each further one with a likelihood proportional to the squared distance to the centres so far.
  private static func spread(
    _ options: ClusteringOptions, _ descriptors: Matrix<UInt8>, _ random: inout SeededGenerator
  ) -> Centres {
    let batchSize = Self.batchSize(forWords: options.wordCount)
    var chosen = rows(min(batchSize, options.wordCount), of: descriptors.rowCount, &random)
    var nearest = [Int32](repeating: .max, count: descriptors.rowCount)
    var last = chosen
    while chosen.count < options.wordCount {
      let search = ExactSearch(centres(last, of: descriptors))
      let distances = search.nearest(descriptors, jobs: options.jobs).squaredDistances
      for row in nearest.indices { nearest[row] = min(nearest[row], distances[row]) }
      last = draw(min(batchSize, options.wordCount - chosen.count), from: nearest, excluding: chosen, &random)
      chosen += last
    }
    return centres(chosen, of: descriptors)
  }

  /// Different rows, drawn by weight from the running sum of all weights; when too few rows have any, by chance.
  private static func draw(
    _ count: Int, from weights: [Int32], excluding chosen: [Int], _ random: inout SeededGenerator
  ) -> [Int] {
    var sums: [UInt64] = []
    sums.reserveCapacity(weights.count)
    var sum: UInt64 = 0
    for weight in weights {
      sum += UInt64(weight)
      sums.append(sum)
    }
    var taken = Set(chosen)
    var drawn: [Int] = []
    var tries = 0
    while drawn.count < count {
      tries += 1
      let byWeight = sum > 0 && tries < 20 * count
      let row =
        byWeight
        ? firstIndex(above: random.next(upperBound: sum), in: sums) : random.index(below: weights.count)
      if taken.insert(row).inserted { drawn.append(row) }
    }
    return drawn
  }

  private static func firstIndex(above value: UInt64, in sums: [UInt64]) -> Int {
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > value { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private static func centres(_ rows: [Int], of descriptors: Matrix<UInt8>) -> Centres {
    var elements: [UInt8] = []
    elements.reserveCapacity(rows.count * descriptors.columnCount)
    for row in rows { elements += descriptors[row] }
    return Centres(rows: Matrix(columnCount: descriptors.columnCount, elements: elements))
  }
}
