/// The nearest right word to a wrong one.
///
/// The distance counts insertions, deletions, replacements and swaps of neighbouring letters (optimal
/// string alignment). A word of n letters may be n / 3 such steps away, and a beginning of at least three
/// letters counts as near.
enum Spelling {
  static func nearest(to word: String, among candidates: [String]) -> String? {
    let typed = bare(word)
    let ranked = candidates.map { (candidate: $0, distance: distance(typed, bare($0))) }
    if let best = ranked.min(by: { $0.distance < $1.distance }),
      best.distance <= max(1, typed.count / 3), best.distance < typed.count
    {
      return best.candidate
    }
    guard typed.count >= 3 else { return nil }
    return candidates.first { bare($0).starts(with: typed) }
  }

  /// The letters that count: without leading dashes, in lower case.
  private static func bare(_ word: String) -> [UInt8] {
    Array(word.drop { $0 == "-" }.lowercased().utf8)
  }

  /// How many steps turn `a` into `b`. O(a · b).
  static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      row.reserveCapacity(b.count + 1)
      for j in b.indices {
        var best = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, beforeLast[j - 1] + 1) }
        row.append(best)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }

  /// The same for words.
  static func distance(_ a: String, _ b: String) -> Int {
    distance(Array(a.utf8), Array(b.utf8))
  }
}
