import Core

/// Which of many pictures are looked at: `count` of them, by chance, spread over all. Pictures of one day or one folder stand next to each
/// other, so each of `count` equal stretches of the list gives one.
package enum SampleChoice {
  /// Rising indices below `total`, all of them when there are no more than `count`. The same seed gives the same choice.
  package static func indices(total: Int, count: Int, seed: UInt64) -> [Int] {
    precondition(total >= 0 && count > 0)
    guard total > count else { return Array(0..<total) }
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { stretch in
      let (start, end) = (stretch * total / count, (stretch + 1) * total / count)
      return start + generator.index(below: end - start)
    }
  }
}
